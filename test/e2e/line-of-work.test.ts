import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { scanAsKeys } from './support/keyboard-scanner.ts';
import { launchBrowser, type Look, openPage } from './support/browser.ts';
import { buildPage, type Demo, startDemo } from './support/demo.ts';
import { createHands, type Hands } from './support/hands.ts';
import {
  answerQuestions,
  button,
  examine,
  openSession,
  register,
  sign,
  test,
} from './support/steps.ts';

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

/** A man the station knows as a donor of more than a year ago: every tenth from 1, 2 and 8 is one. */
async function anEligibleDonor(): Promise<number> {
  for (const index of [1, 2, 8, 11, 12, 18, 21]) if (await hands.donorIsMale(index)) return index;
  throw new Error('the simulated people have no such man');
}

async function fromCardToCollection({ page, picture }: Look): Promise<void> {
  await page.getByRole('link', { name: '登记献血者' }).click();
  await page.getByText('请把身份证放到读卡器上').waitFor();
  await picture('register');

  const donor = await anEligibleDonor();
  await hands.liftTooEarly();
  await hands.placeCard(donor);
  await page
    .getByRole('alert')
    .getByText(/证件拿得太早了/)
    .waitFor();
  await picture('card-lifted');
  await register(page, hands, donor);
  await page.getByRole('region', { name: '结论' }).getByText('可以继续').waitFor();
  await picture('registered-card');
  await button(page, '登记').click();
  await page.getByText('排队号').waitFor();
  await picture('ticket');
  await hands.removeCard();

  await page.getByRole('link', { name: '去征询' }).click();
  await answerQuestions(page);
  await sign(page);
  await picture('questionnaire');
  await button(page, '提交，去体检').click();

  await examine(page, hands);
  await picture('examination');
  await button(page, '记录体检').click();

  await test(page);
  await picture('test');
  await button(page, '下结论').click();
  await page.getByText(/可献 200 \/ 300 \/ 400 mL/).waitFor();
}

async function fromNumberToDraw({ page, picture }: Look): Promise<string> {
  // A number that was never issued is refused in words, and the donor still has none.
  await hands.scan('=G99992612345600');
  await page
    .getByRole('alert')
    .getByText(/不在血站发给本车的号段里/)
    .waitFor();
  await picture('number-refused');

  await button(page, /取下一个号/).click();
  await button(page, '打印标签').click();
  await page.getByText(/已送到打印机/).waitFor();
  await expect.poll(() => hands.printedBarcodes(), { timeout: 15_000 }).toHaveLength(5);
  const [first = '', ...others] = await hands.printedBarcodes();

  await hands.scan(first);
  await page.getByText(/还差 4 个/).waitFor();
  await hands.scan('=G99992612345600');
  await page
    .getByRole('alert')
    .getByText(/不属于本次献血/)
    .waitFor();
  await picture('wrong-label');
  const start = button(page, '开始采血');
  for (const barcode of others) {
    expect(await start.isDisabled()).toBe(true);
    await hands.scan(barcode);
    await page
      .getByRole('row')
      .filter({ hasText: '一致' })
      .nth(others.indexOf(barcode) + 1)
      .waitFor();
  }
  // All labels are equal, and still nobody has looked at who sits in the chair.
  await page.getByText('请先核对本人。').waitFor();
  expect(await start.isDisabled()).toBe(true);
  await button(page, '已核对姓名和生日').click();
  await picture('ready-to-start');
  await start.click();

  await page.getByRole('timer').waitFor();
  const end = button(page, /结束采血，记录 \d+ mL/);
  // A glove on the button while the bag is still empty ends nothing.
  await page.getByLabel('手工填写采血量').fill('0');
  await end.click();
  await page.getByRole('dialog').getByText('才采了 0 mL，应采 400 mL').waitFor();
  await picture('too-early');
  await button(page, '继续采血').click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByLabel('手工填写采血量').fill('');
  await hands.weigh(424);
  const endFull = button(page, /结束采血，记录 4\d\d mL/);
  await endFull.waitFor();
  await expect.poll(() => endFull.isEnabled(), { timeout: 15_000 }).toBe(true);
  await picture('draw');
  await endFull.click();
  await page.getByText(/下次可献全血/).waitFor();
  await picture('rest');
  await button(page, '提前结束').click();
  await page.getByRole('region', { name: '装箱' }).getByText('待装箱').waitFor();
  await picture('board');
  return first;
}

