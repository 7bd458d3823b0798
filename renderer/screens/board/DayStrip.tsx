import { Link } from 'wouter';
import { driveName } from '../../parts/drive-name.ts';
import { useText } from '../../text/use-text.ts';
import { type Board, hourBars, targetPercent } from './view-model.ts';

const barsHeight = 36;

function HourBars({ board }: { readonly board: Board }) {
  const { t } = useText();
  const bars = hourBars(board);
  if (bars.length === 0) return null;
  const words = bars.map(({ hour, registered }) => `${hour}:00 ${registered}`).join(', ');
  return (
    <svg
      className="hours"
      width={bars.length * 18}
      height={barsHeight}
      role="img"
      aria-label={t('board.by-hour', { words })}
    >
      {bars.map(({ hour, height }, at) => {
        const tall = Math.max(2, height * barsHeight);
        return (
          <rect
            key={hour}
            x={at * 18}
            y={barsHeight - tall}
            width="14"
            height={tall}
            className={at === bars.length - 1 ? 'present' : ''}
          />
        );
      })}
    </svg>
  );
}

/** The day in figures, against the drive's target. */
export function DayStrip({ board }: { readonly board: Board }) {
  const { t, number } = useText();
  const { totals, drive } = board;
  const percent = targetPercent(board);
  const figures = [
    ['board.registered', totals.donors],
    ['board.eligible', totals.eligible],
    ['board.collected', totals.donations],
    ['board.units', totals.units],
  ] as const;
  return (
    <>
      <span className="drive" title={drive.organisations.join(t('list.separator'))}>
        {driveName(drive)}
      </span>
      {figures.map(([key, value]) => (
        <span className="n" key={key}>
          <i>{t(key)}</i>
          <strong>{number(value)}</strong>
        </span>
      ))}
      {percent !== null && (
        <span className="n target">
          <i>{t('board.target', { n: drive.target ?? 0 })}</i>
          <span className="target-row">
            <strong>{percent}%</strong>
            <span className="bar">
              <span style={{ width: `${Math.min(100, percent)}%` }} />
            </span>
          </span>
        </span>
      )}
      <HourBars board={board} />
      <span className="head-right">
        <Link href="/close" className="head-link">
          {t('board.close-day')}
        </Link>
        <Link href="/register" className="head-link main">
          {t('board.register')}
        </Link>
      </span>
    </>
  );
}
