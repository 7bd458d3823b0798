import { z } from 'zod';
import { visitId } from '../ids.ts';
import { action, query } from './define.ts';

const nothing = z.strictObject({});
const pin = z.string().max(12);

export const selfServiceCalls = {
  /** Turns the asking machine's screen to the donor: until the PIN, it reaches nothing but this visit's questions. */
  'self-service.open': action(['registrar', 'examiner'], z.strictObject({ visitId, pin }), nothing),
  'self-service.state': query(nothing, z.strictObject({ visitId: visitId.nullable() })),
  /** Whether some machine's screen is turned to this donor, as the nurse's page asks. */
  'self-service.of': query(z.strictObject({ visitId }), z.strictObject({ turned: z.boolean() })),
  /** From another machine, without the PIN: it was forgotten, or the tablet lies elsewhere. */
  'self-service.recall': action(['registrar', 'examiner'], z.strictObject({ visitId }), nothing),
  'self-service.close': action([], z.strictObject({ pin }), nothing),
};

/** All that a turned machine may ask; where a visit is named, only the donor's own. */
export const turnedScreenCalls: readonly string[] = [
  'self-service.state',
  'self-service.close',
  'screening.forms',
  'visit.get',
  'questionnaire.draft',
  'questionnaire.answer',
];
