import type { DonationType, PastDonation, RuleSet } from '../../shared/domain/screening/schema.ts';
import { DRAFT, GB, healthyMan } from './screening-facts.ts';

export const WB = 'whole-blood';
export const AP = 'apheresis-platelets';
export const past = (
  date: string,
  type: DonationType,
  volumeMl: number | null = 200,
): PastDonation => ({
  date,
  type,
  volumeMl,
});
export const asks = (wantedType: DonationType, history: readonly PastDonation[]) => ({
  ...healthyMan,
  wantedType,
  wantedVolumeMl: wantedType === WB ? 400 : null,
  history,
});

/** rule set, previous type and day, next type, first day allowed */
export const MATRIX: readonly (readonly [RuleSet, DonationType, string, DonationType, string])[] = [
  [GB, WB, '2026-01-31', WB, '2026-07-31'],
  [GB, WB, '2026-08-31', WB, '2027-02-28'],
  [GB, WB, '2027-08-31', WB, '2028-02-29'],
  [GB, WB, '2026-01-31', AP, '2026-04-30'],
  [GB, AP, '2026-01-31', WB, '2026-02-28'],
  [GB, AP, '2026-01-31', AP, '2026-02-14'],
  [DRAFT, WB, '2026-01-31', WB, '2026-05-01'],
  [DRAFT, WB, '2026-01-31', AP, '2026-04-30'],
  [DRAFT, AP, '2026-01-31', WB, '2026-02-28'],
  [DRAFT, AP, '2026-01-31', AP, '2026-02-14'],
];
