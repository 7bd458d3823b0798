import { type ReactNode, useState } from 'react';
import type { CallOutput } from '../../../shared/contract/index.ts';
import type { VisitDetail } from '../../../shared/contract/visit.ts';
import { useCall } from '../../api/use-call.ts';
import { useCommand } from '../../api/use-command.ts';
import { useTopic } from '../../api/use-topic.ts';
import { limitsOf } from '../../parts/limits-view.ts';
import { MeasuredField } from '../../parts/MeasuredField.tsx';
import { isSigned, type Stroke, strokesToPath } from '../../parts/signature.ts';
import { SignaturePad } from '../../parts/SignaturePad.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { Work } from '../../parts/Work.tsx';
import { useScan } from '../../scan/ScanRouter.tsx';
import { playSound } from '../../scan/sound.ts';
import { useText } from '../../text/use-text.ts';
import { LeaveButton } from '../visit/LeaveButton.tsx';
import { leaveReasons } from '../visit/view-model.ts';
import { VisitVerdict } from '../visit/VisitVerdict.tsx';
import { VisitWho } from '../visit/VisitWho.tsx';
import { Look } from './Look.tsx';
import {
  missingVitals,
  startingFrom,
  withAthlete,
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
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const record = useCommand('examination.record');
  const { vitals, source } = examined;
  const { sex } = visit.identity;
  const isAthlete = vitals.enduranceAthlete === true;

  useTopic('blood-pressure.measured', (reading) => {
    playSound('taken');
    setExamined((was) => withMeasured(was, reading));
  });

  const sourceOf = (name: (typeof fields)[number]['name']): ReactNode => {
    if (name === 'systolicMmHg' && source.kind === 'device') return t('measured.by-device');
    if (name !== 'pulsePerMin') return null;
    return (
      <label className="check">
        <input
          type="checkbox"
          checked={isAthlete}
          onChange={(event) => setExamined((was) => withAthlete(was, event.target.checked))}
        />
        {t('examination.athlete')}
      </label>
    );
  };

  const missing = missingVitals(vitals, ruleSet);
  const submit = async (): Promise<void> => {
    await record.run({
      visitId: visit.visitId,
      vitals,
      bloodPressureSource: source,
      examinerSignature: strokesToPath(strokes),
    });
  };

  return (
    <Work
      left={<VisitWho visit={visit} />}
      right={
        <>
          <VisitVerdict visit={visit} />
          <div className="panel">
            <b>{t('next.title')}</b>
            <p className="soft">
              {missing.length > 0
                ? t('examination.missing', { fields: { keys: missing } })
                : t(isSigned(strokes) ? 'examination.ready' : 'examination.sign-first')}
            </p>
            <button
              type="button"
              className="btn main"
              disabled={missing.length > 0 || !isSigned(strokes) || record.busy}
              onClick={() => void submit()}
            >
              {t('examination.record')}
            </button>
            <LeaveButton visitId={visit.visitId} reasons={leaveReasons(visit)} />
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
            source={sourceOf(name)}
            {...range}
          />
        ))}
      </div>
      <Look
        rules={ruleSet.observations}
        vitals={vitals}
        onMark={(code, result) => setExamined((was) => withObservation(was, code, result))}
      />
      <section className="sign">
        <p>{t('examination.declaration')}</p>
        <SignaturePad label={t('examination.sign-here')} strokes={strokes} onChange={setStrokes} />
      </section>
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
