import { Input } from 'antd';
import { useId, useState } from 'react';
import type { VisitDetail } from '../../../shared/contract/visit.ts';
import { nothingTested } from '../../../shared/domain/screening/nothing-tested.ts';
import type { PreDonationTests, RuleSet } from '../../../shared/domain/screening/schema.ts';
import { useCall } from '../../api/use-call.ts';
import { useCommand } from '../../api/use-command.ts';
import { Choices } from '../../parts/Choices.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { Work } from '../../parts/Work.tsx';
import { useScan } from '../../scan/ScanRouter.tsx';
import { useText } from '../../text/use-text.ts';
import { DecisionActions } from '../decision/DecisionActions.tsx';
import { Examination } from '../examination/Examination.tsx';
import { repeating } from '../examination/view-model.ts';
import { LeaveButton } from '../visit/LeaveButton.tsx';
import { leaveReasons } from '../visit/view-model.ts';
import { VisitVerdict } from '../visit/VisitVerdict.tsx';
import { VisitWho } from '../visit/VisitWho.tsx';
import { TestFields } from './TestFields.tsx';
import { VitalsGiven } from './VitalsGiven.tsx';
import { missingTests, volumesOf } from './view-model.ts';

interface Props {
  readonly visit: VisitDetail;
  readonly ruleSet: RuleSet;
  readonly onRepeat: () => void;
}

function Test({ visit, ruleSet, onRepeat }: Props) {
  const { t } = useText();
  const id = useId();
  const [tests, setTests] = useState<PreDonationTests>(visit.tests ?? nothingTested);
  const [reagentLot, setReagentLot] = useState('');
  const [volumeMl, setVolumeMl] = useState<number | null>(null);
  const record = useCommand('test.record');

  useScan(({ meaning }) => {
    // A code that means nothing else is taken for the reagent's lot: it is the only thing scanned here.
    if (meaning.kind !== 'other' || meaning.what !== 'unknown') return false;
    setReagentLot(meaning.shown.slice(0, 32));
    return true;
  });

  const missing = missingTests(tests, ruleSet);
  const submit = async (): Promise<void> => {
    if (volumeMl === null) return;
    await record.run({
      visitId: visit.visitId,
      tests,
      reagentLot: reagentLot.trim() || null,
      wantedVolumeMl: volumeMl,
    });
  };

  return (
    <Work
      left={<VisitWho visit={visit} />}
      right={
        <>
          <VisitVerdict visit={visit} />
          {(visit.decision === null || visit.earlierVitals.length > 0) && (
            <div className="panel">
              <VitalsGiven visit={visit} />
            </div>
          )}
          <div className="panel">
            <b>{t('next.title')}</b>
            <DecisionActions visit={visit} />
            <p className="soft under">
              {missing.length > 0
                ? t('examination.missing', { fields: { keys: missing } })
                : volumeMl === null
                  ? t('test.choose-volume')
                  : t('test.ready')}
            </p>
            <button
              type="button"
              className={visit.decision === null ? 'btn main' : 'btn'}
              disabled={missing.length > 0 || volumeMl === null || record.busy}
              onClick={() => void submit()}
            >
              {t(visit.decision === null ? 'test.decide' : 'test.decide-again')}
            </button>
            <button type="button" className="btn" onClick={onRepeat}>
              {t('examination.repeat')}
            </button>
            <LeaveButton visitId={visit.visitId} reasons={leaveReasons(visit)} />
          </div>
        </>
      }
    >
      <TestFields
        ruleSet={ruleSet}
        sex={visit.identity.sex}
        tests={tests}
        onChange={(change) => setTests((was) => ({ ...was, ...change }))}
      />
      <div className="measures">
        <div className="measured">
          <label htmlFor={`${id}-lot`}>{t('test.reagent-lot')}</label>
          <Input
            id={`${id}-lot`}
            value={reagentLot}
            maxLength={32}
            onChange={(event) => setReagentLot(event.target.value)}
          />
          <span className="limit">{t('test.reagent-how')}</span>
        </div>
        <div className="measured">
          <span>{t('test.volume')}</span>
          <Choices
            label={t('test.volume')}
            value={volumeMl === null ? null : String(volumeMl)}
            onChoose={(ml) => setVolumeMl(Number(ml))}
            choices={volumesOf(ruleSet).map((ml) => ({ value: String(ml), label: `${ml} mL` }))}
          />
          <span className="limit">{t('test.volume-how')}</span>
        </div>
      </div>
    </Work>
  );
}

/** 初筛: the last facts; with them the decision is made and kept. A vital may be measured again from here. */
export function TestStep({ visit }: { readonly visit: VisitDetail }) {
  const { t } = useText();
  const forms = useCall('screening.forms', {});
  const [isRepeating, setRepeating] = useState(false);
  const { vitals, earlierVitals } = visit;
  return (
    <Waiting answer={forms}>
      {({ ruleSet }) =>
        isRepeating && vitals !== null ? (
          <Examination
            visit={visit}
            ruleSet={ruleSet}
            start={repeating(vitals)}
            earlier={[...earlierVitals.map((each) => each.vitals), vitals]}
            onRecorded={() => setRepeating(false)}
          >
            <button type="button" className="btn" onClick={() => setRepeating(false)}>
              {t('examination.no-repeat')}
            </button>
          </Examination>
        ) : (
          <Test
            key={visit.visitId}
            visit={visit}
            ruleSet={ruleSet}
            onRepeat={() => setRepeating(true)}
          />
        )
      }
    </Waiting>
  );
}
