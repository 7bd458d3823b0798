import type { CallOutput } from '../../../contract/index.ts';
import { Figures } from '../../parts/Figures.tsx';
import { useText } from '../../text/TextProvider.tsx';

/** The year's sum: each of the four tables adds up to it. */
export function Total({
  year,
  total,
}: {
  readonly year: number;
  readonly total: CallOutput<'completion.get'>['total'];
}) {
  const { t, number, units, percent } = useText();
  return (
    <section className="panel">
      <h2>{t('completion.total', { year })}</h2>
      <Figures
        figures={[
          [t('completion.target'), number(total.target)],
          [t('completion.donations'), number(total.donations)],
          [t('completion.percent'), percent(total.percent)],
          [t('completion.units'), units(total.volumeMl)],
          [t('completion.drives'), number(total.drives)],
          [t('plan.confirmed'), number(total.confirmed)],
          [t('completion.sessions'), number(total.sessions)],
        ]}
      />
    </section>
  );
}
