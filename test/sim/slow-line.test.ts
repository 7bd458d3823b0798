import { expect, test } from 'vitest';
import { sendDay } from '../../scripts/line/send-day.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

// `npm run simulate:line` does the same with 200 donors.
const donors = 12;

test('over 64 kbit/s and 300 ms there and back, falling every 3 s in the mean, a day arrives whole and once', {
  timeout: 240_000,
}, async () => {
  const sent = await sendDay({
    ...{ donors, seed: 7, folder: temporaryFolder(), secondsMax: 150 },
    shape: { kbit: 64, roundTripMs: 300, dropEveryMs: 3_000, seed: 7 },
  });
  expect(sent).toMatchObject({ held: sent.entries, verified: true });
  expect(sent.drops).toBeGreaterThan(0);
  console.info(JSON.stringify(sent));
});
