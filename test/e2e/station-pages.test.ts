import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importPlan, previewPlan } from '../../station/administer.ts';
import { planCalls } from '../../station/contract/plans.ts';
import { openPage } from './support/browser.ts';
import { forMouse, looksSound } from './support/layout.ts';
import {
  desks,
  enterPage,
  lookAtAreas,
  looksRight,
  settled,
  startStationPages,
  type StationPages,
} from './support/station-page.ts';
import { administratorOf, furnishForLook } from './support/station-world.ts';

const plansFolder = path.join(import.meta.dirname, '../../resources/plans');
const plan = 'zhangjiajie-2012-targets';
let world: StationPages;
let oneTime: string;

beforeAll(async () => {
  world = await startStationPages();
  await furnishForLook(world.station);
  oneTime = await administratorOf(world.station.db, 'lin');
});
afterAll(() => world?.close());

const newPassword = '明月松间照-清泉石上流';

async function signIn(page: Page, words: Readonly<Record<'user' | 'password' | 'go', string>>) {
  await page.getByLabel(words.user).fill('Lin');
  await page.getByLabel(words.password, { exact: true }).fill(newPassword);
  await page.getByRole('button', { name: words.go }).click();
}

it('a one-time password is changed first, a plan is previewed and imported, and every page can be looked at', async () => {
  const look = await openPage(world.browser, `${world.station.url}/`, {
    ...{ name: 'station-pages/zh', ...desks.zh },
  });
  const { page, picture, faults } = look;
  await page.getByLabel('用户名').fill('lin');
  await page.getByLabel('密码', { exact: true }).fill(oneTime);
  await picture('sign-in');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByText('您用的是一次性密码').waitFor();
  await page.getByLabel('原密码').fill(oneTime);
  await page.getByLabel('新密码（至少 10 个字符）').fill(newPassword);
  await page.getByLabel('再输一次新密码').fill(newPassword);
  await page.getByRole('button', { name: '更换' }).click();
  await page.getByRole('heading', { level: 1, name: '采血场次' }).waitFor();

  await page.getByRole('link', { name: '计划导入' }).click();
  await page.getByText('还没有导入计划').waitFor();
  const bytes = readFileSync(path.join(plansFolder, `${plan}.csv`));
  const file = { name: `${plan}.csv`, mimeType: 'text/csv', buffer: bytes };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('heading', { name: /预览/ }).waitFor();
  const figure = (name: string) =>
    page.locator('dl.figures div').filter({ hasText: name }).locator('dd').textContent();
  expect(await figure('数据行')).toBe('89');
  expect(await figure('任务合计')).toBe('6,830');
  await picture('preview');
  // Until it is said so, nothing is stored.
  expect(await world.station.db.selectFrom('plan').selectAll().execute()).toEqual([]);
  await page.getByText('需要看的行').click();
  await page.getByRole('button', { name: '导入 89 项活动' }).click();
  await page
    .getByRole('status')
    .getByText(/新增 89/)
    .waitFor();
  await picture('imported');
  const [stored] = await world.station.db.selectFrom('plan').selectAll().execute();
  expect(stored).toMatchObject({ plan, imported_by: 'lin' });
  expect(planCalls['plan.import'].who).toEqual(['planner', 'administrator']);

  await importOtherSpellings();
  await lookAtAreas(look, [
    ...['采血场次', '待处理', '采血车', '献血码号段', '屏蔽名单', '完成情况', '采血活动'],
    ...['单位名称', '计划导入', '工作站登记', '登录人员', '操作记录'],
  ]);
  await page.getByRole('link', { name: '单位名称', exact: true }).click();
  const pair = page.getByRole('row').filter({ hasText: '慈利县人民政府' });
  await pair.getByRole('button', { name: '是同一单位' }).click();
  await page.getByText('“慈利县人民政府”是“慈利县”的另一写法').waitFor();
  await page.getByRole('button', { name: '合并两个名称' }).click();
  await page.getByRole('dialog').getByText('前一个名称并入后一个').waitFor();
  await picture('merge-by-hand');
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
  await page.getByRole('button', { name: '撤销' }).first().click();
  await page.getByText('还没有确认过').waitFor();
  expect(faults).toEqual([]);
});

