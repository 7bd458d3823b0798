import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import type { VisitDetail } from '../../../shared/contract/visit.ts';
import type { Decision, DecisionReason } from '../../../shared/domain/screening/schema.ts';
import type { OperatorId } from '../../../shared/ids.ts';
import { useNow } from '../../api/now.ts';
import { useCall, valueOf } from '../../api/use-call.ts';
import { useCommand } from '../../api/use-command.ts';
import { Choices } from '../../parts/Choices.tsx';
import { NoteField } from '../../parts/NoteField.tsx';
import { useRuleNames } from '../../parts/rule-names.ts';
import { SaidBar } from '../../parts/SaidBar.tsx';
import { useSaying } from '../../parts/SaidProvider.tsx';
import { SecondPerson } from '../../parts/SecondPerson.tsx';
import { localDay } from '../../text/local-day.ts';
import { useText } from '../../text/use-text.ts';
import { isPlacingComplete, type Placing, placingOf, reasonsToList } from './view-model.ts';

interface FormProps {
  readonly visit: VisitDetail;
  readonly reasons: readonly DecisionReason[];
  readonly first: DecisionReason;
  readonly onDone: () => void;
}

function PlacingForm({ visit, reasons, first, onDone }: FormProps) {
  const texts = useText();
  const { t } = texts;
  const id = useId();
  const names = useRuleNames();
  const { say } = useSaying();
  const today = localDay(useNow(60_000));
  const [placing, setPlacing] = useState<Placing>(() => placingOf(first));
  const [note, setNote] = useState('');
  const [witness, setWitness] = useState<OperatorId | null>(null);
  const place = useCommand('deferral.place');
  const { reason, term, until } = placing;
  const isForGood = term === 'for-good';
  const isComplete = isPlacingComplete(placing, today) && (!isForGood || witness !== null);

  const run = async (): Promise<void> => {
    const done = await place.run({
      visitId: visit.visitId,
      reason: reason.code,
      clause: reason.clause,
      permanent: isForGood,
      until: term === 'until' ? until : null,
      note: note.trim(),
      witness: isForGood ? witness : null,
    });
    if (!done.ok) return;
    onDone();
    say({ tone: 'go', sentence: { key: 'deferral.placed' } });
  };

  return (
    <>
      <div role="radiogroup" aria-label={t('deferral.reason')}>
        {reasons.map((each) => (
          <button
            key={each.code}
            type="button"
            role="radio"
            aria-checked={each.code === reason.code}
            className={each.code === reason.code ? 'row-choice chosen' : 'row-choice'}
            onClick={() => setPlacing(placingOf(each))}
          >
            <span className="venue">
              <b>
                {each.text === null ? names.ofCode(texts, each.code) : texts.ruleText(each.text)}
              </b>
              {each.clause !== null && (
                <small>{t('verdict.clause', { clause: each.clause })}</small>
              )}
            </span>
          </button>
        ))}
      </div>
      <Choices
        label={t('deferral.how-long')}
        value={term}
        onChoose={(chosen) => setPlacing({ ...placing, term: chosen })}
        choices={[
          { value: 'until', label: t('deferral.for-a-time') },
          { value: 'open', label: t('deferral.until-ended') },
          { value: 'for-good', label: t('deferral.for-good'), tone: 'stop' },
        ]}
      />
      {isForGood && (
        <SecondPerson label={t('deferral.second')} value={witness} onChange={setWitness} />
      )}
      {term === 'until' && (
        <div className="field">
          <label htmlFor={`${id}-until`}>{t('deferral.until')}</label>
          <Input
            id={`${id}-until`}
            type="date"
            value={until}
            onChange={(event) => setPlacing({ ...placing, until: event.target.value })}
          />
        </div>
      )}
      <NoteField label={t('deferral.note')} value={note} onChange={setNote} />
      <button
        type="button"
        className="btn danger"
        disabled={!isComplete || place.busy}
        onClick={() => void run()}
      >
        {t('deferral.place')}
      </button>
    </>
  );
}

/** 列入屏蔽: a reason of the decision, until when, and for good only before a second person. */
export function PlaceDeferral({
  visit,
  decision,
}: {
  readonly visit: VisitDetail;
  readonly decision: Decision;
}) {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  const state = valueOf(useCall('app.state', {}));
  const history = valueOf(useCall('donor.history', { visitId: visit.visitId }));
  const held = new Set(
    history?.deferrals.filter(({ endedOn }) => endedOn === null).map(({ reason }) => reason),
  );
  const reasons = reasonsToList(decision);
  const open = reasons.filter(({ code }) => !held.has(code));
  const may = state?.operator.roles.some((role) => role === 'examiner' || role === 'leader');
  const [first] = open.toSorted((a, b) => Number(b.placesDeferral) - Number(a.placesDeferral));
  if (may !== true) return null;
  if (first === undefined) {
    return reasons.length === 0 ? null : <p className="soft under">{t('deferral.is-placed')}</p>;
  }
  return (
    <>
      <button type="button" className="btn" onClick={() => setAsking(true)}>
        {t('deferral.place')}
      </button>
      <Modal
        open={asking}
        title={t('deferral.place')}
        footer={null}
        destroyOnHidden
        onCancel={() => setAsking(false)}
      >
        <SaidBar />
        <PlacingForm visit={visit} reasons={open} first={first} onDone={() => setAsking(false)} />
      </Modal>
    </>
  );
}
