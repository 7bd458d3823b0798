import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { startEmbeddedPostgres } from '../../../station/embedded-postgres.ts';
import { type RunningStation, startStation } from '../../../station/start.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { launchBrowser, type Look, openPage, type Screen } from './browser.ts';
import { buildPage } from './demo.ts';
import { forMouse, looksSound } from './layout.ts';

export interface StationPages {
  readonly station: RunningStation;
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

/** An empty station on a database of its own, with the newest page, and a browser to look at it. */
export async function startStationPages(): Promise<StationPages> {
  buildPage();
  const postgres = await startEmbeddedPostgres({
    folder: temporaryFolder(),
    settings: { fsync: 'off' },
  });
  if (!postgres.ok) throw new Error(postgres.error);
  const started = await startStation({ databaseUrl: postgres.value.url });
  if (!started.ok) throw new Error(started.error);
  const station = started.value;
  const browser = await launchBrowser();
  return {
    ...{ station, browser },
    close: async () => {
      await browser.close();
      await station.close();
      await postgres.value.close();
    },
  };
}

/** The screens of the two languages, as they stand on desks. */
export const desks = {
  zh: { width: 1366, height: 768, language: 'zh-CN' },
  en: { width: 1280, height: 800, language: 'en' },
} as const satisfies Readonly<Record<string, Omit<Screen, 'name'>>>;

/** Opens the page with a code that signs in. */
export const enterPage = (
  browser: Browser,
  url: string,
  code: string,
  screen: Screen,
): Promise<Look> => openPage(browser, `${url}/#/enter/${code}`, screen);

/** Everything asked has been answered, and nothing moves any more. */
export const settled = async (page: Page): Promise<void> => {
  await page.waitForTimeout(250);
  await page.waitForFunction(() => document.querySelector('.ant-spin-spinning') === null);
  await page.waitForLoadState('networkidle');
};

/** What the records carry and a person should not have to read: kinds of entries, reasons, refusals. */
const rawIdentifier =
  /\b(?:donor|donation|session|screening|label|visit|unit|epoch|examination|test|questionnaire|consent|deferral|integrity|reference)\.[a-z-]+\b|\b(?:donor-deferred|din-seen-before|din-outside-range|interval-broken|time-impossible|operator-unknown|rule-set-not-in-force|registered-elsewhere|seal-not-valid|unknown-entry|label-damaged|bag-faulty|with-password|whole-blood|wrong-hash|head-differs)\b/;

/** The page stands in its place, and speaks in words. */
export async function looksRight(page: Page, what: string): Promise<void> {
  await looksSound(page, what, forMouse);
  const text = await page.locator('main').innerText();
  expect([what, rawIdentifier.exec(text)?.[0]]).toEqual([what, undefined]);
}

/** Goes to each area of the menu, looks, and keeps a picture. */
export async function lookAtAreas(
  { page, picture }: Look,
  names: readonly string[],
): Promise<void> {
  for (const name of names) {
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    await settled(page);
    await picture(name);
    await looksRight(page, name);
  }
}
