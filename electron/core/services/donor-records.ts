import type { Visit } from '../store/reads/visit.ts';
import type { DonorRecord } from './donor-facts.ts';

/** The records a visit counts: its own document's, and those the registrar confirmed to be the same person's. */
export const recordsOf = ({ donorKey, samePersonAs, answer }: Visit): readonly DonorRecord[] => [
  { key: donorKey, indexed: answer.indexed },
  ...samePersonAs.map((key) => ({
    key,
    indexed: answer.others.find((other) => other.donorKey === key) ?? null,
  })),
];
