import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { donate, preparation, toCollection } from '../support/donor-steps.ts';
import {
  atWork,
  away,
  copyOf,
  furnishedStation,
  type Laptop,
  startLaptop,
  sync,
} from '../support/laptop-world.ts';
import { staff } from '../support/station-data.ts';
import { openTestCore } from '../support/test-core.ts';
import { signedIn } from '../station/support/page.ts';
import type { TestStation } from '../station/support/station.ts';
import { makeSignInCode, putVehicle } from '../../station/administer.ts';
import type { StationRole } from '../../station/contract/roles.ts';
import { launchBrowser, type Look } from './support/browser.ts';
import { buildPage } from './support/demo.ts';
import { desks, enterPage, looksRight, settled } from './support/station-page.ts';

let station: TestStation;
let browser: Browser;

beforeAll(async () => {
  buildPage();
  station = await furnishedStation();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await station?.close();
});

/** Somebody of the role at a desk of the language, signed in. */
async function sitDown(name: string, desk: keyof typeof desks, role: StationRole): Promise<Look> {
  await signedIn(station, role, [role]);
  const code = await makeSignInCode(station.db, {
    ...{ user: role, expiresAtMs: station.now() + 600_000, uses: 1 },
  });
  return enterPage(browser, station.url, code, {
    ...desks[desk],
    name: `station-laptops/${name}`,
  });
}

it('a code made on the page enrols a laptop, which is listed, revoked and told so', async () => {
  await putVehicle(station.db, { vehicleId: 'van-11', plate: '皖F·采11' });
  const look = await sitDown('enrol', 'zh', 'administrator');
  const { page, picture, faults } = look;
  await page.getByRole('link', { name: '工作站登记' }).click();
  await page.getByText('还没有登记工作站。').waitFor();
  await page.getByLabel('采血车').first().click();
  await page.getByTitle('皖F·采11 · van-11').click();
  await page.getByRole('button', { name: '生成登记码' }).click();
  const code = (await page.locator('.secret').textContent()) ?? '';
  expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
  await page.getByText('有效', { exact: true }).waitFor();
  await picture('code');
  await looksRight(page, 'code');

  const core = openTestCore({ vehicle: 'van-11', taken: 'nothing' });
  await core.ok('station.enrol', { url: station.url, code });
  await page.reload();
  await page.getByRole('row').filter({ hasText: '在用' }).filter({ hasText: '皖F·采11' }).waitFor();
  await page.getByText('已用', { exact: true }).waitFor();
  // A code is good for one laptop.
  const other = openTestCore({ vehicle: 'van-11', taken: 'nothing' });
  expect(await other.refusal('station.enrol', { url: station.url, code })).toMatchObject({
    reason: 'enrol-code-used',
  });
  await other.core.close();

  await page.getByRole('button', { name: '停用' }).click();
  const dialog = page.getByRole('dialog');
  // Without grounds it is not done.
  expect(await dialog.getByRole('button', { name: '停用' }).isDisabled()).toBe(true);
  await dialog.getByLabel('依据').fill('电脑遗失');
  await dialog.getByRole('button', { name: '停用' }).click();
  await page.getByText(/人员 administrator: 电脑遗失/).waitFor();
  await picture('revoked');
  await looksRight(page, 'revoked');
  expect(await core.ok('sync.now', {})).toMatchObject({ state: 'refused', problem: 'revoked' });
  await page.getByRole('link', { name: '操作记录' }).click();
  await page.getByRole('row').filter({ hasText: '停用工作站' }).getByText('电脑遗失').waitFor();
  await looksRight(page, 'record');
  expect(faults).toEqual([]);
  await core.core.close();
});

/** A sealed day of which the last reply is lost: it comes to the station twice. */
async function sentTwice(): Promise<void> {
  const it = await atWork(station, 'van-21');
  await donate(it, 0);
  await it.ok('session.seal', { secondOperator: staff.zhang });
  it.line.behave({ post: { kind: 'lose-reply' } });
  await sync(it);
  it.line.behave({});
  expect(await sync(it)).toMatchObject({ state: 'idle', problem: null });
}

