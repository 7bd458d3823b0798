import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useText } from '../../text/use-text.ts';
import type { CardView } from './view-model.ts';

export function DonorCard({ card }: { readonly card: CardView }) {
  const { t, say } = useText();
  return (
    <Link
      href={`/visit/${card.visitId}`}
      className={`card ${card.tone}`}
      aria-label={t('board.open-donor', { ticket: card.ticket, name: card.name })}
    >
      <strong>
        {card.ticket} {card.name}
      </strong>
      <span className={card.isLate ? 't late' : 't'}>{say(card.time)}</span>
      <small>{card.notes.map(say).join(' · ')}</small>
    </Link>
  );
}

interface Props {
  readonly title: string;
  readonly count: string | number;
  readonly to?: string;
  readonly children: ReactNode;
}

export function Column({ title, count, to, children }: Props) {
  const heading = (
    <>
      {title} <em>{count}</em>
    </>
  );
  return (
    <section className="col" aria-label={title}>
      <h2>
        {to === undefined ? (
          heading
        ) : (
          <Link href={to} className="col-link">
            {heading}
          </Link>
        )}
      </h2>
      <div className="col-cards">{children}</div>
    </section>
  );
}
