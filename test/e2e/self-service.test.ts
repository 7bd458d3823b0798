import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, type Look, openPage } from './support/browser.ts';
import { buildPage, type Demo, startDemo } from './support/demo.ts';
import { createHands, type Hands } from './support/hands.ts';
import { answerOneByOne, button, openSession, register, sign } from './support/steps.ts';

let demo: Demo;
let browser: Browser;
let hands: Hands;

beforeAll(async () => {
  buildPage();
  demo = await startDemo();
  hands = createHands(demo.simulators);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  expect(await demo?.stop()).toBe(0);
});

const noWayOut = async (page: Page): Promise<void> => {
  expect(await page.getByRole('link').count()).toBe(0);
  expect(await page.locator('footer').count()).toBe(0);
};

/** A donor of more than a year ago stands registered, and the nurse has answered the first question. */
async function toTheTurnedScreen({ page, picture }: Look): Promise<void> {
  await page.getByRole('heading', { name: '选择活动' }).waitFor();
  await openSession(page);
  await page.getByRole('link', { name: '登记献血者' }).click();
  await register(page, hands, 1);
  await button(page, '登记').click();
  await page.getByText('排队号').waitFor();
  await page.getByRole('link', { name: '去征询' }).click();
  const first = page.getByRole('radiogroup').first();
  await first.getByRole('radio', { name: '是' }).click();
  await page.getByText('回答已保存').waitFor();
  await button(page, '转给献血者').click();
  await page.getByLabel(/设一个 PIN/).fill('2468');
  await picture('set-pin');
  await button(page, '转过去').click();
}

async function giveBack(page: Page, pin: string): Promise<void> {
  await page.getByLabel('护士输入 PIN').fill(pin);
  await page.keyboard.press('Enter');
}

it('a turned screen shows one donor only, goes on after a reload, and comes back by the PIN', async () => {
  const look = await openPage(browser, demo.page, {
    ...{ name: 'self-service', width: 1280, height: 800 },
    language: 'zh-CN',
  });
  const { page, picture, faults } = look;
  await toTheTurnedScreen(look);

  // The nurse's answer came along.
  await page.getByText(/第 2 题，共/).waitFor();
  await noWayOut(page);
  await picture('question');
  await answerOneByOne(page, 4);
  await page.getByText(/第 6 题，共/).waitFor();

  // Neither an address, nor a reload, nor a scan leads anywhere else.
  await page.evaluate(() => {
    window.location.hash = '#/';
  });
  await hands.scan('=G99992612345600');
  await page.getByText(/第 6 题，共/).waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  await expect
    .poll(async () => {
      await page.reload();
      await page.getByText(/第 \d+ 题，共/).waitFor();
      return page.getByText(/第 6 题，共/).isVisible();
    })
    .toBe(true);
  await noWayOut(page);

  await answerOneByOne(page);
  await sign(page);
  await picture('signature');
  await button(page, '签名并提交').click();
  await page.getByText('谢谢，您已经答完').waitFor();
  await noWayOut(page);
  await picture('thanks');

  await button(page, '交还护士').click();
  await giveBack(page, '1357');
  await page.getByRole('alert').getByText('PIN 不对').waitFor();
  await picture('pin-wrong');
  await giveBack(page, '2468');
  await page.getByRole('region', { name: '体检' }).getByRole('link').click();
  await page.getByText(/本人已签名的回答/).waitFor();
  await picture('signed-result');
  expect(faults).toEqual([]);
});
