import { Link } from 'wouter';
import { useCall, valueOf } from '../../api/use-call.ts';
import { useText } from '../../text/use-text.ts';
import { type Difference, differenceView, dinOf, ticketOf } from './view-model.ts';

const packing = ['unit-not-packed', 'held-unit-among-others'];

/** Everything that does not add up, with the way to settle it and the way there. */
export function Differences({ differences }: { readonly differences: readonly Difference[] }) {
  const { t, say } = useText();
  const cards = valueOf(useCall('session.board', {}))?.cards ?? [];
  if (differences.length === 0) return <p className="confirmed">✓ {t('close.nothing-open')}</p>;

  const placeOf = (difference: Difference): string | null => {
    if (packing.includes(difference.code)) return '/pack';
    const ticket = ticketOf(difference);
    const din = dinOf(difference);
    const card = cards.find(
      (known) => known.ticket === ticket || (din !== null && known.donation?.din === din),
    );
    return card === undefined ? null : `/visit/${card.visitId}`;
  };

  return (
    <ul className="differences">
      {differences.map((difference, at) => {
        const { what, settle } = differenceView(difference);
        const to = placeOf(difference);
        return (
          <li key={at}>
            <div>
              <b>{say(what)}</b>
              <small>{say(settle)}</small>
            </div>
            {to !== null && (
              <Link href={to} className="btn small">
                {t('close.go')}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}
