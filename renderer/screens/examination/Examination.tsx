import { type ReactNode, useState } from 'react';
import type { VisitDetail } from '../../../shared/contract/visit.ts';
import type { RuleSet, Vitals } from '../../../shared/domain/screening/schema.ts';
import { useCommand } from '../../api/use-command.ts';
import { useTopic } from '../../api/use-topic.ts';
import { limitsOf } from '../../parts/limits-view.ts';
import { MeasuredField } from '../../parts/MeasuredField.tsx';
import { isSigned, type Signed, strokesToPath, strokesUnder } from '../../parts/signature.ts';
import { SignaturePad } from '../../parts/SignaturePad.tsx';
import { Work } from '../../parts/Work.tsx';
import { playSound } from '../../scan/sound.ts';
import { useText } from '../../text/use-text.ts';
import { VisitWho } from '../visit/VisitWho.tsx';
import { AnswersGiven } from './AnswersGiven.tsx';
import { Look } from './Look.tsx';
import { PulsePressure } from './PulsePressure.tsx';
import {
  earlierValues,
  type Examined,
  hasBloodPressure,
  isRequired,
  missingVitals,
  type Reading,
  withAthlete,
  withMeasured,
  withObservation,
  withTyped,
} from './view-model.ts';

const fields = [
  { name: 'weightKg', label: 'vital.weight', unit: 'kg', min: 20, max: 300, step: 0.1 },
  { name: 'systolicMmHg', label: 'vital.systolic', unit: 'mmHg', min: 30, max: 300, step: 1 },
  { name: 'diastolicMmHg', label: 'vital.diastolic', unit: 'mmHg', min: 20, max: 200, step: 1 },
  { name: 'pulsePerMin', label: 'vital.pulse', unit: '/min', min: 20, max: 250, step: 1 },
  { name: 'temperatureC', label: 'vital.temperature', unit: '℃', min: 30, max: 45, step: 0.1 },
] as const;
type FieldName = (typeof fields)[number]['name'];

const fromDevice: readonly FieldName[] = ['systolicMmHg', 'diastolicMmHg', 'pulsePerMin'];

interface Props {
  readonly visit: VisitDetail;
  readonly ruleSet: RuleSet;
  readonly start: Examined;
  /** Measured before in this visit, oldest first. */
  readonly earlier: readonly Vitals[];
  readonly onRecorded?: () => void;
  /** What else can be done, under the button. */
  readonly children: ReactNode;
}

/** Every vital with its limit and where it came from, the general look, the examiner's signature. */
export function Examination(props: Props) {
  const { visit, ruleSet, start, earlier, onRecorded, children } = props;
  const { t } = useText();
  const [examined, setExamined] = useState(start);
  const [signed, setSigned] = useState<Signed | null>(null);
  const [offered, setOffered] = useState<Reading | null>(null);
  const record = useCommand('examination.record');
  const { vitals, source } = examined;
  const strokes = strokesUnder(signed, vitals);
  const { sex } = visit.identity;
  const isAthlete = vitals.enduranceAthlete === true;

  useTopic('blood-pressure.measured', (reading) => {
    if (hasBloodPressure(examined)) return setOffered(reading);
    playSound('taken');
    setExamined(withMeasured(examined, reading));
  });
  const takeOffered = (reading: Reading): void => {
    setExamined((was) => withMeasured(was, reading));
    setOffered(null);
  };

  const sourceOf = (name: FieldName): string | null => {
    if (vitals[name] === null) return null;
    const isDevice = fromDevice.includes(name) && source.kind === 'device';
    return t(isDevice ? 'measured.by-device' : 'measured.typed');
  };

  const missing = missingVitals(vitals, ruleSet);
  const submit = async (): Promise<void> => {
    const done = await record.run({
      visitId: visit.visitId,
      vitals,
      bloodPressureSource: source,
      examinerSignature: strokesToPath(strokes),
    });
    if (done.ok) onRecorded?.();
  };

  return (
    <Work
      left={<VisitWho visit={visit} />}
      right={
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
            {t(earlier.length > 0 ? 'examination.record-repeat' : 'examination.record')}
          </button>
          {children}
        </div>
      }
    >
      <AnswersGiven visit={visit} />
      {offered !== null && (
        <button type="button" className="btn" onClick={() => takeOffered(offered)}>
          {t('measured.offered', {
            high: offered.systolicMmHg,
            low: offered.diastolicMmHg,
            pulse: offered.pulsePerMin,
          })}
        </button>
      )}
      <div className="measures">
        {fields.map(({ name, label, unit, ...range }) => (
          <MeasuredField
            key={name}
            label={t(label)}
            unit={unit}
            value={vitals[name]}
            limits={limitsOf(ruleSet, name, sex, isAthlete)}
            isMissing={vitals[name] === null && isRequired(name, ruleSet)}
            earlier={earlierValues(earlier, name)}
            onChange={(value) => setExamined((was) => withTyped(was, name, value))}
            source={sourceOf(name)}
            {...range}
          />
        ))}
        <PulsePressure vitals={vitals} ruleSet={ruleSet} />
      </div>
      <label className="check athlete">
        <input
          type="checkbox"
          checked={isAthlete}
          onChange={(event) => setExamined((was) => withAthlete(was, event.target.checked))}
        />
        {t('examination.athlete')}
      </label>
      <Look
        rules={ruleSet.observations}
        vitals={vitals}
        onMark={(code, result) => setExamined((was) => withObservation(was, code, result))}
      />
      <section className="sign">
        <p>{t('examination.declaration')}</p>
        <SignaturePad
          label={t('examination.sign-here')}
          strokes={strokes}
          onChange={(drawn) => setSigned({ strokes: drawn, under: vitals })}
        />
      </section>
    </Work>
  );
}
