import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DonorIndex, openDonorIndex } from '../../electron/core/store/donor-index.ts';
import { beginIndexTransfer } from '../../electron/core/store/donor-index-transfer.ts';
import { systemHashing } from '../../electron/core/system.ts';
import { donorKeyOf } from '../../shared/domain/donor/donor-key.ts';
import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { type DonorKey, personKey } from '../../shared/ids.ts';
import { createProgress } from '../day/progress.ts';
import { type BenchResult, quantile, rounded, timed } from './figures.ts';

const keyHex = 'b0'.repeat(32);
const hashKeyHex = 'd0'.repeat(32);
/** The largest page a vehicle asks for. */
const pageDonors = 4000;
const lookUps = 20_000;
const small = 10_000;

/** A document number that nobody has; only its keyed hash matters here. */
const numberOf = (at: number): string => `X${String(at).padStart(9, '0')}`;

const keyOf = (at: number) => {
  const key = donorKeyOf('other', numberOf(at), (text) =>
    systemHashing.hmacSha256(hashKeyHex, text),
  );
  if (!key.ok) throw new Error(key.error);
  return key.value;
};

const donorAt = (at: number, key: DonorKey): IndexedDonor => ({
  donorKey: key,
  personKey: personKey.parse(createHash('sha256').update(`person ${at}`).digest('hex')),
  donationCount: 1 + (at % 5),
  bloodGroup: ['A', 'B', 'O', 'AB'][at % 4] ?? null,
  hadReaction: false,
  history: [{ date: '2025-03-17', type: 'whole-blood', volumeMl: 400 }],
  deferrals: [],
});

/** Builds the index as a vehicle does: pages in the order of the keys, as the station sends them. Answers the longest it held anybody up, ms. */
function buildIndex(folder: string, donors: number): number {
  const order = Array.from({ length: donors }, (_, at) => ({ at, key: keyOf(at) }));
  order.sort((a, b) => (a.key < b.key ? -1 : 1));
  const transfer = beginIndexTransfer(folder, keyHex, donors);
  const progress = createProgress(donors, 'donors indexed');
  let longest = 0;
  const step = (work: () => void): void => {
    longest = Math.max(longest, timed(work));
  };
  for (let from = 0; from < donors; from += pageDonors) {
    const page = order.slice(from, from + pageDonors).map(({ at, key }) => donorAt(at, key));
    const done = from + page.length;
    const nextCursor = done < donors ? String(done) : null;
    step(() => transfer.takeRows({ donors: page, nextCursor, indexVersion: 1 }));
    progress.show(done, '');
  }
  progress.end();
  while (transfer.wanted().kind === 'sort') step(transfer.sort);
  step(transfer.finish);
  return longest;
}

/** One look-up by card: keyed hash, index, row parsed; nine of ten donors are known. */
function lookUp(index: DonorIndex, donors: number, run: number): void {
  const step = 7_368_787;
  const at = (run * step) % donors;
  const found = index.find(keyOf(run % 10 === 0 ? donors + at : at));
  if ((found === undefined) !== (run % 10 === 0))
    throw new Error('a look-up found the wrong thing');
}

function opened(folder: string, donors: number): DonorIndex {
  const index = openDonorIndex(folder, keyHex, donors);
  if (!index) throw new Error('the index is not there');
  return index;
}

/** Milliseconds of look-ups in both indexes in turn: whatever else the machine does then, it does to both. */
function measure(folder: string, donors: number) {
  const [few, many] = [opened(folder, small), opened(folder, donors)];
  const inFew: number[] = [];
  const inMany: number[] = [];
  for (let run = 0; run < lookUps; run += 1) {
    inFew.push(timed(() => lookUp(few, small, run)));
    inMany.push(timed(() => lookUp(many, donors, run)));
  }
  few.close();
  many.close();
  const figures = (samples: readonly number[]) => ({
    median: quantile(samples, 0.5),
    p99: quantile(samples, 0.99),
  });
  return { few: figures(inFew), many: figures(inMany) };
}

/** Look-up of a donor by card in an index of `donors`, beside one of 10,000: a B-tree's depth is all it may cost. */
export function benchLookup(donors: number): BenchResult {
  const folder = mkdtempSync(join(tmpdir(), 'bloodmobile-bench-'));
  try {
    buildIndex(folder, small);
    const longestStepMs = buildIndex(folder, donors);
    const { few, many } = measure(folder, donors);
    const ratio = many.median / few.median;
    return {
      name: 'lookup',
      figures: {
        donors,
        medianMs: rounded(many.median),
        p99Ms: rounded(many.p99),
        smallDonors: small,
        smallMedianMs: rounded(few.median),
        smallP99Ms: rounded(few.p99),
        medianRatio: rounded(ratio),
        longestStepMs: rounded(longestStepMs),
      },
      goals: { p99Ms: '<= 2', medianRatio: '<= 2' },
      met: many.p99 <= 2 && ratio <= 2,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
