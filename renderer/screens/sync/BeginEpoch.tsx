import { useState } from 'react';
import type { OperatorId } from '../../../shared/ids.ts';
import { useCommand } from '../../api/use-command.ts';
import { NoteField } from '../../parts/NoteField.tsx';
import { SecondPerson } from '../../parts/SecondPerson.tsx';
import { useText } from '../../text/use-text.ts';

const reasonCharactersMax = 200;

/** The way on for a workstation the station found restored: by the leader, before a second person, with the reason. */
export function BeginEpoch() {
  const { t } = useText();
  const [reason, setReason] = useState('');
  const [second, setSecond] = useState<OperatorId | null>(null);
  const begin = useCommand('epoch.begin');
  const run = async (): Promise<void> => {
    if (second !== null) await begin.run({ reason: reason.trim(), secondOperator: second });
  };
  return (
    <>
      <p className="soft">{t('station.begin-how')}</p>
      <div className="form">
        <NoteField
          label={t('station.begin-reason')}
          value={reason}
          onChange={(text) => setReason(text.slice(0, reasonCharactersMax))}
        />
        <SecondPerson label={t('station.begin-second')} value={second} onChange={setSecond} />
        <button
          type="button"
          className="btn danger"
          disabled={reason.trim() === '' || second === null || begin.busy}
          onClick={() => void run()}
        >
          {t('station.begin')}
        </button>
      </div>
    </>
  );
}
