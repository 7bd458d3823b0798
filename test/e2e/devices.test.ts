import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { startBrowserHost } from '../../electron/browser/server.ts';
import { fixedOperator } from '../../electron/core/operator.ts';
import { createIdReaderSimulator } from '../../simulators/id-reader.ts';
import { createScaleSimulator } from '../../simulators/scale.ts';
import { until } from '../support/device-deps.ts';
import { cable, plugboard, usb } from '../support/serial-bench.ts';
import { openTestCore } from '../support/test-core.ts';
import { launchBrowser, openPage, type Screen } from './support/browser.ts';
import { buildPage } from './support/demo.ts';
import { type PressedKey, pressKeys, scanAsKeys } from './support/keyboard-scanner.ts';

const DIN = '=A99992600000100';
const pageFolder = join(import.meta.dirname, '../../out/renderer');
let browser: Browser;

beforeAll(async () => {
  buildPage();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
});

/** A vehicle with a card reader, a scanner and a scale on pseudo-terminals, and the page on its devices. */
async function bench(screen: Screen) {
  const readerCable = await cable('reader', (bytes) => reader.onBytes(bytes));
  const [scaleCable, scannerCable] = [await cable('scale'), await cable('scanner')];
  const reader = createIdReaderSimulator(() => readerCable);
  const scale = createScaleSimulator(() => scaleCable);
  const board = plugboard();
  board.plug(
    { path: scaleCable.path, usb: usb('5523', null, '1-1') },
    { path: scannerCable.path, usb: usb('0b6a', '22051B4E') },
    { path: readerCable.path, usb: usb('7523', null, '1-4') },
  );
  const opened = openTestCore({ hardware: board.hardware });
  const host = await startBrowserHost({
    ...{ core: opened.core, token: 'token-for-this-test', port: 0, host: '127.0.0.1' },
    ...{ caller: fixedOperator, pageFolder },
  });
  const look = await openPage(browser, host.url, screen);
  onTestFinished(async () => {
    await look.page.context().close();
    scale.stop();
    await host.close();
    await opened.core.close();
  });
  return { ...look, scale, scannerCable, scaleCable, readerCable };
}

/** A scanner set to a US keyboard presses these. */
const keysOf = (code: string): PressedKey[] =>
  [...code].map((key) => {
    if (key === '=') return { key, code: 'Equal' };
    return /[A-Z]/.test(key)
      ? { key, code: `Key${key}`, shift: true }
      : { key, code: `Digit${key}` };
  });

const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('main button, main input')].flatMap((target) => {
      const { height } = target.getBoundingClientRect();
      return height > 0 && height < 43.5 ? [`${target.textContent} ${height}`] : [];
    }),
  );

it('the wizard finds the scanner, it is tried, and the bytes that pass are shown', async () => {
  const { page, picture, faults, scannerCable, scaleCable } = await bench({
    ...{ name: 'devices', width: 1366, height: 768, language: 'zh-CN' },
  });
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  await page
    .locator('footer')
    .getByRole('link', { name: /扫描枪/ })
    .click();
  await page.getByRole('heading', { name: '设备', level: 1 }).waitFor();
  await button(/^扫描枪/).click();
  await page.getByText('22051B4E').or(page.getByText(scannerCable.path)).first().waitFor();
  await picture('nothing-set');
  await button('帮我找').click();
  await page.getByText('现在请扫任意一个条码').waitFor();
  await page.getByText('会自己发数据').waitFor();
  await picture('wizard');
  scannerCable.send(Buffer.from(`${DIN}\r`));
  await page.getByText('找到了扫描枪').waitFor();
  await button('使用它').click();
  await page.getByText('正常').waitFor();
  await until('the scanner is open', scannerCable.isConnected);
  scannerCable.send(Buffer.from(`${DIN}\r`));
  await page.locator('.tried', { hasText: DIN }).waitFor();
  await page
    .locator('.traffic code', { hasText: `${DIN}·` })
    .first()
    .waitFor();
  await picture('scanner-works');
  expect(await tooSmall(page)).toEqual([]);

  await button(/^采血秤/).click();
  const ours = page.locator('.plugged li', { hasText: scaleCable.path });
  await ours.getByRole('button', { name: '使用' }).click();
  await page.getByText('已稳定').waitFor();
  await picture('scale');
  expect(await tooSmall(page)).toEqual([]);

  await scannerCable.unplug();
  await page.locator('footer .bad', { hasText: '扫描枪' }).waitFor();
  await button(/^扫描枪/)
    .first()
    .click();
  await page.getByText('连接断开').waitFor();
  await picture('unplugged');
  await scannerCable.plug();
  await page.getByText('正常').waitFor();
  await button('忘记这台设备').click();
  await page.locator('.device-state.am').waitFor();
  expect(faults).toEqual([]);
});

it('in English the card reader is found without a card, and a wrong keyboard layout is said with its fix', async () => {
  const { page, picture, faults } = await bench({
    ...{ name: 'devices-en', width: 1280, height: 800, language: 'en' },
  });
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  await page.goto(`${page.url().split('#')[0]}#/devices`);
  await button(/^ID reader/).click();
  await button('Find it for me').click();
  await page.getByText('Card reader found').waitFor();
  await picture('reader-found');
  await button('Use it').click();
  await page.getByText('Working').waitFor();
  await page
    .locator('.traffic code', { hasText: 'not shown' })
    .or(page.locator('.traffic .hex'))
    .first()
    .waitFor();
  await picture('reader-works');
  expect(await tooSmall(page)).toEqual([]);

  await button(/^Keyboard scanner/).click();
  await scanAsKeys(page, DIN);
  await page.locator('.tried', { hasText: DIN }).waitFor();
  await scanAsKeys(page, '＝Ａ９９９９２６０００００１００');
  await page.getByText('full-width characters').waitFor();
  await picture('wrong-layout');
  expect(await page.locator('.tried').textContent()).toBe(DIN);
  await page.locator('.say-away').click();

  // A German computer: the equals sign's key is a dead accent there; letters and digits arrive as sent.
  const german = keysOf(DIN).map((each) =>
    each.code === 'Equal' ? { ...each, key: 'Dead' } : each,
  );
  await pressKeys(page, german);
  await page.getByText('keyboard country to USA').waitFor();
  await page.locator('.say-away').click();

  await button(/^Printer/).click();
  // A pinyin input method takes every key; only their places are told.
  const field = page.getByLabel('Or an address');
  await field.fill('127');
  await pressKeys(
    page,
    keysOf(DIN).map((each) => ({ ...each, key: 'Process' })),
  );
  await page.getByText('went into the input method').waitFor();
  await picture('input-method');
  expect(await field.inputValue()).toBe('127');
  await page.locator('.say-away').click();
  await page.getByLabel('Or an address').fill('127.0.0.1:9');
  await page.getByRole('button', { name: 'Use', exact: true }).last().click();
  await page.getByText('The device was not found').waitFor();
  await page.getByRole('radio', { name: 'TSPL' }).click();
  await picture('printer-away');
  expect(await tooSmall(page)).toEqual([]);
  expect(faults).toEqual([]);
});
