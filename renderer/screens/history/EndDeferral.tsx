import { Modal } from 'antd';
import { useState } from 'react';
import type { HeldDeferral } from '../../../shared/domain/screening/schema.ts';
import type { OperatorId, VisitId } from '../../../shared/ids.ts';
import { useCall, valueOf } from '../../api/use-call.ts';
import { useCommand } from '../../api/use-command.ts';
import { NoteField } from '../../parts/NoteField.tsx';
import { useRuleNames } from '../../parts/rule-names.ts';
import { SecondPerson } from '../../parts/SecondPerson.tsx';
import { failureSentence } from '../../text/failure-sentence.ts';
import type { Sentence } from '../../text/index.ts';
import { useText } from '../../text/use-text.ts';

interface Props {
  readonly visitId: VisitId;
  readonly held: HeldDeferral;
}

/** 解除屏蔽: by an examiner or the leader, with the reason; one without an end only before a second person. */
export function EndDeferral({ visitId, held }: Props) {
  const texts = useText();
  const { t, say } = texts;
  const names = useRuleNames();
  const [asking, setAsking] = useState(false);
  const [why, setWhy] = useState('');
  const [witness, setWitness] = useState<OperatorId | null>(null);
  const [problem, setProblem] = useState<Sentence | null>(null);
  const state = valueOf(useCall('app.state', {}));
  const end = useCommand('deferral.end');
  const may = state?.operator.roles.some((role) => role === 'examiner' || role === 'leader');
  if (may !== true) return null;
  const needsSecond = held.permanent;
  const run = async (): Promise<void> => {
    const done = await end.run({
      visitId,
      reason: held.reason,
      until: held.until,
      why: why.trim(),
      witness: needsSecond ? witness : null,
    });
    if (done.ok) setAsking(false);
    else setProblem(failureSentence(done.error));
  };
  return (
    <>
      <button type="button" className="btn small" onClick={() => setAsking(true)}>
        {t('deferral.end')}
      </button>
      <Modal
        open={asking}
        title={t('deferral.end')}
        footer={null}
        onCancel={() => setAsking(false)}
      >
        <p>{names.ofCode(texts, held.reason)}</p>
        {problem !== null && (
          <p className="meaning stop" role="alert">
            {say(problem)}
          </p>
        )}
        <NoteField label={t('deferral.why-end')} value={why} onChange={setWhy} />
        {needsSecond && (
          <SecondPerson label={t('deferral.second')} value={witness} onChange={setWitness} />
        )}
        <button
          type="button"
          className="btn danger"
          disabled={why.trim().length < 2 || (needsSecond && witness === null) || end.busy}
          onClick={() => void run()}
        >
          {t('deferral.end')}
        </button>
      </Modal>
    </>
  );
}
