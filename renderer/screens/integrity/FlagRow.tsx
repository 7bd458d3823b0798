import { useState } from 'react';
import { Link } from 'wouter';
import type { IntegrityFlag } from '../../../shared/contract/donor.ts';
import { useCall, valueOf } from '../../api/use-call.ts';
import { useCommand } from '../../api/use-command.ts';
import { NoteField } from '../../parts/NoteField.tsx';
import { useText } from '../../text/use-text.ts';
import { flagSentence } from './view-model.ts';

/** One flag: what was seen, the way to the donor, and for the leader the judgement with its reason. */
export function FlagRow({ flag }: { readonly flag: IntegrityFlag }) {
  const { t, say, moment } = useText();
  const [note, setNote] = useState('');
  const state = valueOf(useCall('app.state', {}));
  const judge = useCommand('integrity.judge');
  const isLeader = state?.operator.roles.includes('leader') === true;
  const give = async (judgement: 'harmless' | 'suspicious'): Promise<void> => {
    await judge.run({ flagId: flag.flagId, judgement, note: note.trim() });
  };
  return (
    <li className={`flag ${flag.judgement ?? 'open'}`}>
      <div className="flag-what">
        <span>
          <b>{say(flagSentence(flag))}</b>
          <small>
            {moment(flag.atMs)}
            {flag.judgement !== null && ` · ${t(`integrity.${flag.judgement}`)}`}
            {flag.note !== null && flag.note !== '' && ` · ${flag.note}`}
          </small>
        </span>
        <Link className="btn small" href={`/visit/${flag.visitId}`}>
          {t('scan.go-to', { ticket: flag.ticket })}
        </Link>
      </div>
      {flag.judgement === null && isLeader && (
        <>
          <NoteField label={t('integrity.note')} value={note} onChange={setNote} />
          <div className="row-buttons">
            {(['harmless', 'suspicious'] as const).map((judgement) => (
              <button
                key={judgement}
                type="button"
                className={judgement === 'suspicious' ? 'btn danger' : 'btn'}
                disabled={note.trim().length < 2 || judge.busy}
                onClick={() => void give(judgement)}
              >
                {t(`integrity.${judgement}`)}
              </button>
            ))}
          </div>
        </>
      )}
      {flag.judgement === null && !isLeader && <p className="soft">{t('integrity.for-leader')}</p>}
    </li>
  );
}
