import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../../scripts/setup/browsers.mjs';

const resultsFolder = path.resolve(import.meta.dirname, '../../../test-results');
const actionMsMax = 15_000;

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    throw new Error('No browser: install Chromium, or name one in BLOODMOBILE_BROWSER.');
  }
  return chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync'],
    ],
  });
}

export interface Look {
  readonly page: Page;
  /** Keeps a numbered picture of the page under test-results/. */
  readonly picture: (name: string) => Promise<void>;
  /** What the page threw or the browser refused; a good run has nothing. */
  readonly faults: readonly string[];
}

export interface Screen {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly language: 'zh-CN' | 'en';
}

/** The page on a screen of that size, in that language. */
export async function openPage(browser: Browser, address: string, screen: Screen): Promise<Look> {
  const { name: folderName, width, height, language } = screen;
  const context = await browser.newContext({ viewport: { width, height }, locale: language });
  await context.addInitScript((chosen) => {
    // A page that never arrived (an error page) has no storage.
    if (location.protocol.startsWith('http')) localStorage.setItem('bloodmobile.language', chosen);
  }, language);
  const page = await context.newPage();
  page.setDefaultTimeout(actionMsMax);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  const folder = path.join(resultsFolder, folderName);
  mkdirSync(folder, { recursive: true });
  let count = 0;
  await page.goto(address);
  return {
    page,
    faults,
    picture: async (name) => {
      count += 1;
      const file = `${String(count).padStart(2, '0')}-${name}.png`;
      await page.screenshot({ path: path.join(folder, file), animations: 'disabled' });
    },
  };
}
