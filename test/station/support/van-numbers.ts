import { dinFates } from '../../../station/administer.ts';
import type { TestStation } from './station.ts';
import { createVan, type Van } from './van.ts';

/** What became of every number of the vehicle's range. */
export async function fatesOf(station: TestStation, { rangeId }: Pick<Van, 'rangeId'>) {
  const fates = await dinFates(station.db, rangeId);
  if (!fates) throw new Error('no such range');
  return fates;
}

/** The same as runs of `[first number, how many, fate]`. */
export const kinds = async (station: TestStation, it: Pick<Van, 'rangeId'>) =>
  (await fatesOf(station, it)).runs.map(({ firstDin, count, fate }) => [
    ...[Number(firstDin.slice(7)), count, fate.kind],
  ]);

/** Seals the day with so many numbers counted back. */
export function seal(it: Van, dinsReturned: number) {
  const body = it.journal.seal().body;
  it.journal.entries.pop();
  const totals = { ...(body['totals'] as object), dinsReturned };
  return it.journal.appendAny('session.sealed', { ...body, totals });
}

/** Its ranges stand in the opened session, as on a real vehicle. */
export async function vanWithNumbers(station: TestStation): Promise<Van> {
  const it = await createVan(station);
  const opened = it.journal.entries.pop();
  it.journal.appendAny('session.opened', {
    ...opened?.body,
    dinRanges: [{ rangeId: it.rangeId, firstDin: it.din(0), count: 100 }],
  });
  return it;
}
