import { failureTexts } from './en/failures.ts';
import { frameTexts } from './en/frame.ts';
import { peopleTexts } from './en/people.ts';
import { planTexts } from './en/plans.ts';
import { recordTexts } from './en/records.ts';
import type { zhCN } from './zh-CN.ts';

/** Every sentence of the page in English: exactly the keys of the Chinese list. */
export const en = {
  ...frameTexts,
  ...failureTexts,
  ...peopleTexts,
  ...recordTexts,
  ...planTexts,
} as const satisfies Readonly<Record<keyof typeof zhCN, string>>;
