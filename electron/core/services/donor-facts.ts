import type { IndexedDonor } from '../../../shared/domain/donor/indexed-donor.ts';
import { indexedFacts } from '../../../shared/domain/donor/indexed-facts.ts';
import type {
  HeldDeferral,
  PastDonation,
  ScreenedDonor,
} from '../../../shared/domain/screening/schema.ts';
import type { DonorKey, VisitId } from '../../../shared/ids.ts';
import type { Identity } from '../../../shared/journal/bodies/donor.ts';
import { dayOf } from '../store/append.ts';
import { localDeferrals, withLocal } from '../store/reads/deferral.ts';
import { drawsOfDonor } from '../store/reads/visit.ts';
import type { Reader } from '../store/writer.ts';

export interface DonorFacts {
  readonly donor: ScreenedDonor;
  readonly history: readonly PastDonation[];
  readonly deferrals: readonly HeldDeferral[];
}

/** One record of the index (or none) under one document's key. */
export interface DonorRecord {
  readonly key: DonorKey;
  readonly indexed: IndexedDonor | null;
}

/** Donations and deferrals of one record, with what this vehicle drew, placed and ended itself since the index was made. */
function recordFacts(db: Reader, { key, indexed }: DonorRecord, except: VisitId | null) {
  const known = indexedFacts(indexed);
  const here = drawsOfDonor(db, key)
    .filter(({ visitId }) => visitId !== except)
    .map(({ startedAtMs, volumeMl }) => ({
      date: dayOf(startedAtMs),
      type: 'whole-blood' as const,
      volumeMl,
    }));
  // A draw of this vehicle that the station has indexed meanwhile is the same donation, not a second one.
  const fresh = here.filter(({ date }) => !known.history.some((past) => past.date === date));
  return {
    ...known,
    history: [...known.history, ...fresh],
    deferrals: withLocal(known.deferrals, localDeferrals(db, key)),
  };
}

/**
 * What is known of a person before anything is asked: the document and every record confirmed to be his or hers. A deferral or a
 * donation of any of them counts, but for what the visit `except` itself drew. A donor no record knows is a first-time donor, as far as
 * the vehicle can tell.
 */
export function donorFacts(
  db: Reader,
  identity: Identity,
  records: readonly DonorRecord[],
  except: VisitId | null = null,
): DonorFacts {
  const all = records.map((record) => recordFacts(db, record, except));
  const history = all.flatMap((facts) => facts.history);
  return {
    donor: {
      sex: identity.sex === 'unknown' ? null : identity.sex,
      birthDate: identity.birthDate,
      firstTime: history.length === 0 && all.every(({ firstTime }) => firstTime),
      previousReaction: all.some(({ previousReaction }) => previousReaction),
      asksToDonate: true,
      knownAbo: all.find(({ knownAbo }) => knownAbo !== null)?.knownAbo ?? null,
    },
    history,
    deferrals: all.flatMap(({ deferrals }) => deferrals),
  };
}
