import type { QueuePage } from '../../../contract/queue.ts';
import { Figures } from '../../parts/Figures.tsx';
import { FileLinks } from '../../parts/FileLinks.tsx';
import { useText } from '../../text/TextProvider.tsx';

/** How much waits, and for how long; with the list of what must not be released, for the laboratory. */
export function Waiting({
  open,
  withHolds,
}: {
  readonly open: QueuePage['open'];
  readonly withHolds: boolean;
}) {
  const { t, number } = useText();
  return (
    <section className="panel bar">
      <Figures
        figures={[
          [t('set-aside.total'), number(open.total)],
          [t('set-aside.under-day'), number(open.byAge.underDay)],
          [t('set-aside.under-week'), number(open.byAge.underWeek)],
          [t('set-aside.older'), number(open.byAge.older)],
        ]}
      />
      {withHolds && (
        <div className="bar push">
          {t('set-aside.holds-files')}
          <FileLinks name="holds" />
        </div>
      )}
    </section>
  );
}
