import type { Page } from 'playwright-core';
import { expect } from 'vitest';
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

const targetPxMin = 44;

interface Measured {
  readonly overflowPx: number;
  readonly small: readonly string[];
  readonly clipped: readonly string[];
  readonly outside: readonly string[];
}

/** What a gloved hand cannot hit and an eye cannot read; measured in the page. */
const measure = (page: Page): Promise<Measured> =>
  page.evaluate((leastPx) => {
    const isSeen = (element: Element): boolean => {
      const { width, height } = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      return width > 0 && height > 0 && style.visibility === 'visible' && style.opacity !== '0';
    };
    const named = (element: Element): string => {
      const { width, height } = element.getBoundingClientRect();
      const text = (element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 40);
      return `${element.tagName.toLowerCase()}.${element.className} "${text}" ${Math.round(width)}×${Math.round(height)}`;
    };
    const targets = 'button, a[href], input, select, textarea, [role="radio"], [role="checkbox"]';
    // Of a field inside a larger box that takes the click, the box is the target.
    const boxOf = (element: Element): Element =>
      element.closest('label, .ant-select, .ant-input-affix-wrapper, [role="radio"]') ?? element;
    const small = [...document.querySelectorAll(targets)]
      .filter((element) => isSeen(element) && !element.closest('.inline-links'))
      .map(boxOf)
      .filter((element) => element.getBoundingClientRect().height < leastPx - 0.5);
    const clipped = [...document.querySelectorAll('h1, h2, h3, p, li, td, th, b, button, label, a')]
      .filter(isSeen)
      .filter((element) => {
        const { overflowX, textOverflow } = getComputedStyle(element);
        return (
          overflowX === 'hidden' &&
          textOverflow !== 'ellipsis' &&
          element.scrollWidth > element.clientWidth + 1
        );
      });
    // What stands out of a panel is cut off by the next one, or lies over it.
    const outside = [...document.querySelectorAll('.panel *, .task *, .who *, header *, footer *')]
      .filter(isSeen)
      .filter((element) => {
        const panel = element.closest('.panel, .task, .who, header, footer');
        return (
          panel !== null &&
          getComputedStyle(element).position === 'static' &&
          element.getBoundingClientRect().right > panel.getBoundingClientRect().right + 0.5
        );
      });
    return {
      outside: outside.map(named),
      overflowPx: document.documentElement.scrollWidth - window.innerWidth,
      small: [...new Set(small)].map(named),
      clipped: clipped.map(named),
    };
  }, targetPxMin);

/** Nothing beside the screen, no target too small for a glove, no text cut off. */
export async function looksSound(page: Page, what: string): Promise<void> {
  const { overflowPx, small, clipped, outside } = await measure(page);
  expect(overflowPx, `${what}: wider than the screen`).toBeLessThanOrEqual(0);
  expect(outside.join('; '), `${what}: outside its panel`).toBe('');
  expect(small.join('; '), `${what}: smaller than ${targetPxMin} px`).toBe('');
  expect(clipped.join('; '), `${what}: text cut off`).toBe('');
}