/** The next year's plan, which writes some of the units otherwise. */
async function importOtherSpellings(): Promise<void> {
  const rows = [
    '单位,时间',
    '慈利县人民政府,3月',
    '张家界市人民医院,4月',
    '市卫生监督所（含大队）,5月',
  ];
  const preview = previewPlan(Buffer.from(rows.join('\n')), 'next.csv');
  if (!preview.ok) throw new Error(preview.error);
  const options = { name: 'next', year: 2013, by: 'lin', nowMs: Date.now() };
  const done = await importPlan(world.station.db, preview.value, options);
  expect(done).toMatchObject({ ok: true });
}

it('the same pages in English on a small screen, a session opened, a hold decided by two persons', async () => {
  const look = await openPage(world.browser, `${world.station.url}/`, {
    ...{ name: 'station-pages/en', ...desks.en },
  });
  const { page, picture, faults } = look;
  await signIn(page, { user: 'User name', password: 'Password', go: 'Sign in' });
  await page.getByRole('heading', { level: 1, name: 'Sessions' }).waitFor();
  await lookAtAreas(look, [
    ...['Sessions', 'Set aside', 'Vehicles', 'Number ranges', 'Deferrals', 'Completion', 'Drives'],
    ...['Unit names', 'Plan import', 'Laptops', 'People', 'Record of acts'],
  ]);
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await page.getByRole('row').filter({ hasText: '四马路工商银行' }).click();
  await page.getByText(/Chain whole/).waitFor();
  await page.getByRole('cell', { name: 'differs' }).first().waitFor();
  await settled(page);
  await picture('session');
  await looksRight(page, 'session');
  // Two draws under one number: it is used once, and once more.
  await page.getByText('used 1 times more').waitFor();
  await page.getByText(/Missing: 1\./).waitFor();

  await page.getByRole('link', { name: 'Print (A4)' }).click();
  await page.getByText('Received by').waitFor();
  await page.emulateMedia({ media: 'print' });
  await picture('paper');
  expect(await page.locator('.side').isVisible()).toBe(false);
  expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
  const paper = await page.pdf({ preferCSSPageSize: true });
  expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
  // A4 in points.
  expect(paper.toString('latin1')).toMatch(/MediaBox \[0 0 59[45](?:\.\d+)? 84[12]/);
  await page.emulateMedia({ media: 'screen' });

  await page.getByRole('link', { name: 'Set aside', exact: true }).click();
  const row = page.getByRole('row').filter({ hasText: 'used by another donation' });
  await row.getByRole('button', { name: 'Resolve' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Releasing it takes two people').waitFor();
  await dialog.getByLabel('Release the unit').click();
  await dialog.getByLabel('Grounds').fill('Both labels seen, the other one was a typing error');
  await picture('resolve');
  await looksSound(page, 'resolve', forMouse);
  await dialog.getByRole('button', { name: 'Resolve' }).click();
  await page.getByText('takes effect once another person').waitFor();
  await row.getByRole('button', { name: 'Resolve' }).click();
  await dialog.getByLabel('Release the unit').click();
  await dialog.getByLabel('Grounds').fill('I decide alone');
  await dialog.getByRole('button', { name: 'Resolve' }).click();
  await dialog.getByText('another physician or laboratory person has to do it').waitFor();
  await picture('same-person');
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  // A refusal is an answer, and the browser notes its status.
  expect(faults.filter((fault) => !fault.includes('409'))).toEqual([]);
});

it('a wrong password is told in a sentence, and a viewer sees no more than a viewer may', async () => {
  const { station } = world;
  const look = await enterPage(world.browser, station.url, 'not-a-code', {
    ...{ name: 'station-pages/viewer', ...desks.zh },
  });
  const { page, picture } = look;
  await page
    .getByRole('alert')
    .getByText(/登录码已失效/)
    .waitFor();
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByLabel('用户名').fill('guest');
  await page.getByLabel('密码', { exact: true }).fill('wrong');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('alert').getByText('用户名或密码不对').waitFor();
  await picture('wrong');
  await page.goto(`${station.url}/#/enter/${await administratorOf(station.db, 'guest', 'viewer')}`);
  await page.getByRole('heading', { level: 1, name: '采血场次' }).waitFor();
  for (const name of ['屏蔽名单', '登录人员', '待处理']) {
    expect(await page.getByRole('link', { name, exact: true }).count()).toBe(0);
  }
  await picture('viewer');
});
