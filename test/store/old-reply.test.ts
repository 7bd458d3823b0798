import { expect, test } from 'vitest';
import { epochStates } from '../../electron/core/store/journal.ts';
import { openVerdicts } from '../../electron/core/store/verdicts.ts';
import type { StationLink } from '../../electron/core/sync/station-link.ts';
import { uploadBatch } from '../../electron/core/sync/upload.ts';
import { vehicleId } from '../../shared/ids.ts';
import { ok } from '../../shared/result.ts';
import type { Batch } from '../../shared/sync/station-api.ts';
import { appendNote, storeIn } from '../support/fresh-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const vehicle = vehicleId.parse('vehicle-1');
const smallest = 1;

test('an old answer about other entries marks nothing as held, so their verdicts are not lost with it', async () => {
  const store = storeIn(temporaryFolder());
  store.write((tx) => ok(appendNote(tx)));
  const sent: Batch[] = [];
  const [head] = epochStates(store.reader).map((state) => state.head);
  const held = { heldThroughSeq: head?.seq ?? 0, headHash: head?.hash ?? '' };
  const verdict = { seq: 2, reason: 'unknown-entry' };
  let isOld = false;
  // The station holds both entries since a batch whose answer was lost, and has set the second aside.
  const link: StationLink = {
    get: () => Promise.reject(new Error('nothing is fetched here')),
    post: (_path, text) => {
      // Sent by the code under test.
      const batch = JSON.parse(text) as Batch;
      sent.push(batch);
      const { fromSeq } = isOld ? { fromSeq: 1 } : batch;
      const of = { fromSeq, throughSeq: fromSeq };
      const setAside = fromSeq === verdict.seq ? [verdict] : [];
      const body = { ...of, ...held, setAside, stationNowMs: 1 };
      return Promise.resolve(ok({ status: 200, body, sentBytes: text.length }));
    },
  };
  const upload = () => uploadBatch(store, vehicle, link, smallest, () => 1);
  expect(await upload()).toMatchObject({ ok: true });
  isOld = true;
  expect(await upload()).toEqual({ ok: false, error: { kind: 'not-the-station' } });
  expect(epochStates(store.reader)).toMatchObject([{ heldThroughSeq: 1 }]);
  isOld = false;
  expect(await upload()).toMatchObject({ ok: true });
  expect(sent.map(({ fromSeq }) => fromSeq)).toEqual([1, 2, 2]);
  expect(openVerdicts(store.reader)).toMatchObject([verdict]);
  store.close();
});
