import { randomUUID } from 'node:crypto';
import { indexedDonor } from '../../../shared/domain/donor/indexed-donor.ts';
import {
  issueDinRange,
  putDonors,
  putStation,
  putVehicle,
  setDonorHashKey,
} from '../../../station/administer.ts';
import { stationRoles } from '../../../station/contract/roles.ts';
import { makeSignInCode } from '../../../station/people/codes.ts';
import { acceptPassword, addUser } from '../../../station/people/users.ts';
import type { RunningStation } from '../../../station/start.ts';
import type { StationDb } from '../../../station/store/database.ts';
import { enrolledLaptop } from '../../station/support/laptop.ts';
import { createVehicleJournal, send } from '../../station/support/vehicle-journal.ts';

const hourMs = 3_600_000;
const key = (digit: string) => '0'.repeat(63) + digit;

/** A station with something on every page: a sealed day that differs, a number used twice, deferrals, ranges. */
export async function furnishForLook({ db, url }: RunningStation): Promise<void> {
  await putStation(db, { name: '淮北市中心血站', latinName: 'HUAIBEI', licence: '皖-0001' });
  await setDonorHashKey(db, 'ab'.repeat(32));
  await putVehicle(db, { vehicleId: 'van-03', plate: '皖F·采03' });
  await putVehicle(db, { vehicleId: 'van-04', plate: '皖F·采04' });
  const firstDin = 'A999926000001';
  await issueDinRange(db, { vehicleId: 'van-03', firstDin, count: 500 });
  await issueDinRange(db, { vehicleId: 'van-04', firstDin: 'A999926000501', count: 200 });
  await putDonors(
    db,
    ['a', 'b', 'c'].map((digit, at) =>
      indexedDonor.parse({
        ...{ donorKey: key(digit), personKey: null, donationCount: at, bloodGroup: 'A' },
        ...{ hadReaction: false, history: [] },
        deferrals: [
          {
            ...{
              reason: ['6.2.9-tattoo', '6.1.14-infectious', '6.2.1-oral-care'][at],
              clause: null,
            },
            ...{ permanent: at === 1, until: at === 1 ? null : `2027-0${at + 1}-15` },
            ...{ bars: 'all', endedOn: null },
          },
        ],
      }),
    ),
  );
  const journal = createVehicleJournal('van-03', randomUUID(), Date.now() - 2 * hourMs);
  journal.open();
  journal.donate(journal.register(key('1')), firstDin);
  journal.donate(journal.register(key('2')), firstDin);
  journal.seal();
  const { status } = await send(
    await enrolledLaptop({ db, url, now: Date.now }, 'van-03'),
    journal.batch(),
  );
  if (status !== 200) throw new Error(`the station answered ${status}`);
}

/** Adds somebody: their one-time password, or for a viewer a code that signs them in. */
export async function administratorOf(
  db: StationDb,
  user: string,
  role?: 'viewer',
): Promise<string> {
  const roles = role === undefined ? stationRoles : [role];
  const nowMs = Date.now();
  const made = await addUser(db, { user, name: `人员 ${user}`, roles, by: 'test' }, nowMs);
  if (!made.ok) throw new Error(made.error);
  if (role === undefined) return made.value;
  await acceptPassword(db, user);
  return makeSignInCode(db, { user, expiresAtMs: nowMs + hourMs, uses: 1 });
}
