import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What a page is held to. */
export interface LayoutRules {
  /** The least height of what is pressed. */
  readonly targetPxMin: number;
  /** What nothing inside may stand out of. */
  readonly panels: readonly string[];
  /** Links in the run of a text, which are as high as its lines. */
  readonly inText: string;
}

/** The vehicle's page: touched, with gloves on. */
const forGloves: LayoutRules = {
  targetPxMin: 44,
  panels: ['.panel', '.task', '.who', 'header', 'footer'],
  inText: '.inline-links *',
};

/** The station's page: a mouse hits 24 px (WCAG 2.2, 2.5.8). */
export const forMouse: LayoutRules = {
  targetPxMin: 24,
  panels: ['.panel', '.side', '.told', '.bar', '.ant-modal-container', 'header', 'footer'],
  inText: 'td a, td .ant-btn-link, .bar > a',
};

interface Measured {
  readonly overflowPx: number;
  readonly small: readonly string[];
  readonly clipped: readonly string[];
  readonly outside: readonly string[];
}

/** What a hand cannot hit and an eye cannot read; measured in the page. */
const measure = (page: Page, rules: LayoutRules): Promise<Measured> =>
  page.evaluate(({ targetPxMin: leastPx, panels, inText }) => {
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
      .filter((element) => isSeen(element) && !element.matches(inText))
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
    const within = panels.map((panel) => `${panel} *`).join(', ');
    const outside = [...document.querySelectorAll(within)].filter(isSeen).filter((element) => {
      const panel = element.closest(panels.join(', '));
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
  }, rules);

/** Nothing beside the screen or out of its panel, no target too small, no text cut off. */
export async function looksSound(
  page: Page,
  what: string,
  rules: LayoutRules = forGloves,
): Promise<void> {
  const { overflowPx, small, clipped, outside } = await measure(page, rules);
  expect(overflowPx, `${what}: wider than the screen`).toBeLessThanOrEqual(0);
  expect(outside.join('; '), `${what}: outside its panel`).toBe('');
  expect(small.join('; '), `${what}: smaller than ${rules.targetPxMin} px`).toBe('');
  expect(clipped.join('; '), `${what}: text cut off`).toBe('');
}
