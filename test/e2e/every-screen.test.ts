import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fixedOperator } from '../../electron/core/operator.ts';
import type { Language } from '../../renderer/text/index.ts';
import { identityOf, personAt, typed } from '../support/donor-steps.ts';
import { bag400 } from '../support/station-data.ts';
import { launchBrowser, openPage } from './support/browser.ts';
import { buildPage } from './support/demo.ts';
import { looksSound } from './support/layout.ts';
import { pressButton, type Say, sayIn, type View } from './support/views.ts';
import { beforeTheDay, middleOfTheDay, type Visits, type WholeDay } from './support/whole-day.ts';

const screens = [
  { language: 'zh-CN', width: 1366, height: 768 },
  { language: 'en', width: 1366, height: 768 },
  { language: 'zh-CN', width: 1280, height: 800 },
  { language: 'en', width: 1280, height: 800 },
] as const satisfies readonly { language: Language; width: number; height: number }[];

let day: WholeDay;
let browser: Browser;

beforeAll(async () => {
  buildPage();
  day = await beforeTheDay();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await day?.close();
});

/** Everything asked has been answered, and nothing moves any more. */
const settled = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => document.querySelector('.waiting[role=status]') === null);
  await page.waitForTimeout(120);
};

/** Every view in both languages and sizes: a picture of each under test-results/, and nothing of it out of place. */
async function lookAtAll(part: string, views: readonly View[]): Promise<void> {
  const unsound: string[] = [];
  const { origin } = new URL(day.url);
  for (const { language, width, height } of screens) {
    const name = `every-screen/${language}-${width}/${part}`;
    const look = await openPage(browser, day.url, { name, width, height, language });
    for (const view of views) {
      // Elsewhere first: a view is opened anew, not met as the last one left it.
      await look.page.emulateMedia({ media: 'screen' });
      await look.page.goto(`${origin}/#/nowhere`);
      await look.page.goto(`${origin}/#${view.address}`);
      await settled(look.page);
      await view.open?.(look.page, sayIn(language));
      await settled(look.page);
      await look.picture(view.name);
      await looksSound(look.page, `${name}/${view.name}`).catch((fault: unknown) =>
        unsound.push(fault instanceof Error ? fault.message : String(fault)),
      );
    }
    expect(look.faults).toEqual([]);
    await look.page.context().close();
  }
  expect(unsound.join('\n\n')).toBe('');
}

const press =
  (key: Parameters<Say>[0]) =>
  (page: Page, say: Say): Promise<void> =>
    pressButton(page, say(key));

/** On the paper: what the printer would get. */
const printed = async (page: Page, say: Say): Promise<void> => {
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  await pressButton(page, say('slip.print'));
  await page.emulateMedia({ media: 'print' });
};

const dayViews = (visits: Visits): readonly View[] => {
  const visit = (name: string, open?: View['open'], shown = name): View => ({
    name: shown,
    address: `/visit/${visits[name] ?? ''}`,
    ...(open && { open }),
  });
  return [
    { name: 'board', address: '/' },
    { name: 'register', address: '/register' },
    {
      name: 'register-typed',
      address: '/register',
      open: press('register.type'),
    },
    visit('barred'),
    visit('early'),
    visit('deferred'),
    visit('deferred', press('history.button'), 'history'),
    visit('questions'),
    visit('questions', press('self-service.hand-over'), 'hand-over'),
    visit('examined'),
    visit('tested'),
    visit('tested', press('examination.repeat'), 'repeat'),
    visit('high'),
    visit('lasting'),
    visit('lasting', press('deferral.place'), 'place-deferral'),
    visit('group'),
    visit('eligible'),
    visit('labelled'),
    visit('ready'),
    visit('drawing'),
    visit('resting'),
    visit('packed'),
    visit('barred', printed, 'slip'),
    { name: 'integrity', address: '/integrity' },
    { name: 'pack', address: '/pack' },
    { name: 'pack-wrong-box', address: '/pack', open: press('pack.wrong-box') },
    { name: 'pack-box-gone', address: '/pack', open: press('pack.box-gone') },
    { name: 'close', address: '/close' },
    { name: 'sync', address: '/sync' },
    { name: 'devices', address: '/devices' },
    { name: 'labels', address: '/labels' },
    { name: 'not-found', address: '/nowhere' },
  ];
};

const chooseDrive = (page: Page, words: string): Promise<void> =>
  page.getByRole('radio', { name: new RegExp(words) }).click();

/** Everything chosen for another vehicle's drive, and the session opened: the question is asked. */
const againstPlan = async (page: Page, say: Say): Promise<void> => {
  await chooseDrive(page, '博斯腾湖');
  await page.getByRole('checkbox', { name: new RegExp(bag400) }).click();
  await page.getByRole('checkbox', { name: new RegExp(say('open.clock-right')) }).click();
  await pressButton(page, say('open.open'));
  await page.getByText(say('open.against.how')).waitFor();
};

it('every screen of the morning fits, in both languages and sizes', async () => {
  await lookAtAll('morning', [
    { name: 'open-session', address: '/open' },
    { name: 'open-coming', address: '/open', open: (page) => chooseDrive(page, '尉犁县') },
    { name: 'open-against-plan', address: '/open', open: againstPlan },
    { name: 'board-closed', address: '/' },
    { name: 'sync', address: '/sync' },
  ]);
});

it('every screen of the day fits, in both languages and sizes', async () => {
  const visits = await middleOfTheDay(day);
  await lookAtAll('day', dayViews(visits));
});

it('the card on the reader is answered on a screen that fits, whatever the answer', async () => {
  const { test, place } = day.desk;
  for (const [name, at] of [
    ['may-continue', 16],
    ['already-here', 4],
    ['for-good', 1],
  ] as const) {
    await place(personAt(at).donor.card);
    await lookAtAll(`card-${name}`, [{ name, address: '/register' }]);
  }
  expect(test.world.errors).toEqual([]);
});

it('the turned screen fits', async () => {
  const { test } = day.desk;
  const { visitId } = await test.ok('donor.register', typed(identityOf(personAt(17))));
  const visit = `/visit/${visitId}`;
  const turn = async (page: Page, say: Say): Promise<void> => {
    await pressButton(page, say('self-service.hand-over'));
    await page.getByLabel(say('self-service.set-pin')).fill('2468');
    await pressButton(page, say('self-service.turn'));
    await page.getByText(say('self-service.title')).waitFor();
  };
  const back = { caller: { ...fixedOperator, machine: 'another' } };
  await lookAtAll('turned', [
    { name: 'consent', address: visit, open: turn },
    {
      name: 'question',
      address: visit,
      open: (page, say) => pressButton(page, say('self-service.read')),
    },
    { name: 'take-back', address: visit, open: press('self-service.take-back') },
    {
      name: 'taken-back',
      address: visit,
      open: async (page) => {
        await test.ok('self-service.recall', { visitId }, back);
        await page.reload();
      },
    },
  ]);
});
