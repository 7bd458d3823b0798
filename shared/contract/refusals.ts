import { z } from 'zod';

/** Every reason a call may be refused for. Each has a sentence in every language under renderer/text. */
export const refusalReasons = [
  'role-missing',
  'term-not-begun',
  'term-ended',
  'command-id-missing',
  'disk-full',
  // session
  'session-already-open',
  'session-not-open',
  'drive-unknown',
  'bag-lot-unknown',
  'bag-lot-expired',
  'no-din-range',
  'no-station-data',
  'deferral-list-too-old',
  'clock-differs',
  'day-not-reconciled',
  'second-person-needed',
  'second-person-term',
  'drive-against-plan',
  // donor
  'card-not-on-reader',
  'person-not-checked',
  'already-registered-today',
  'id-number-wrong',
  'reason-needed',
  'identity-expired',
  'visit-unknown',
  'visit-ended',
  'wrong-step',
  // screening
  'answers-missing',
  'signature-missing',
  'rule-set-not-in-force',
  'override-not-allowed',
  'nothing-to-override',
  'deferral-unknown',
  'deferral-date-wrong',
  'note-needed',
  'flag-unknown',
  'self-service-not-open',
  'self-service-open',
  'pin-wrong',
  'pin-too-short',
  'pin-blocked',
  // collection
  'not-eligible',
  'deferred-meanwhile',
  'interval-meanwhile',
  'drawn-already',
  'volume-not-allowed',
  'donation-unknown',
  'donation-already-prepared',
  'din-unreadable',
  'din-check-character-wrong',
  'din-outside-range',
  'din-used',
  'din-range-empty',
  'identity-not-confirmed',
  'card-of-other-person',
  'label-of-other-donation',
  'label-already-scanned',
  'label-not-in-set',
  'labels-not-all-scanned',
  'draw-not-started',
  'draw-not-running',
  'donation-spoiled',
  'draw-already-started',
  'draw-running',
  'volume-impossible',
  // printing
  'reprint-needs-reason',
  'print-job-unknown',
  'print-job-not-uncertain',
  'print-uncertain',
  'label-design-wrong',
  'label-character-missing',
  'label-text-too-long',
  'label-barcode-impossible',
  'draw-not-ended',
  'product-unknown',
  'print-failed',
  'staff-unknown',
  // packing
  'unit-unknown',
  'unit-already-packed',
  'unit-not-packed',
  'unit-not-held',
  'unit-not-to-take-out',
  'box-code-wrong',
  'held-unit-apart',
  'box-of-held-units',
  // devices and sync
  'device-unknown',
  'device-given',
  'device-used-already',
  'too-many-devices',
  'station-not-configured',
  'station-address-wrong',
  'station-address-plain',
  'station-address-fixed',
  'station-unreachable',
  'not-the-station',
  'enrol-code-wrong-form',
  'enrol-code-unknown',
  'enrol-code-expired',
  'enrol-code-used',
  'enrol-code-of-other-vehicle',
  'enrol-key-enrolled-elsewhere',
  'enrol-key-revoked',
  'enrol-proof-wrong',
  'enrol-too-many-tries',
  'laptop-restored',
  'laptop-revoked',
  'laptop-not-restored',
] as const;

export const refusalReason = z.enum(refusalReasons);
export type RefusalReason = z.infer<typeof refusalReason>;

/** Values a refusal's sentence needs: a date, a DIN, a lot. Never a name or a document number. */
export type RefusalDetails = Readonly<Record<string, string | number>>;

export interface Refusal {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  readonly details: RefusalDetails;
}

export const refused = (reason: RefusalReason, details: RefusalDetails = {}): Refusal => ({
  kind: 'refused',
  reason,
  details,
});
