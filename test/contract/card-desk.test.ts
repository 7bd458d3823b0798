import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CardFile } from '../../simulators/card.ts';
import { cardText } from '../../simulators/card.ts';
import { openCardDesk } from '../support/card-desk-steps.ts';
import { foreigner2017, foreigner2023, li, permit } from '../support/card-files.ts';
import { openDay } from '../support/donor-steps.ts';
import { bodiesIn } from '../support/journal-of.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const form = { personChecked: true, organisation: null, phone: null, samePersonAs: [] };
const ofCard = (cardReadId: string) => ({ ...form, source: { kind: 'card' as const, cardReadId } });

test('a rare name goes from the card to the screen and into the journal unit for unit', async () => {
  const desk = await openCardDesk();
  const it = desk.test;
  await openDay(it);
  // One beyond the basic plane, one of private use, and an address cut in the middle of a pair.
  const card: CardFile = { ...li, address: `${'路'.repeat(34)}\uD842` };
  const cardReadId = await desk.place(card);
  const current = await it.ok('id-card.current', {});
  expect(current.card?.identity.name).toBe('\u{20BB7}\uE864明');
  const { visitId } = await it.ok('donor.register', ofCard(cardReadId));
  const [registered] = bodiesIn(it.folder, 'donor.registered');
  expect(registered?.identity).toMatchObject({
    name: '\u{20BB7}\uE864明',
    // Half a character cannot be sent to anybody; its place is kept, and the card's own bytes beside it.
    address: `${'路'.repeat(34)}\uFFFD`,
  });
  expect(registered?.source).toMatchObject({
    kind: 'card',
    samId: '05.03-20160325-0001234567-1234567890',
    textBase64: Buffer.from(cardText(card)).toString('base64'),
  });
  expect((await it.ok('visit.get', { visitId })).identity.name).toBe('\u{20BB7}\uE864明');
  expect((await it.ok('visit.search', { text: '\u{20BB7}' })).found).toHaveLength(1);
  await desk.close();
});

test('the desk knows that a card lies there until it was taken off, and keeps it as the last read', async () => {
  const desk = await openCardDesk();
  const it = desk.test;
  await openDay(it);
  expect(await it.ok('id-card.current', {})).toEqual({ card: null, lies: false });
  const cardReadId = await desk.place(li);
  expect(await it.ok('id-card.current', {})).toMatchObject({ card: { cardReadId }, lies: true });
  await desk.lift();
  expect(await it.ok('id-card.current', {})).toMatchObject({ card: { cardReadId }, lies: false });
  await desk.close();
});

test('each kind of card registers its holder', async () => {
  const desk = await openCardDesk();
  const it = desk.test;
  await openDay(it);
  for (const card of [permit, foreigner2017, foreigner2023]) {
    await it.ok('donor.register', ofCard(await desk.place(card)));
  }
  expect(bodiesIn(it.folder, 'donor.registered').map(({ identity }) => identity)).toMatchObject([
    { documentType: 'hmt-permit', documentNumber: permit.idNumber, nation: null },
    { documentType: 'foreigner-id', documentNumber: foreigner2017.idNumber, name: '杜珍' },
    { documentType: 'foreigner-id', documentNumber: foreigner2023.idNumber, validTo: '2034-01-01' },
  ]);
  await desk.close();
});

const expired: CardFile = { ...li, validTo: '2026-06-15' };

test('an expired card is told before anybody is registered, and by the rule it ends there', async () => {
  const desk = await openCardDesk();
  const it = desk.test;
  await openDay(it);
  const cardReadId = await desk.place(expired);
  expect((await it.ok('id-card.current', {})).card?.document).toEqual({
    state: 'expired',
    mayRegister: false,
  });
  expect(await it.refusal('donor.register', ofCard(cardReadId))).toMatchObject({
    ...{ reason: 'identity-expired', details: { until: '2026-06-15' } },
  });
  await desk.place({ ...li, validFrom: '2026-06-17' });
  expect((await it.ok('id-card.current', {})).card?.document.state).toBe('not-yet-valid');
  await desk.place({ ...li, validTo: '2026-06-16' });
  expect((await it.ok('id-card.current', {})).card?.document.state).toBe('valid');
  await desk.close();
});

test('a station whose rule only tells may register with it, and the date is kept', async () => {
  const folder = temporaryFolder();
  cpSync('resources', folder, { recursive: true });
  const path = join(folder, 'registration', 'registration.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('"refuse"', '"tell"'));
  const desk = await openCardDesk({}, { resourcesFolder: folder });
  const it = desk.test;
  await openDay(it);
  const cardReadId = await desk.place(expired);
  expect((await it.ok('id-card.current', {})).card?.document).toEqual({
    state: 'expired',
    mayRegister: true,
  });
  await it.ok('donor.register', ofCard(cardReadId));
  expect(bodiesIn(it.folder, 'donor.registered')[0]?.identity.validTo).toBe('2026-06-15');
  await desk.close();
});
