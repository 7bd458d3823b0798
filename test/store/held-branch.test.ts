import { expect, test } from 'vitest';
import { beginEpoch } from '../../electron/core/store/begin-epoch.ts';
import { keepHeld } from '../../electron/core/store/held.ts';
import { epochStates } from '../../electron/core/store/journal.ts';
import { compareHolding } from '../../electron/core/sync/holding.ts';
import type { StationLink } from '../../electron/core/sync/station-link.ts';
import { epochId, operatorId, vehicleId } from '../../shared/ids.ts';
import { emptyHead } from '../../shared/journal/chain.ts';
import { ok } from '../../shared/result.ts';
import { appendNote, storeIn } from '../support/fresh-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const branch = epochId.parse('0198a5d0-0000-7000-8000-000000000001');
const next = epochId.parse('0198a5d0-0000-7000-8000-000000000002');

test('of a branch that the station does not know nothing is believed to be held, the common entries neither', async () => {
  const store = storeIn(temporaryFolder());
  store.write((tx) => ok(appendNote(tx)));
  const [left] = epochStates(store.reader);
  if (!left) throw new Error('no epoch');
  // A restored laptop: all it has of the epoch the station held, and it went on under a new name.
  store.write((tx) => {
    keepHeld(tx, left.epoch, left.head.seq, left.head.hash, 1);
    const follows = { epoch: epochId.parse(left.epoch), ...left.head, branch, closedRanges: [] };
    beginEpoch(tx, {
      ...{ epoch: next, operator: operatorId.parse('nurse-1'), atMs: 2 },
      body: {
        ...{ vehicle: vehicleId.parse('vehicle-1'), reason: 'restored', appVersion: '0.1.0' },
        devicePublicKey: 'key',
        follows: { ...follows, why: 'reason', secondOperator: operatorId.parse('leader-1') },
      },
    });
    return ok(null);
  });
  const asked: string[] = [];
  // It was restored to before it had heard of any of it.
  const link: StationLink = {
    get: (path) => {
      asked.push(path);
      const body = { heldThroughSeq: 0, headHash: emptyHead.hash };
      return Promise.resolve(ok({ status: 200, body, sentBytes: 1 }));
    },
    post: () => Promise.reject(new Error('nothing is sent here')),
  };
  expect(await compareHolding(store, link, () => 3)).toEqual(ok(null));
  expect(asked).toEqual([expect.stringContaining(branch)]);
  const heldOf = epochStates(store.reader).find(({ epoch }) => epoch === left.epoch);
  expect(heldOf).toMatchObject({ heldThroughSeq: 0, head: { seq: 2 } });
  store.close();
});