/** A laptop whose disk died and whose folder of the morning was copied back; not gone on yet. */
async function restored(): Promise<Laptop> {
  const it = await atWork(station, 'van-22');
  await it.close();
  const older = copyOf(it.folder);
  const lost = await startLaptop(station, 'van-22', { folder: it.folder });
  await donate(lost, 1);
  await sync(lost);
  lost.line.behave(away);
  await lost.close();
  const again = await startLaptop(station, 'van-22', { folder: older });
  await toCollection(again, 2);
  expect(await sync(again)).toMatchObject({ problem: 'refused-fork' });
  return again;
}

/** One folder on two laptops, both at work. */
async function cloned(): Promise<void> {
  const it = await atWork(station, 'van-23');
  await it.close();
  const copy = copyOf(it.folder);
  const first = await startLaptop(station, 'van-23', { folder: it.folder });
  await donate(first, 3);
  await sync(first);
  const second = await startLaptop(station, 'van-23', { folder: copy });
  const visitId = await toCollection(second, 4);
  expect(await sync(second)).toMatchObject({ problem: 'refused-fork' });
  expect(await second.refusal('donation.prepare', preparation(visitId))).toMatchObject({
    reason: 'laptop-restored',
  });
  await toCollection(first, 5);
  expect(await sync(first)).toMatchObject({ problem: null });
}

it('a day sent twice, a restored and a cloned laptop are told apart, and what to do is said', async () => {
  await sentTwice();
  const again = await restored();
  await cloned();
  // Whoever may look sees it, not only the administrator.
  const look = await sitDown('apart', 'zh', 'viewer');
  const { page, picture, faults } = look;
  await page.getByRole('link', { name: '采血车', exact: true }).click();
  const told = (vehicle: string) => page.locator('.told').filter({ hasText: vehicle });
  await told('van-22').getByText('电脑被恢复到旧的状态').waitFor();
  await told('van-22').getByText('开始新的记录段，需第二人确认').waitFor();
  await told('van-23').getByText('两台电脑在用同一份记录').waitFor();
  await told('van-23').getByText('立刻找到这两台电脑').waitFor();
  expect(await told('van-21').isVisible()).toBe(false);
  expect(await page.locator('.told:visible').count()).toBe(2);
  await page.getByText(/份记录重复送达，内容相同，无需处理/).click();
  await told('van-21').getByText('仍只存一份').waitFor();
  await picture('told');
  await looksRight(page, 'told');

  // The repeated day says so itself, and has nothing twice.
  await page.getByRole('link', { name: '采血场次', exact: true }).click();
  await page.getByRole('row').filter({ hasText: 'van-21' }).getByRole('link').click();
  await page.getByText(/又送来一次，内容完全相同/).waitFor();
  await settled(page);
  expect(await page.getByText('不一致').count()).toBe(0);
  await picture('repeated-day');
  await looksRight(page, 'repeated-day');

  // Its leader goes on: now there is something else to do, and the laptop's own entries are here.
  await again.ok('epoch.begin', { reason: '硬盘更换', secondOperator: staff.zhang });
  await sync(again);
  await page.getByRole('link', { name: '采血车', exact: true }).click();
  await page.reload();
  await told('van-22').getByText('已可继续工作').waitFor();
  await told('van-22').getByText('另存为一段并已按规则判定').waitFor();
  await picture('gone-on');
  expect(faults).toEqual([]);

  const english = await sitDown('apart-en', 'en', 'administrator');
  await english.page.getByRole('link', { name: 'Laptops' }).click();
  await english.page.getByText('Two laptops are at work with one record').waitFor();
  await english.picture('told');
  await looksRight(english.page, 'told in English');
});
