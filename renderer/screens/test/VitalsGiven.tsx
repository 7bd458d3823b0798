import type { VisitDetail } from '../../../shared/contract/visit.ts';
import type { Vitals } from '../../../shared/domain/screening/schema.ts';
import { useText } from '../../text/use-text.ts';

const pressure = ({ systolicMmHg, diastolicMmHg }: Vitals): string =>
  systolicMmHg === null || diastolicMmHg === null ? '—' : `${systolicMmHg}/${diastolicMmHg}`;
const figure = (value: number | null): string => (value === null ? '—' : String(value));

const rows = [
  { label: 'vital.weight', of: ({ weightKg }: Vitals) => figure(weightKg) },
  { label: 'vital.pressure', of: pressure },
  { label: 'vital.pulse', of: ({ pulsePerMin }: Vitals) => figure(pulsePerMin) },
  { label: 'vital.temperature', of: ({ temperatureC }: Vitals) => figure(temperatureC) },
] as const;

/** What was measured, a repeat beside the first. */
export function VitalsGiven({ visit }: { readonly visit: VisitDetail }) {
  const { t } = useText();
  if (visit.vitals === null) return null;
  const { vitals, bloodPressureSource } = visit;
  const measured = [...visit.earlierVitals, { vitals, bloodPressureSource }];
  return (
    <table className="vitals">
      {measured.length > 1 && (
        <thead>
          <tr>
            <th>{t('step.examination')}</th>
            {measured.map((_, at) => (
              <th key={at}>{at === 0 ? t('vitals.first') : t('vitals.repeat', { n: at })}</th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map(({ label, of }) => (
          <tr key={label}>
            <th>{t(label)}</th>
            {measured.map((each, at) => (
              <td key={at}>
                {of(each.vitals)}
                {label === 'vital.pressure' && each.bloodPressureSource !== null && (
                  <small> {t(`vitals.from-${each.bloodPressureSource.kind}`)}</small>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
