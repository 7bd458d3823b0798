import type { QueuePage } from '../../../contract/queue.ts';
import { Figures } from '../../parts/Figures.tsx';
import { useText } from '../../text/TextProvider.tsx';

/** How much waits, and for how long. */
export function Waiting({ open }: { readonly open: QueuePage['open'] }) {
  const { t, number } = useText();
  return (
    <section className="panel">
      <Figures
        figures={[
          [t('set-aside.total'), number(open.total)],
          [t('set-aside.under-day'), number(open.byAge.underDay)],
          [t('set-aside.under-week'), number(open.byAge.underWeek)],
          [t('set-aside.older'), number(open.byAge.older)],
        ]}
      />
    </section>
  );
}
