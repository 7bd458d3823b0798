import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { startBrowserHost } from '../../electron/browser/server.ts';
import { fixedOperator } from '../../electron/core/operator.ts';
import { usualSetting } from '../../shared/device-setting.ts';
import { until } from '../support/device-deps.ts';
import { barcode, openDay, toCollection } from '../support/donor-steps.ts';
import { cable } from '../support/serial-bench.ts';
import { dinOf } from '../support/station-data.ts';
import { openTestCore } from '../support/test-core.ts';
import { launchBrowser, openPage, type Screen } from './support/browser.ts';
import { buildPage } from './support/demo.ts';
import { looksSound } from './support/layout.ts';
import { sayIn } from './support/views.ts';

const pageFolder = join(import.meta.dirname, '../../out/renderer');
let browser: Browser;

beforeAll(async () => {
  buildPage();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
});

/** A vehicle with a scanner and a scale on cables, and two donors whose numbers are to be bound. */
async function bench() {
  const [scanner, scale] = [await cable('scanner'), await cable('scale')];
  const test = openTestCore();
  await openDay(test);
  const donors = [await toCollection(test, 0), await toCollection(test, 1)] as const;
  const assign = (role: 'scanner' | 'scale', url: string) =>
    test.ok('device.assign', { setting: usualSetting(role, url), replaces: null });
  await assign('scanner', scanner.url);
  await assign('scale', scale.url);
  const host = await startBrowserHost({
    ...{ core: test.core, token: 'token-for-this-test', port: 0, host: '127.0.0.1' },
    ...{ caller: fixedOperator, pageFolder },
  });
  onTestFinished(async () => {
    await host.close();
    await test.core.close();
    expect(test.world.errors).toEqual([]);
  });
  await until('both are open', () => scanner.isConnected() && scale.isConnected());
  const machine = async (screen: Screen) => {
    const look = await openPage(browser, host.url, screen);
    onTestFinished(() => look.page.context().close());
    const { origin } = new URL(host.url);
    const goTo = (address: string) => look.page.goto(`${origin}/#${address}`);
    return { ...look, goTo, say: sayIn(screen.language) };
  };
  const numbers = async (): Promise<readonly (string | undefined)[]> =>
    Promise.all(
      donors.map(async (visitId) => (await test.ok('visit.get', { visitId })).donation?.din),
    );
  const scan = (din: string): void => void scanner.send(Buffer.from(`${barcode(din, '00')}\r`));
  return { test, donors, machine, numbers, scan };
}

const footOf = (page: Page, words: string | RegExp) =>
  page.locator('footer .foot-item', { hasText: words });

it('a number that is scanned is bound on one of two machines, and on the other once the scanner is its own', async () => {
  const { donors, machine, numbers, scan } = await bench();
  const laptop = await machine({
    ...{ name: 'two-machines', width: 1366, height: 768, language: 'zh-CN' },
  });
  // As long as it is the only one nothing is said of machines.
  await footOf(laptop.page, /^扫描枪$/).waitFor();
  await laptop.goTo(`/visit/${donors[0]}`);
  await laptop.page.getByText(laptop.say('collection.scan-number')).waitFor();
  const other = await machine({
    ...{ name: 'two-machines-en', width: 1280, height: 800, language: 'en' },
  });
  await other.goTo(`/visit/${donors[1]}`);
  await other.page.getByText(other.say('collection.scan-number')).waitFor();
  await footOf(laptop.page, '2 台设备未定归哪台电脑').waitFor();
  await footOf(other.page, 'Devices with no machine set: 2').waitFor();

  scan(dinOf(1));
  await laptop.page.locator('.din code').waitFor();
  expect(await numbers()).toEqual([dinOf(1), undefined]);
  // Nor has the other been told that it was refused: it has not heard it.
  expect(await other.page.getByRole('alert').count()).toBe(0);
  await other.picture('prepare');

  await laptop.goTo('/devices');
  await laptop.page.getByRole('button', { name: /^扫描枪/ }).click();
  await laptop.page.getByText(/车上连着 2 台电脑/).waitFor();
  await laptop.picture('not-given');
  await laptop.page.getByRole('button', { name: /^车上的电脑/ }).click();
  const names = laptop.page.getByRole('textbox');
  await names.first().fill('登记台');
  await names.first().press('Enter');
  await laptop.page.getByLabel(/“登记台（这台）”的名字/).waitFor();
  await names.last().fill('采血台');
  await names.last().press('Enter');
  await laptop.page.getByLabel(/“采血台”的名字/).waitFor();
  await laptop.picture('machines');
  await laptop.page.getByRole('button', { name: /^扫描枪/ }).click();
  await laptop.page.getByRole('radio', { name: '采血台' }).click();
  await footOf(laptop.page, '扫描枪 归采血台').waitFor();
  await laptop.picture('given');
  await looksSound(laptop.page, 'given');
  await laptop.page.getByRole('button', { name: /^采血秤/ }).click();
  await laptop.page.getByRole('radio', { name: /登记台/ }).click();
  await laptop.page.getByText('正常', { exact: true }).waitFor();
  await laptop.picture('scale-mine');

  await laptop.goTo(`/visit/${donors[1]}`);
  await laptop.page.getByText(laptop.say('collection.scan-number')).waitFor();
  scan(dinOf(2));
  await other.page.locator('.din code').waitFor();
  expect(await numbers()).toEqual([dinOf(1), dinOf(2)]);
  await other.goTo('/devices');
  await other.page.getByRole('button', { name: /^Scale/ }).click();
  await other.page.getByText(/this machine does not hear it/).waitFor();
  await other.picture('scale-elsewhere');
  await looksSound(other.page, 'scale-elsewhere');
  await other.page.getByRole('button', { name: /^Machines/ }).click();
  await other.picture('machines');

  await other.page.close();
  await footOf(laptop.page, '扫描枪 归采血台（未连接）').waitFor();
  await laptop.goTo('/devices');
  await laptop.page.getByRole('button', { name: /^扫描枪/ }).click();
  await laptop.page.getByText(/谁也收不到/).waitFor();
  await laptop.picture('away');
  expect([...laptop.faults, ...other.faults]).toEqual([]);
});
