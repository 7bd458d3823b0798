import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Hands } from './hands.ts';

/** What a nurse does, screen by screen, in the Chinese page. */

export const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name });

export async function openSession(page: Page): Promise<void> {
  await page.getByPlaceholder('按月份、地点或单位查找').fill('四马路工商银行');
  await page.getByRole('radio', { name: /四马路工商银行/ }).click();
  const lots = page.getByRole('region', { name: '血袋批号' }).getByRole('checkbox');
  await lots.first().waitFor();
  for (const lot of await lots.all()) if (await lot.isEnabled()) await lot.click();
  await page.getByRole('checkbox', { name: /时钟准确/ }).click();
  await button(page, '开班').click();
  await page.getByRole('region', { name: '征询' }).waitFor();
}

export async function register(page: Page, hands: Hands, donor: number): Promise<void> {
  await hands.placeCard(donor);
  await page.getByRole('heading', { name: await hands.donorName(donor) }).waitFor();
  await page.getByRole('checkbox', { name: /人证一致/ }).click();
  await page.getByLabel('电话').fill('13956100001');
}

const expectedYes = ['您是否觉得今天', '您是否知道'];

/** Every question answered one by one as a healthy donor does, then the signature. */
export async function answerQuestions(page: Page): Promise<void> {
  const rows = page.getByRole('list', { name: /健康/ }).getByRole('radiogroup');
  await rows.first().waitFor();
  for (const row of await rows.all()) {
    const question = (await row.getAttribute('aria-label')) ?? '';
    const answer = expectedYes.some((start) => question.startsWith(start)) ? '是' : '否';
    await row.getByRole('radio', { name: answer }).click();
  }
}

/** Question after question on a turned screen, as a healthy donor answers; stops before `count` more, or at the signature. */
export async function answerOneByOne(page: Page, count = Number.POSITIVE_INFINITY): Promise<void> {
  const question = page.getByRole('radiogroup');
  for (let asked = 0; asked < Math.min(count, 60); asked += 1) {
    await page
      .getByText(/第 \d+ 题，共|请签名/)
      .first()
      .waitFor();
    if (await page.getByText('请签名').isVisible()) return;
    const text = (await question.getAttribute('aria-label')) ?? '';
    const answer = expectedYes.some((start) => text.startsWith(start)) ? '是' : '否';
    await question.getByRole('radio', { name: answer }).click();
    await page.getByRole('radiogroup', { name: text }).waitFor({ state: 'detached' });
  }
}

export async function sign(page: Page, who: '献血者' | '体检医师' = '献血者'): Promise<void> {
  const pad = page.getByRole('img', { name: `请${who}在这里签名` });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (box === null) throw new Error('the signature pad is not on the screen');
  await page.mouse.move(box.x + 60, box.y + 80);
  await page.mouse.down();
  for (let step = 1; step <= 24; step += 1) {
    await page.mouse.move(box.x + 60 + step * 10, box.y + 80 + Math.sin(step / 2) * 30);
  }
  await page.mouse.up();
}

export async function examine(page: Page, hands: Hands): Promise<void> {
  await page.getByLabel('体重', { exact: true }).fill('68.5');
  await page.getByLabel('体温').fill('36.6');
  await hands.measureBloodPressure(124, 78, 72);
  await page.getByText('血压计测得').first().waitFor();
  expect(await page.getByLabel('收缩压').inputValue()).toBe('124');
  const look = page.getByRole('region', { name: '一般检查' }).getByRole('radiogroup');
  for (const finding of await look.all()) {
    await finding.getByRole('radio', { name: '没有' }).click();
  }
  await sign(page, '体检医师');
}

export async function test(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'A', exact: true }).click();
  await page.getByLabel('血红蛋白', { exact: true }).fill('148');
  await page.getByLabel('ALT').fill('23');
  await page.getByRole('radio', { name: '阴性' }).click();
  await page.getByRole('radio', { name: '400 mL' }).click();
}
