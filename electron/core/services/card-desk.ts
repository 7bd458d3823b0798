import type { IdCard } from '../../../shared/codec/id-card-layout.ts';
import type { Identity, IdentitySource } from '../../../shared/journal/bodies/donor.ts';

/** A card as the reader gave it, with what must be kept of it. */
export interface HeldCard {
  readonly cardReadId: string;
  readonly identity: Identity;
  readonly source: IdentitySource;
}

/** The card last read: one place, one card, in memory only; who leaves without registering leaves nothing behind. */
export interface CardDesk {
  readonly current: () => HeldCard | undefined;
  readonly put: (card: HeldCard) => void;
  readonly clear: () => void;
}

export function createCardDesk(): CardDesk {
  let held: HeldCard | undefined;
  return {
    current: () => held,
    put: (card) => {
      held = card;
    },
    clear: () => {
      held = undefined;
    },
  };
}

const documentTypes = {
  resident: 'resident-id',
  'hk-macau-taiwan': 'hmt-permit',
  'foreigner-2017': 'foreigner-id',
  'foreigner-2023': 'foreigner-id',
} as const;

/** The card's fields as the donor's identity. A name cut inside a surrogate pair keeps its place with U+FFFD; the raw bytes are kept beside it. */
export const cardToIdentity = (card: IdCard): Identity => ({
  name: (card.name === '' ? (card.englishName ?? '') : card.name).toWellFormed(),
  sex: card.sex === 'male' || card.sex === 'female' ? card.sex : 'unknown',
  nation: card.nationCode,
  birthDate: card.birthDate,
  address: card.address?.toWellFormed() ?? null,
  documentType: documentTypes[card.layout],
  documentNumber: card.number,
  issuer: card.issuer?.toWellFormed() ?? null,
  validFrom: card.validFrom,
  validTo: card.validTo,
});
