import { entryTexts } from './en/entries.ts';
import { failureTexts } from './en/failures.ts';
import { frameTexts } from './en/frame.ts';
import { paperTexts } from './en/paper.ts';
import { peopleTexts } from './en/people.ts';
import { planTexts } from './en/plans.ts';
import { recordTexts } from './en/records.ts';
import { toldApartTexts } from './en/told-apart.ts';
import type { zhCN } from './zh-CN.ts';

/** Every sentence of the page in English: exactly the keys of the Chinese list. */
export const en = {
  ...frameTexts,
  ...failureTexts,
  ...peopleTexts,
  ...recordTexts,
  ...planTexts,
  ...entryTexts,
  ...toldApartTexts,
  ...paperTexts,
} as const satisfies Readonly<Record<keyof typeof zhCN, string>>;
