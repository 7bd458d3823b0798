import type { Page } from 'playwright-core';
import { en } from '../../../renderer/text/en.ts';
import type { Language, TextKey } from '../../../renderer/text/index.ts';
import { zhCN } from '../../../renderer/text/zh-CN.ts';

/** One view of the program: where it is, and what is pressed to see it. */
export interface View {
  readonly name: string;
  readonly address: string;
  readonly open?: (page: Page, say: Say) => Promise<void>;
}

export type Say = (key: TextKey) => string;

/** The page's own words in a language, without the values they are filled with. */
export const sayIn =
  (language: Language): Say =>
  (key) =>
    (language === 'en' ? en : zhCN)[key];

export const pressButton = async (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).first().click();
