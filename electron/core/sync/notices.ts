import { entryBodies } from '../../../shared/journal/types.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import {
  type Notice,
  notices,
  noticesMax,
  noticesPath,
  noticesReply,
} from '../../../shared/sync/notices.ts';
import { personKey } from '../../../shared/ids.ts';
import { type EpochState, epochStates, readEntriesOf } from '../store/journal.ts';
import { visitById } from '../store/reads/visit.ts';
import type { Store } from '../store/store.ts';
import type { LinkFailure, StationLink } from './station-link.ts';

/** Entries that the first batches carry anyway. */
const nearEntries = 60;
const noticesPerRunMax = 20;

/** The newest entry of each epoch that the station was told ahead of the others, while this program runs. */
export type ToldAhead = Map<string, number>;

function nextNotices(
  store: Store,
  { epoch, heldThroughSeq }: EpochState,
  told: ToldAhead,
): Notice[] {
  const after = Math.max(heldThroughSeq + nearEntries, told.get(epoch) ?? 0);
  return readEntriesOf(store.reader, epoch, 'deferral.placed', after + 1, noticesMax).map(
    (entry) => {
      const { donorKey, visitId, deferral } = entryBodies['deferral.placed'].parse(entry.body);
      return {
        ...{ seq: entry.seq, donorKey, deferral },
        personKey: personKey.safeParse(visitById(store.reader, visitId)?.personKey).data ?? null,
      };
    },
  );
}

/** Tells the station of deferrals that wait behind a long backlog. A program that starts anew tells them again, which changes nothing. */
export async function tellAhead(
  store: Store,
  link: StationLink,
  told: ToldAhead,
): Promise<Result<null, LinkFailure>> {
  for (const state of epochStates(store.reader)) {
    for (let sent = 0; sent < noticesPerRunMax; sent += 1) {
      const some = nextNotices(store, state, told);
      const throughSeq = some.at(-1)?.seq;
      if (throughSeq === undefined) break;
      const { epoch } = state;
      const body = notices.parse({ epoch, notices: some });
      const answer = await link.post(noticesPath, JSON.stringify(body));
      if (!answer.ok) return answer;
      const reply = noticesReply.safeParse(answer.value.body);
      const isTheirs = reply.data?.epoch === epoch && reply.data.throughSeq === throughSeq;
      if (answer.value.status !== 200 || !isTheirs) return err({ kind: 'not-the-station' });
      told.set(epoch, throughSeq);
    }
  }
  return ok(null);
}
