import type { z } from 'zod';
import { donationBodies } from './bodies/donation.ts';
import { donorBodies } from './bodies/donor.ts';
import { labelBodies } from './bodies/label.ts';
import { screeningBodies } from './bodies/screening.ts';
import { sessionBodies } from './bodies/session.ts';

/**
 * Every kind of entry and the shape of its body, version 1. A changed shape is a new version beside the old one:
 * entries are read for as long as records are kept (≥ 10 years, QMS 11.3).
 */
export const entryBodies = {
  ...sessionBodies,
  ...donorBodies,
  ...screeningBodies,
  ...donationBodies,
  ...labelBodies,
};

export const entryVersion = 1;

export type EntryType = keyof typeof entryBodies;
export type EntryBody<T extends EntryType> = z.output<(typeof entryBodies)[T]>;

export const isEntryType = (type: string): type is EntryType => Object.hasOwn(entryBodies, type);
