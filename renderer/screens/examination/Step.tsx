import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract/index.ts';
import type { VisitDetail } from '../../../shared/contract/visit.ts';
import { useCall } from '../../api/use-call.ts';
import { useCommand } from '../../api/use-command.ts';
import { useTopic } from '../../api/use-topic.ts';
import { Choices } from '../../parts/Choices.tsx';
import { limitsOf } from '../../parts/limits-view.ts';
import { MeasuredField } from '../../parts/MeasuredField.tsx';
import { Verdict } from '../../parts/Verdict.tsx';
import { decisionView } from '../../parts/verdict-view.ts';
import { Waiting } from '../../parts/Waiting.tsx';
import { Work } from '../../parts/Work.tsx';
import { useScan } from '../../scan/ScanRouter.tsx';
import { playSound } from '../../scan/sound.ts';
import { useText } from '../../text/use-text.ts';
import { LeaveButton } from '../visit/LeaveButton.tsx';
import { VisitWho } from '../visit/VisitWho.tsx';
import { Look } from './Look.tsx';
import {
  missingVitals,
  startingFrom,
  withMeasured,
  withObservation,
  withTyped,
} from './view-model.ts';

interface Props {
  readonly visit: VisitDetail;
  readonly ruleSet: CallOutput<'screening.forms'>['ruleSet'];
}

const fields = [
  { name: 'weightKg', label: 'vital.weight', unit: 'kg', min: 20, max: 300, step: 0.1 },
  { name: 'systolicMmHg', label: 'vital.systolic', unit: 'mmHg', min: 30, max: 300, step: 1 },
  { name: 'diastolicMmHg', label: 'vital.diastolic', unit: 'mmHg', min: 20, max: 200, step: 1 },
  { name: 'pulsePerMin', label: 'vital.pulse', unit: '/min', min: 20, max: 250, step: 1 },
  { name: 'temperatureC', label: 'vital.temperature', unit: '℃', min: 30, max: 45, step: 0.1 },
] as const;

function Examination({ visit, ruleSet }: Props) {
  const { t } = useText();
  const [examined, setExamined] = useState(() => startingFrom(visit.vitals));
  const record = useCommand('examination.record');
  const { vitals, source } = examined;
  const { sex } = visit.identity;
  const isAthlete = vitals.enduranceAthlete === true;

  useTopic('blood-pressure.measured', (reading) => {
    playSound('taken');
    setExamined((was) => withMeasured(was, reading));
  });

  const missing = missingVitals(vitals, ruleSet);
  const submit = async (): Promise<void> => {
    await record.run({ visitId: visit.visitId, vitals, bloodPressureSource: source });
  };

  return (
    <Work
      left={<VisitWho visit={visit} />}
      right={
        <>
          {visit.decision !== null && <Verdict view={decisionView(visit.decision)} />}
          <div className="panel">
            <b>{t('next.title')}</b>
            <p className="soft">
              {missing.length === 0
                ? t('examination.ready')
                : t('examination.missing', { fields: { keys: missing } })}
            </p>
            <button
              type="button"
              className="btn main"
              disabled={missing.length > 0 || record.busy}
              onClick={() => void submit()}
            >
              {t('examination.record')}
            </button>
            <LeaveButton visitId={visit.visitId} reasons={['left']} />
          </div>
        </>
      }
    >
      <div className="measures">
        {fields.map(({ name, label, unit, ...range }) => (
          <MeasuredField
            key={name}
            label={t(label)}
            unit={unit}
            value={vitals[name]}
            limits={limitsOf(ruleSet, name, sex, isAthlete)}
            onChange={(value) => setExamined((was) => withTyped(was, name, value))}
            source={
              name === 'systolicMmHg' && source.kind === 'device' ? t('measured.by-device') : null
            }
            {...range}
          />
        ))}
        <div className="measured">
          <span>{t('examination.athlete')}</span>
          <Choices
            label={t('examination.athlete')}
            value={isAthlete ? 'yes' : 'no'}
            onChoose={(answer) =>
              setExamined((was) => ({
                ...was,
                vitals: { ...was.vitals, enduranceAthlete: answer === 'yes' },
              }))
            }
            choices={[
              { value: 'no', label: t('answer.no') },
              { value: 'yes', label: t('answer.yes') },
            ]}
          />
          <span className="limit">{t('examination.athlete-how')}</span>
        </div>
      </div>
      <Look
        rules={ruleSet.observations}
        vitals={vitals}
        onMark={(code, result) => setExamined((was) => withObservation(was, code, result))}
      />
    </Work>
  );
}

/** 体检: the limits of the rules in force beside each value; blood pressure comes from the device or by hand. */
export function ExaminationStep({ visit }: { readonly visit: VisitDetail }) {
  const forms = useCall('screening.forms', {});
  useScan(() => false);
  return (
    <Waiting answer={forms}>
      {({ ruleSet }) => <Examination key={visit.visitId} visit={visit} ruleSet={ruleSet} />}
    </Waiting>
  );
}
