import { useEffect, useEffectEvent } from 'react';
import { Link } from 'wouter';
import type { CardRead } from '../../../shared/contract/donor.ts';
import type { VisitId } from '../../../shared/ids.ts';
import { useCommand } from '../../api/use-command.ts';
import { useText } from '../../text/use-text.ts';

interface Props {
  /** null: the document was typed. */
  readonly card: CardRead | null;
  readonly visitId: VisitId;
}

/** The same document again: said, noted for the leader once however many pages show it, and the way to the record there is. */
export function AlreadyHere({ card, visitId }: Props) {
  const { t } = useText();
  return (
    <div className="already" role="alert">
      <b>{t('register.already')}</b>
      {card !== null && <RepeatNote card={card} />}
      <Link className="btn main" href={`/visit/${visitId}`}>
        {t('register.open-visit')}
      </Link>
    </div>
  );
}

function RepeatNote({ card }: { readonly card: CardRead }) {
  const { t } = useText();
  const note = useCommand('integrity.note-repeat');
  const tell = useEffectEvent(() => {
    if (card.isRepeat) void note.run({ cardReadId: card.cardReadId });
  });
  useEffect(() => tell(), [card.cardReadId]);
  return <p>{t(card.isRepeat ? 'register.already-noted' : 'register.take-card-away')}</p>;
}
