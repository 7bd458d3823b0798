import type { QueuePage } from '../../../contract/queue.ts';
import { useText } from '../../text/TextProvider.tsx';

/** How much waits, and for how long. */
export function Waiting({ open }: { readonly open: QueuePage['open'] }) {
  const { t, number } = useText();
  const figures = [
    [t('set-aside.total'), open.total],
    [t('set-aside.under-day'), open.byAge.underDay],
    [t('set-aside.under-week'), open.byAge.underWeek],
    [t('set-aside.older'), open.byAge.older],
  ] as const;
  return (
    <section className="panel">
      <dl className="figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{number(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
