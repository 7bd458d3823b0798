import { expect, it, onTestFinished } from 'vitest';
import { openDay, personAt, register } from '../support/donor-steps.ts';
import { openTestCore } from '../support/test-core.ts';
import { smallStationData } from '../support/station-data.ts';

async function day() {
  const it = openTestCore();
  onTestFinished(async () => {
    await it.core.close();
    expect(it.world.errors).toEqual([]);
  });
  await openDay(it);
  return { it, meaning: async (raw: string) => (await it.ok('scan.identify', { raw })).meaning };
}

it('a lot and a badge are known by the station data, whatever screen they are scanned on', async () => {
  const { meaning } = await day();
  const { bagLots, staff } = smallStationData();
  const [lot] = bagLots;
  const [member] = staff;
  if (lot === undefined || member === undefined) throw new Error('no station data');
  expect(await meaning(lot.lot)).toMatchObject({ kind: 'other', what: 'bag-lot', shown: lot.lot });
  expect(await meaning(member.operatorId)).toMatchObject({ what: 'badge', said: member.name });
});

it('a document number is never given back: its donor is, or that it is nobody here', async () => {
  const { it, meaning } = await day();
  const person = personAt(0);
  const number = person.donor.card.idNumber;
  expect(await meaning(number)).toEqual({
    ...{ kind: 'other', what: 'document', shown: 'ID', said: 'ID' },
  });
  const visitId = await register(it, person);
  const known = await meaning(number);
  expect(known).toEqual({ kind: 'donor', visitId, ticket: 1 });
  expect(JSON.stringify(known)).not.toContain(number);
});

it('other ISBT 128 codes and unknown ones are said as what they are; broken ones have a reason', async () => {
  const { meaning } = await day();
  expect(await meaning('=%6200')).toMatchObject({ kind: 'other', what: 'isbt' });
  expect(await meaning('T-04')).toMatchObject({ kind: 'other', what: 'unknown', shown: 'T-04' });
  expect(await meaning('=A9999')).toMatchObject({ kind: 'garbage', problem: 'wrong-length' });
  const broken = await meaning('=%62');
  expect(broken.kind === 'garbage' && broken.shown).toContain('=%62');
  expect(await meaning('=A99992699999900')).toMatchObject({ kind: 'din', visitId: null });
});
