import { request as httpRequest, createServer } from 'node:http';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { enrolFolder } from '../support/enrol-folder.ts';
import type { DonorKey } from '../../shared/ids.ts';
import { type IndexedDonor, indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { ok } from '../../shared/result.ts';
import { paths } from '../../shared/sync/station-api.ts';
import { noticesPath } from '../../shared/sync/notices.ts';
import { endDeferral } from '../../station/reference/change-deferral.ts';
import type { TestStation } from '../station/support/station.ts';
import { keyOf, openDay, personAt, register, toCollection } from '../support/donor-steps.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { loggedWorld, openTestCore, type TestCore } from '../support/test-core.ts';
import { startFurnishedStation } from './support/vehicle-at-station.ts';
import { listenHere } from '../../simulators/loopback.ts';

let station: TestStation;
beforeAll(async () => {
  station = await startFurnishedStation();
});
afterAll(() => station.close());

/** A way to the station on which batches of entries do not get through until `open`; answers the paths that were posted to. */
async function slowWay() {
  const posted: string[] = [];
  let isOpen = false;
  const { hostname, port } = new URL(station.url);
  const server = createServer((asked, reply) => {
    const path = asked.url ?? '';
    if (asked.method === 'POST') posted.push(path);
    if (path === paths.entries && !isOpen) {
      asked.resume();
      reply.destroy();
      return;
    }
    const { method, headers } = asked;
    const onward = httpRequest({ hostname, port, path, method, headers }, (answer) => {
      reply.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(reply);
    });
    onward.on('error', () => reply.destroy());
    asked.pipe(onward);
  });
  const ownPort = await listenHere(server);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${ownPort}`,
    posted,
    open: () => {
      isOpen = true;
    },
  };
}

async function indexed(key: DonorKey): Promise<IndexedDonor | undefined> {
  const row = await station.db
    .selectFrom('donor_index')
    .select('donor')
    .where('donor_key', '=', Buffer.from(key, 'hex'))
    .executeTakeFirst();
  return row && indexedDonor.parse(row.donor);
}

const donors = 14;
const reason = '6.2.9-tattoo';

/** A day in the village whose last registered donor is deferred. */
async function longDay(it: TestCore): Promise<DonorKey> {
  await openDay(it);
  for (let at = 0; at < donors; at += 1) await toCollection(it, at);
  const visitId = await register(it, personAt(donors));
  await it.ok('deferral.place', {
    ...{ visitId, reason, clause: '6.2.9', permanent: false, until: '2026-12-16' },
    ...{ note: '', witness: null },
  });
  return keyOf(personAt(donors));
}

test('a deferral at the end of a long backlog reaches the list before the backlog does, and is placed once', async () => {
  const folder = temporaryFolder();
  await enrolFolder(station, folder, 'vehicle-1');
  const way = await slowWay();
  const it = openTestCore({ folder, world: loggedWorld(1), station: way.url });
  onTestFinished(() => it.core.close());
  const key = await longDay(it);
  expect((await it.ok('sync.now', {})).entriesHeld).toBe(0);
  expect(way.posted).toContain(noticesPath);
  expect(await indexed(key)).toMatchObject({ deferrals: [{ reason, endedOn: null }] });
  // Somebody at the station finds that it was a mistake; the entry that comes after must not place it again.
  const named = { donorKey: key, reason, until: '2026-12-16' } as const;
  expect(await endDeferral(station.db, named, '2026-06-17')).toEqual(ok(undefined));
  way.open();
  const { entriesHeld, entriesTotal } = await it.ok('sync.now', {});
  expect(entriesHeld).toBe(entriesTotal);
  expect((await indexed(key))?.deferrals).toMatchObject([{ reason, endedOn: '2026-06-17' }]);
  // Told once, while the program ran.
  expect(way.posted.filter((path) => path === noticesPath)).toHaveLength(1);
});
