import { spoilReason } from '../../shared/journal/bodies/donation.ts';
import type { FateLine } from '../contract/din-ranges.ts';
import type { InBoth } from '../contract/in-both.ts';
import { fateWords, spoiledWords } from '../contract/words.ts';
import { chinaTime, type Sheet } from './sheet.ts';

const both = ({ zh, en }: InBoth): string => `${zh} ${en}`;

/** What became of numbers, a line for each run of one fate. */
export const fateSheet = (lines: readonly FateLine[]): Sheet => ({
  name: '献血码去向 DINs',
  titles: [
    ...['起始献血码 First DIN', '末尾献血码 Last DIN', '数量 Count', '去向 Fate'],
    ...[
      '采血车 Vehicle',
      '操作人 By',
      '见证人 Witness',
      '时间 Time',
      '原因 Why',
      '重复 Used again',
    ],
  ],
  rows: lines.map(({ firstDin, count, kind, vehicle, by, witness, atMs, why, again }) => [
    ...[firstDin, lastDin(firstDin, count), count, both(fateWords[kind])],
    ...[vehicle, by, witness, atMs === null ? null : chinaTime(atMs)],
    ...[why === null ? null : inWords(why), again],
  ]),
});

const lastDin = (first: string, count: number): string =>
  first.slice(0, 7) + String(Number(first.slice(7)) + count - 1).padStart(6, '0');

/** A person's own words, or one of the reasons for spoiling. */
const inWords = (why: string): string => {
  const reason = spoilReason.safeParse(why);
  return reason.success ? both(spoiledWords[reason.data]) : why;
};
