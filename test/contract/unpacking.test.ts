import { expect, onTestFinished, test } from 'vitest';
import { verifyFolder } from '../../scripts/verify/verify-folder.ts';
import { barcode, type Bound, donate, openDay, toStopped } from '../support/donor-steps.ts';
import { holdUnit } from '../support/hold-unit.ts';
import { bodiesIn } from '../support/journal-of.ts';
import { staff } from '../support/station-data.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

async function vehicle(): Promise<TestCore> {
  const it = openTestCore();
  onTestFinished(async () => {
    await it.core.close();
    expect(it.world.errors).toEqual([]);
  });
  await openDay(it);
  return it;
}

const label = ({ din }: Bound) => barcode(din, '00');
const cardOf = async (it: TestCore, { visitId }: Bound) => {
  const board = await it.ok('session.board', {});
  return board?.cards.find((card) => card.visitId === visitId)?.donation;
};
const codes = async (it: TestCore): Promise<readonly string[]> =>
  (await it.ok('session.reconciliation', {})).differences.map(({ code }) => code);

test('a unit held after it was packed is to be taken out, and the day is not sealed before it lies apart', async () => {
  const it = await vehicle();
  const held = await donate(it, 0, 'BOX-1');
  await donate(it, 1, 'BOX-1');
  expect(await codes(it)).toEqual([]);
  holdUnit(it.folder, held.donationId);
  expect(await cardOf(it, held)).toMatchObject({ held: true, box: 'BOX-1', toTakeOut: true });
  const { differences } = await it.ok('session.reconciliation', {});
  expect(differences).toEqual([
    { code: 'held-unit-among-others', details: { din: held.din, box: 'BOX-1' } },
  ]);
  const seal = { secondOperator: staff.zhang };
  expect((await it.refusal('session.seal', seal)).reason).toBe('day-not-reconciled');

  const { din, donationId } = held;
  expect(await it.ok('unit.unpack', { raw: label(held), reason: 'held' })).toEqual({
    ...{ din, donationId, box: 'BOX-1' },
  });
  expect(bodiesIn(it.folder, 'unit.unpacked')).toEqual([
    { din, donationId, box: 'BOX-1', reason: 'held', heldFor: ['donor-deferred'] },
  ]);
  expect(await cardOf(it, held)).toMatchObject({ state: 'stopped', box: null, toTakeOut: false });
  expect((await it.ok('session.board', {}))?.boxes).toEqual([{ box: 'BOX-1', units: 1 }]);
  expect(await codes(it)).toEqual(['unit-not-packed']);

  const pack = (box: string) => it.refusal('unit.pack', { raw: label(held), box });
  expect((await pack('BOX-1')).reason).toBe('held-unit-apart');
  await it.ok('unit.pack', { raw: label(held), box: 'HOLD-1' });
  expect(await cardOf(it, held)).toMatchObject({ box: 'HOLD-1', held: true, toTakeOut: false });
  expect(await codes(it)).toEqual([]);
  await it.ok('session.seal', seal);
});

test('taking out is asked for once, and happens once under one command id', async () => {
  const it = await vehicle();
  const held = await donate(it, 0, 'BOX-1');
  await donate(it, 1, 'BOX-1');
  holdUnit(it.folder, held.donationId);
  const asked = { raw: label(held), reason: 'held' } as const;
  const commandId = it.world.random.uuid();
  const first = await it.ok('unit.unpack', asked, { commandId });
  expect(await it.ok('unit.unpack', asked, { commandId })).toEqual(first);
  expect(bodiesIn(it.folder, 'unit.unpacked')).toHaveLength(1);
  expect((await it.refusal('unit.unpack', asked)).reason).toBe('unit-not-packed');
});

test('only a unit that is held is taken out as held; out of a wrong box any unit comes', async () => {
  const it = await vehicle();
  const unit = await donate(it, 0, 'BOX-1');
  const unpack = (reason: 'held' | 'wrong-box', raw = label(unit)) => ({ raw, reason });
  expect((await it.refusal('unit.unpack', unpack('held'))).reason).toBe('unit-not-held');
  const tube = barcode(unit.din, '09');
  expect((await it.refusal('unit.unpack', unpack('wrong-box', tube))).reason).toBe(
    'label-not-in-set',
  );
  await it.ok('unit.unpack', unpack('wrong-box'));
  expect(bodiesIn(it.folder, 'unit.unpacked')).toMatchObject([
    { reason: 'wrong-box', heldFor: [] },
  ]);
  await it.ok('unit.pack', { raw: label(unit), box: 'BOX-2' });
  expect((await it.ok('session.board', {}))?.boxes).toEqual([{ box: 'BOX-2', units: 1 }]);
  const open = await toStopped(it, 1);
  expect((await it.refusal('unit.unpack', unpack('held', label(open)))).reason).toBe(
    'unit-not-packed',
  );
});

test('a hold that is lifted leaves nothing to take out, and one of a box of held units alone neither', async () => {
  const it = await vehicle();
  const unit = await donate(it, 0, 'BOX-1');
  const other = await donate(it, 1, 'BOX-1');
  const hold = holdUnit(it.folder, unit.donationId);
  expect(await codes(it)).toEqual(['held-unit-among-others']);
  hold.lift();
  expect(await codes(it)).toEqual([]);
  holdUnit(it.folder, unit.donationId);
  holdUnit(it.folder, other.donationId, 'interval-broken');
  expect(await codes(it)).toEqual([]);
});

test('of a box that has left the vehicle somebody is told, once, and the day can be sealed', async () => {
  const it = await vehicle();
  const unit = await donate(it, 0, 'BOX-1');
  await donate(it, 1, 'BOX-1');
  const { donationId, din } = unit;
  const tell = { donationId, toldTo: ' 市中心血站成分科 李某 ' };
  expect((await it.refusal('unit.tell-hold', tell)).reason).toBe('unit-not-to-take-out');
  holdUnit(it.folder, donationId);
  const commandId = it.world.random.uuid();
  await it.ok('unit.tell-hold', tell, { commandId });
  await it.ok('unit.tell-hold', tell, { commandId });
  expect(bodiesIn(it.folder, 'unit.hold-told')).toEqual([
    { donationId, din, box: 'BOX-1', toldTo: tell.toldTo.trim(), heldFor: ['donor-deferred'] },
  ]);
  expect(await cardOf(it, unit)).toMatchObject({ held: true, box: 'BOX-1', toTakeOut: false });
  expect((await it.refusal('unit.tell-hold', tell)).reason).toBe('unit-not-to-take-out');
  await it.ok('session.seal', { secondOperator: staff.zhang });
});

test('what was taken out, packed again and told of is replayed to the same rows', async () => {
  const it = openTestCore();
  await openDay(it);
  const [one, two] = [await donate(it, 0, 'BOX-1'), await donate(it, 1, 'BOX-1')];
  await donate(it, 2, 'BOX-1');
  for (const { donationId } of [one, two]) holdUnit(it.folder, donationId);
  await it.ok('unit.unpack', { raw: label(one), reason: 'held' });
  await it.ok('unit.pack', { raw: label(one), box: 'HOLD-1' });
  await it.ok('unit.tell-hold', { donationId: two.donationId, toldTo: '李某' });
  await it.core.close();
  expect(verifyFolder(it.folder)).toMatchObject({ kind: 'equal' });
});
