import { z } from 'zod';
import {
  heldDeferralSchema,
  pastDonationSchema,
  registrationCheckSchema,
} from '../domain/screening/schema.ts';
import { donorKey, integrityFlagId, operatorId, visitId } from '../ids.ts';
import { identity, integrityKind, registrationAnswer } from '../journal/bodies/donor.ts';
import { command, query } from './define.ts';
import { stage } from './session.ts';
import { visitDetail } from './visit.ts';

const nothing = z.strictObject({});

export const maybeSamePerson = z.strictObject({
  donorKey,
  /** The visit of this session under the other document, when there is one. */
  visitId: visitId.nullable(),
  ticket: z.int().nullable(),
  donationCount: z.int(),
  lastDonationOn: z.iso.date().nullable(),
  deferrals: z.array(heldDeferralSchema).max(50).readonly(),
});
export type MaybeSamePerson = Readonly<z.infer<typeof maybeSamePerson>>;

/** What is known of the person of a document, before anybody is registered. */
export const donorMatch = z.strictObject({
  identity,
  ageYears: z.int(),
  /** Today; what the station decided about an expired one. */
  document: z.strictObject({
    state: z.enum(['valid', 'expired', 'not-yet-valid']),
    mayRegister: z.boolean(),
  }),
  answer: registrationAnswer,
  /** The visit when this document is already registered in this session. */
  alreadyRegistered: visitId.nullable(),
  /** Records of possibly the same person under another document: same name, birth date and sex. Proposed, never merged. */
  maybeSamePerson: z.array(maybeSamePerson).max(10),
});
export type DonorMatch = Readonly<z.infer<typeof donorMatch>>;

/** A card just read: stays in memory until it is registered or replaced. */
export const cardRead = donorMatch.extend({
  cardReadId: z.uuid(),
  /** Read after its document had been registered: a second attempt, and no card that was left lying. */
  isRepeat: z.boolean(),
});
export type CardRead = Readonly<z.infer<typeof cardRead>>;

export const integrityFlag = z.strictObject({
  flagId: integrityFlagId,
  kind: integrityKind,
  atMs: z.int(),
  visitId,
  ticket: z.int(),
  otherTicket: z.int().nullable(),
  judgement: z.enum(['harmless', 'suspicious']).nullable(),
  note: z.string().nullable(),
});
export type IntegrityFlag = Readonly<z.infer<typeof integrityFlag>>;

export const donorCalls = {
  /** `lies`: the card is still on the reader and has to be given back. */
  'id-card.current': query(
    nothing,
    z.strictObject({ card: cardRead.nullable(), lies: z.boolean() }),
    ['registrar'],
  ),
  /** The same for an identity that is being typed. */
  'donor.match': query(z.strictObject({ identity }), donorMatch, ['registrar']),
  /**
   * Registers a donor and tells at once when he or she may not donate; such a visit is recorded and ended as deferred.
   * Typed identity needs a reason and a second person, and its number must pass the check digit.
   */
  'donor.register': command(
    ['registrar'],
    z.strictObject({
      source: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('card'), cardReadId: z.uuid() }),
        z.strictObject({
          kind: z.literal('typed'),
          identity,
          reason: z.string().max(200),
          witness: operatorId,
        }),
      ]),
      personChecked: z.boolean(),
      /** Keys of proposed records that the registrar confirmed to be this person's. */
      samePersonAs: z.array(donorKey).max(10).default([]),
      organisation: z.string().max(200).nullable(),
      phone: z.string().max(32).nullable(),
    }),
    z.strictObject({ visitId, ticket: z.int(), check: registrationCheckSchema }),
  ),
  /** A registered document was offered for registration again: kept for a person to judge (R3). */
  'integrity.note-repeat': command(
    ['registrar'],
    z.strictObject({ cardReadId: z.uuid() }),
    z.strictObject({ flagId: integrityFlagId, ticket: z.int() }),
  ),
  'integrity.list': query(nothing, z.strictObject({ flags: z.array(integrityFlag).max(500) })),
  'integrity.judge': command(
    ['leader'],
    z.strictObject({
      flagId: integrityFlagId,
      judgement: z.enum(['harmless', 'suspicious']),
      note: z.string().max(500),
    }),
    nothing,
  ),
  /** Everything this vehicle knows of a donor, on one screen. */
  'donor.history': query(
    z.strictObject({ visitId }),
    z.strictObject({
      donations: z.array(pastDonationSchema.unwrap().extend({ onThisVehicle: z.boolean() })),
      deferrals: z.array(heldDeferralSchema.unwrap().extend({ onThisVehicle: z.boolean() })),
      visits: z.array(
        z.strictObject({
          visitId,
          ticket: z.int(),
          registeredAtMs: z.int(),
          endedReason: z.string().nullable(),
          decision: z.string().nullable(),
        }),
      ),
      flags: z.array(integrityFlag),
    }),
  ),
  /** Visits of the session by ticket, name, pinyin (`wangfang`) or initials (`wf`). */
  'visit.search': query(
    z.strictObject({ text: z.string().max(64) }),
    z.strictObject({
      found: z
        .array(
          z.strictObject({
            visitId,
            ticket: z.int(),
            name: z.string(),
            documentEnd: z.string(),
            stage,
          }),
        )
        .max(50),
    }),
  ),
  'visit.get': query(z.strictObject({ visitId }), visitDetail),
  /** The donor leaves: after observation (`completed`), or earlier of his or her own will. */
  'visit.end': command(
    ['registrar', 'examiner', 'phlebotomist', 'leader'],
    z.strictObject({
      visitId,
      reason: z.enum(['left', 'refused-consent', 'completed', 'deferred']),
    }),
    nothing,
  ),
};
