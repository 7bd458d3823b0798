import type { Entry } from '../../shared/journal/entry.ts';
import { type BatchReply, setAsideReason } from '../../shared/sync/station-api.ts';
import type { StationTransaction } from '../store/database.ts';

type SetAside = BatchReply['setAside'][number];

export interface Place {
  readonly vehicle: string;
  /** The laptop that sent the entries. */
  readonly laptop: string;
  /** The name of the chain they are kept in. */
  readonly epoch: string;
  /** The chains it goes on from, the nearest first. */
  readonly parents: readonly string[];
  readonly nowMs: number;
}

/** The verdicts on exactly these entries, repeats included: a lost reply must not lose a verdict. */
export async function answerVerdicts(
  trx: StationTransaction,
  vehicle: string,
  epoch: string,
  entries: readonly Entry[],
): Promise<SetAside[]> {
  const rows = await trx
    .selectFrom('set_aside')
    .select(['seq', 'reason'])
    .distinct()
    .where('vehicle', '=', vehicle)
    .where('epoch', '=', epoch)
    .where('seq', '>=', entries[0]?.seq ?? 0)
    .where('seq', '<=', entries.at(-1)?.seq ?? 0)
    .orderBy('seq')
    .orderBy('reason')
    .execute();
  return rows.map(({ seq, reason }) => ({ seq, reason: setAsideReason.parse(reason) }));
}
