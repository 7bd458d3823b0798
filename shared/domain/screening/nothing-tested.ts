import type { PreDonationTests } from './input-schema.ts';

/** Before the first result: unknown is never eligible. */
export const nothingTested: PreDonationTests = {
  haemoglobinGPerL: null,
  copperSulphatePass: null,
  altUPerL: null,
  hbsAgRapid: null,
  aboForward: null,
  haematocrit: null,
  plateletsE9PerL: null,
  predictedPlateletsE9PerL: null,
};
