import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCardDesk } from '../support/card-desk-steps.ts';
import { identityOf, openDay, personAt, register, typed } from '../support/donor-steps.ts';
import { bodiesIn } from '../support/journal-of.ts';
import { as } from '../support/screening-steps.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

test('a registered document offered again is kept for a person to judge, with a note', async () => {
  const desk = await openCardDesk();
  const it = desk.test;
  await openDay(it);
  const { card } = personAt(0).donor;
  const first = await desk.place(card);
  expect((await it.refusal('integrity.note-repeat', { cardReadId: first })).reason).toBe(
    'visit-unknown',
  );
  const visitId = await register(it, personAt(0));
  // The card that lay there while its donor was registered is no attempt.
  expect((await it.ok('id-card.current', {})).card).toMatchObject({
    ...{ alreadyRegistered: visitId, isRepeat: false },
  });
  it.world.passTime(1_000);
  const cardReadId = await desk.place(card);
  expect((await it.ok('id-card.current', {})).card?.isRepeat).toBe(true);
  expect((await it.refusal('integrity.note-repeat', { cardReadId: first })).reason).toBe(
    'card-not-on-reader',
  );
  const { flagId, ticket } = await it.ok('integrity.note-repeat', { cardReadId });
  expect(ticket).toBe(1);
  // Another page shows the same card.
  expect(await it.ok('integrity.note-repeat', { cardReadId })).toEqual({ flagId, ticket });
  expect((await it.ok('integrity.list', {})).flags).toEqual([
    {
      ...{ flagId, kind: 'same-document-again', atMs: it.world.clock.nowMs(), visitId, ticket: 1 },
      ...{ otherTicket: null, judgement: null, note: null },
    },
  ]);

  const judged = { flagId, judgement: 'suspicious' as const, note: ' 本人称忘记已登记 ' };
  const byRegistrar = await it.refusal('integrity.judge', judged, as('registrar'));
  expect(byRegistrar.reason).toBe('role-missing');
  expect((await it.refusal('integrity.judge', { ...judged, note: ' ' })).reason).toBe(
    'note-needed',
  );
  const unknown = { ...judged, flagId: it.world.random.uuid() as typeof flagId };
  expect((await it.refusal('integrity.judge', unknown)).reason).toBe('flag-unknown');
  await it.ok('integrity.judge', judged, as('leader'));
  const note = '本人称忘记已登记';
  expect((await it.ok('integrity.list', {})).flags).toMatchObject([
    { judgement: 'suspicious', note },
  ]);
  expect(bodiesIn(it.folder, 'integrity.judged')).toEqual([
    { flagId, judgement: 'suspicious', note },
  ]);
  expect(it.world.errors).toEqual([]);
  await desk.close();
});

test('without a session there is nothing to flag and nobody to find', async () => {
  const desk = await openCardDesk();
  const cardReadId = await desk.place(personAt(0).donor.card);
  const it = desk.test;
  expect((await it.refusal('integrity.note-repeat', { cardReadId })).reason).toBe(
    'session-not-open',
  );
  expect(await it.ok('integrity.list', {})).toEqual({ flags: [] });
  expect(await it.ok('visit.search', { text: '1' })).toEqual({ found: [] });
  await desk.close();
});

describe('visits are found', () => {
  let it: TestCore;
  beforeAll(async () => {
    it = openTestCore();
    await openDay(it);
    const names = ['王芳', '王方', '单立文', '阿不都·热合曼', 'John Smith'];
    for (const [at, name] of names.entries()) {
      await it.ok('donor.register', typed({ ...identityOf(personAt(at)), name }));
    }
  });
  afterAll(() => it.core.close());

  test.each([
    ['ticket', '3', [3]],
    ['full-width ticket', ' 3 ', [3]],
    ['name', '王', [1, 2]],
    ['whole name', '单立文', [3]],
    ['pinyin', 'wangfang', [1, 2]],
    ['the beginning of the pinyin', 'wangf', [1, 2]],
    ['initials', 'wf', [1, 2]],
    ['capitals', 'WF', [1, 2]],
    ['full-width initials', 'wf', [1, 2]],
    ['a surname that is read otherwise elsewhere', 'shanliwen', [3]],
    ['a name without its dot', '阿不都热合曼', [4]],
    ['a name with another dot', '都•热', [4]],
    ['a foreign name in any case', 'john', [5]],
    ['a foreign name with its space', 'john smith', [5]],
    ['nothing', '', []],
    ['blanks', '   ', []],
    ['nobody', '赵', []],
    ['a document number', personAt(0).donor.card.idNumber, []],
  ])('by %s', async (_, text, tickets) => {
    const { found } = await it.ok('visit.search', { text });
    expect(found.map(({ ticket }) => ticket)).toEqual(tickets);
    for (const { documentEnd } of found) expect(documentEnd).toHaveLength(4);
  });
});
