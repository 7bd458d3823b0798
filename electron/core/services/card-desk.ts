import type { IdCard } from '../../../shared/codec/id-card-layout.ts';
import type { Identity, IdentitySource } from '../../../shared/journal/bodies/donor.ts';
import type { IntegrityFlagId } from '../../../shared/ids.ts';
import { type Refusal, refused } from '../../../shared/contract/refusals.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Clock } from '../deps.ts';

/** A card as the reader gave it, with what must be kept of it. */
export interface HeldCard {
  readonly cardReadId: string;
  readonly identity: Identity;
  readonly source: IdentitySource;
}

/** Not every reader tells that a card was taken away again; after this nobody is still standing there with it. */
const heldMsMax = 10 * 60_000;

export interface Flagged {
  readonly flagId: IntegrityFlagId;
  readonly ticket: number;
}

/** The card last read, as the machine sees it that the reader belongs to. */
export interface CardPlace {
  readonly current: () => (HeldCard & { readonly readAtMs: number }) | undefined;
  /** The flag that the card now held has raised, so that it raises one whatever number of pages show it. */
  readonly flagged: () => Flagged | undefined;
  readonly flag: (flagged: Flagged) => void;
  /** Whether the card last read still lies on the reader, as far as the reader can tell. */
  readonly lies: () => boolean;
}

/** One place, one card, in memory only and not for long; who leaves without registering leaves nothing behind. */
export interface CardDesk {
  /** Refused on a machine the reader does not belong to: the person standing there is not the one whose card was read. */
  readonly of: (caller: { readonly machine: string }) => Result<CardPlace, Refusal>;
  readonly put: (card: HeldCard) => void;
  /** The card was taken off the reader; it stays the card last read. */
  readonly lift: () => void;
  /** The reader serves another machine from now on: what it read before is nobody's there. */
  readonly clear: () => void;
}

export function createCardDesk({ nowMs }: Clock, mayRead: (machine: string) => boolean): CardDesk {
  let held: { readonly card: HeldCard; readonly atMs: number; flagged?: Flagged } | undefined;
  let lies = false;
  const place: CardPlace = {
    current: () => {
      // In either direction: a clock that was set back must not keep a card for hours.
      if (held && Math.abs(nowMs() - held.atMs) > heldMsMax) held = undefined;
      return held && { ...held.card, readAtMs: held.atMs };
    },
    flagged: () => held?.flagged,
    flag: (flagged) => {
      if (held) held.flagged = flagged;
    },
    lies: () => lies,
  };
  return {
    of: ({ machine }) => (mayRead(machine) ? ok(place) : err(refused('device-of-other-machine'))),
    put: (card) => {
      held = { card, atMs: nowMs() };
      lies = true;
    },
    lift: () => {
      lies = false;
    },
    clear: () => {
      held = undefined;
      lies = false;
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
