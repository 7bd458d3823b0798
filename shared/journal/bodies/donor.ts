import { z } from 'zod';
import { donorKey, integrityFlagId, operatorId, personKey, sessionId, visitId } from '../../ids.ts';
import { indexedDonor } from '../../domain/donor/indexed-donor.ts';
import { registrationCheckSchema } from '../../domain/screening/schema.ts';
import { hash } from '../entry.ts';

/** Sex as on the card (GB/T 2261.1); screening needs one of the first two. */
export const sex = z.enum(['male', 'female', 'unknown']);

/** Who the donor is. Stands in the donor's own entries only; all others refer to the visit. */
export const identity = z.strictObject({
  name: z.string().min(1).max(120),
  sex,
  /** GB 3304 code; null on documents that carry none. */
  nation: z.string().max(4).nullable(),
  birthDate: z.iso.date(),
  address: z.string().max(200).nullable(),
  documentType: z.enum(['resident-id', 'hmt-permit', 'foreigner-id', 'other']),
  documentNumber: z.string().min(5).max(32),
  issuer: z.string().max(60).nullable(),
  validFrom: z.iso.date().nullable(),
  /** null: long-term (长期) or not stated. */
  validTo: z.iso.date().nullable(),
});
export type Identity = Readonly<z.infer<typeof identity>>;

export const identitySource = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('card'),
    /** SAM security module number of the reader, when it told it. */
    samId: z.string().max(64).nullable(),
    /** The card's text block (256 bytes) and photo (1024 bytes, WLT) as read, base64. */
    textBase64: z.string().max(400),
    photoBase64: z.string().max(1600),
  }),
  z.strictObject({
    kind: z.literal('typed'),
    reason: z.string().min(2).max(200),
    witness: operatorId,
  }),
]);
export type IdentitySource = Readonly<z.infer<typeof identitySource>>;

/** What the local index and the rules said when the card was read. */
export const registrationAnswer = z.strictObject({
  /** The index entry used, so that the answer can be explained years later; null: not in the index. */
  indexed: indexedDonor.nullable(),
  /** Records the registrar confirmed to be the same person's; their deferrals and donations count too. */
  others: z.array(indexedDonor).max(10),
  check: registrationCheckSchema,
});
export type RegistrationAnswer = Readonly<z.infer<typeof registrationAnswer>>;

/**
 * `same-document-again`: a document that was registered in this session was offered for registration again.
 * `same-person-other-document`: name, birth date and sex of somebody who was registered under another document.
 */
export const integrityKind = z.enum(['same-document-again', 'same-person-other-document']);

export const donorBodies = {
  'donor.registered': z.strictObject({
    visitId,
    sessionId,
    /** The donor's number in the queue of this session, from 1. */
    ticket: z.int().min(1),
    donorKey,
    personKey,
    /** Other records that the registrar confirmed to be this person's (another document, a renewed card); never merged by themselves. */
    samePersonAs: z.array(donorKey).max(10),
    identity,
    source: identitySource,
    /** The registrar compared the face with the document (real-name donation). */
    personChecked: z.literal(true),
    organisation: z.string().max(200).nullable(),
    phone: z.string().max(32).nullable(),
    answer: registrationAnswer,
  }),
  'consent.signed': z.strictObject({
    visitId,
    consentVersion: z.string().max(32),
    /** SHA-256 of exactly the text the donor saw. */
    textSha256: hash,
    /** SHA-256 of what was signed, see `signedByDonor` in the screening's signatures. */
    signedSha256: hash,
    /** Strokes as an SVG path, at most 20 KB. */
    donorSignature: z.string().min(1).max(20_000),
  }),
  /** Something about who came that a person must judge (R3); `seen` says what, without names. */
  'integrity.flagged': z.strictObject({
    flagId: integrityFlagId,
    sessionId,
    visitId,
    kind: integrityKind,
    /** The other visit of this session, when there is one. */
    otherVisitId: visitId.nullable(),
  }),
  'integrity.judged': z.strictObject({
    flagId: integrityFlagId,
    judgement: z.enum(['harmless', 'suspicious']),
    note: z.string().min(2).max(500),
  }),
  'visit.ended': z.strictObject({
    visitId,
    reason: z.enum(['deferred', 'left', 'refused-consent', 'completed']),
  }),
};
