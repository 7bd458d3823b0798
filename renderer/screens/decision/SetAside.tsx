import { Modal } from 'antd';
import { useState } from 'react';
import { reasonCodeSchema } from '../../../shared/domain/screening/schema.ts';
import type { VisitDetail } from '../../../shared/contract/visit.ts';
import { useCall, valueOf } from '../../api/use-call.ts';
import { useCommand } from '../../api/use-command.ts';
import { NoteField } from '../../parts/NoteField.tsx';
import { useRuleNames } from '../../parts/rule-names.ts';
import type { ReasonLine } from '../../parts/verdict-view.ts';
import { SaidBar } from '../../parts/SaidBar.tsx';
import { useText } from '../../text/use-text.ts';
import { setAsideBy } from './view-model.ts';

interface Props {
  readonly visit: VisitDetail;
  readonly line: ReasonLine;
}

/** A reason that was set aside says by whom and why; one that this person may set aside offers it, with a note. */
export function SetAside({ visit, line }: Props) {
  const texts = useText();
  const { t } = texts;
  const names = useRuleNames();
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useState('');
  const state = valueOf(useCall('app.state', {}));
  const override = useCommand('screening.override');

  const given = setAsideBy(visit, line.code);
  if (given !== undefined) {
    return (
      <span className="set-aside">
        {t('override.given', { role: { keys: [`role.${given.role}`] }, note: given.note })}
      </span>
    );
  }
  const may = line.overridableBy.some((role) => state?.operator.roles.includes(role) === true);
  const isOpen = visit.stage === 'test' && line.overridableBy.length > 0;
  if (!isOpen) return null;
  if (!may) {
    const roles = line.overridableBy.map((role) => `role.${role}` as const);
    return <span className="set-aside">{t('override.by', { roles: { keys: roles } })}</span>;
  }
  const run = async (): Promise<void> => {
    // Codes of a decision's reasons are reason codes; the view only keeps them as text.
    const reason = reasonCodeSchema.parse(line.code);
    const done = await override.run({ visitId: visit.visitId, reason, note: note.trim() });
    if (done.ok) setAsking(false);
  };
  return (
    <>
      <button type="button" className="btn small" onClick={() => setAsking(true)}>
        {t('override.button')}
      </button>
      <Modal
        open={asking}
        title={t('override.title')}
        footer={null}
        onCancel={() => setAsking(false)}
      >
        <SaidBar />
        <p>{names.ofLine(texts, line)}</p>
        <NoteField label={t('override.note')} value={note} onChange={setNote} />
        <button
          type="button"
          className="btn main"
          disabled={note.trim().length < 2 || override.busy}
          onClick={() => void run()}
        >
          {t('override.do')}
        </button>
      </Modal>
    </>
  );
}
