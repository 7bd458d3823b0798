import type { OtherDonation, VerdictFacts } from '../../shared/sync/verdicts.ts';
import type { BatchReply } from '../../shared/sync/station-api.ts';

export type Reason = BatchReply['setAside'][number]['reason'];

/** Why one entry waits for a person. */
export interface Verdict {
  readonly seq: number;
  readonly reason: Reason;
  /** The donation it holds; null where none is concerned. */
  readonly donationId: string | null;
  /** Tells two verdicts of one reason on one entry apart. The same finding always has the same cause: found again it is no new verdict. */
  readonly cause?: string;
  readonly other?: OtherDonation;
  readonly facts?: VerdictFacts;
}

/** A verdict on an entry of any vehicle: what arrives from one may tell against what another sent before. */
export interface LocatedVerdict extends Verdict {
  readonly vehicle: string;
  readonly epoch: string;
  /** Somebody has just found it anew: a hold that was lifted after an earlier finding of the same cause does not answer this one. */
  readonly isNewFinding?: boolean;
}