async function fromBoxToSeal({ page, picture }: Look, bag: string): Promise<void> {
  await page.getByRole('region', { name: '装箱' }).getByText('待装箱').click();
  await hands.scan(bag);
  await page
    .getByRole('alert')
    .getByText(/先扫描或填写箱号/)
    .waitFor();
  await hands.scan('T-04');
  await page.getByText('逐袋扫描血袋标签').waitFor();
  await hands.scan(bag);
  await page
    .getByRole('status')
    .getByText(/已装入 T-04/)
    .waitFor();
  await picture('packed');

  await page.getByRole('link', { name: '流动采血' }).click();
  await page.getByRole('link', { name: '日终' }).click();
  await page.getByText('全部对上了').waitFor();
  await page.getByRole('combobox', { name: '一起封存的第二人' }).click();
  await page
    .getByText(/王队长/)
    .last()
    .click();
  await picture('close');
  // The seal's own answer comes last: by then the page has heard that no session is open any more.
  await page.route('**/*', async (route) => {
    if (!(route.request().postData() ?? '').includes('session.seal')) return route.continue();
    const answer = await route.fetch();
    await page.waitForTimeout(2_000);
    await route.fulfill({ response: answer });
  });
  await button(page, '封存本场').click();
  await page.getByText('本场已封存').waitFor();
  await page.unroute('**/*');
  await picture('sealed');
}

it('a donor goes from the card to the sealed day and the station holds the donation', async () => {
  const look = await openPage(browser, demo.page, {
    ...{ name: 'line-of-work', width: 1366, height: 768 },
    language: 'zh-CN',
  });
  const { page, picture, faults } = look;
  await page.getByRole('heading', { name: '选择活动' }).waitFor();
  await openSession(page);
  await picture('board-empty');
  await fromCardToCollection(look);
  const bag = await fromNumberToDraw(look);
  await fromBoxToSeal(look, bag);

  await page.getByRole('link', { name: '去同步' }).click();
  await button(page, '现在同步').click();
  await page.getByRole('heading', { name: '在线 · 已同步' }).waitFor();
  await picture('sync');
  expect(faults).toEqual([]);

  const station = await openPage(browser, demo.stationPage, {
    ...{ name: 'line-of-work/station', width: 1366, height: 768 },
    language: 'zh-CN',
  });
  await station.page.getByRole('link', { name: /四马路工商银行/ }).click();
  const din = `${bag.slice(1, 6)} ${bag.slice(6, 8)} ${bag.slice(8, 14)}`;
  // Among the day's numbers and among its donations.
  await expect.poll(() => station.page.getByText(din).count(), { timeout: 10_000 }).toBe(2);
  await station.picture('session');
});

/** The board says what the number scanned is. */
const saidToBeANumber = (page: Page): Promise<void> =>
  page
    .getByRole('alert')
    .getByText(/这是献血码 G9999 26 123456/)
    .waitFor();

it('a keyboard scanner never types into the field that has the focus', async () => {
  const { page, picture } = await openPage(browser, demo.page, {
    ...{ name: 'keyboard-scanner', width: 1280, height: 800 },
    language: 'zh-CN',
  });
  const search = page.getByPlaceholder('按月份、地点或单位查找');
  await search.fill('四马路');
  await search.focus();

  // The board's own codes come as keys within a few milliseconds, with Enter behind.
  await scanAsKeys(page, '=G99992612345600');
  await saidToBeANumber(page);
  expect(await search.inputValue()).toBe('四马路');
  await picture('not-wanted');

  const lot = page.getByRole('checkbox', { name: /CPDA400-26A/ });
  await scanAsKeys(page, 'CPDA400-26A');
  await expect.poll(() => lot.getAttribute('aria-checked')).toBe('true');
  expect(await search.inputValue()).toBe('四马路');

  // Fingers are slower, and theirs is the field.
  await page.keyboard.type('abc', { delay: 120 });
  expect(await search.inputValue()).toBe('四马路abc');
});

it('a page that is busy while a code comes in takes it whole', async () => {
  const { page } = await openPage(browser, demo.page, {
    ...{ name: 'busy-page', width: 1280, height: 800, language: 'zh-CN' },
  });
  const search = page.getByPlaceholder('按月份、地点或单位查找');
  await search.focus();
  // Longer than the silence that ends a code, after each of the first keys.
  await page.evaluate(() => {
    let left = 6;
    const work = (): void => {
      const untilMs = performance.now() + 300;
      if (left > 0) while (performance.now() < untilMs);
      left -= 1;
    };
    window.addEventListener('keydown', work, { capture: true });
    window.addEventListener('keydown', () => setTimeout(work), { capture: true });
  });
  await scanAsKeys(page, '=G99992612345600');
  await saidToBeANumber(page);
  expect(await search.inputValue()).toBe('');
});
