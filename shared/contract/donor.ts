import { z } from 'zod';
import { registrationCheckSchema } from '../domain/screening/schema.ts';
import { operatorId, visitId } from '../ids.ts';
import { identity, registrationAnswer } from '../journal/bodies/donor.ts';
import { command, query } from './define.ts';
import { visitDetail } from './visit.ts';

const nothing = z.strictObject({});

/** A card just read: stays in memory until it is registered or replaced. */
export const cardRead = z.strictObject({
  cardReadId: z.uuid(),
  identity,
  ageYears: z.int(),
  answer: registrationAnswer,
  /** The visit when this document is already registered in this session. */
  alreadyRegistered: visitId.nullable(),
});
export type CardRead = Readonly<z.infer<typeof cardRead>>;

export const donorCalls = {
  'id-card.current': query(nothing, z.strictObject({ card: cardRead.nullable() }), ['registrar']),
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
      organisation: z.string().max(200).nullable(),
      phone: z.string().max(32).nullable(),
    }),
    z.strictObject({ visitId, ticket: z.int(), check: registrationCheckSchema }),
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
