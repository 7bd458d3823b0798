import { cpSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { DatabaseUnreadable, openConnection } from '../../electron/core/store/connection.ts';
import { createFileKeyStore } from '../../electron/core/keys.ts';
import { readEntries } from '../../electron/core/store/journal.ts';
import { databaseFile, openStore } from '../../electron/core/store/store.ts';
import { verifyStore } from '../../electron/core/store/verify.ts';
import { systemHashing } from '../../electron/core/system.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import { donate, openDay, register, personAt, toPrepared } from '../support/donor-steps.ts';
import { staff } from '../support/station-data.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { loggedWorld, openTestCore, vehicle } from '../support/test-core.ts';

let day = '';
let key = '';
let entries: readonly Entry[] = [];

/** A small sealed day: two donations, one donor who left, one number spoiled. */
beforeAll(async () => {
  const it = openTestCore();
  day = it.folder;
  key = createFileKeyStore(day).databaseKeyHex();
  await openDay(it);
  await donate(it, 0);
  const leaving = await register(it, personAt(1));
  await it.ok('visit.end', { visitId: leaving, reason: 'left' });
  const spoiled = await toPrepared(it, 2);
  const { donationId, visitId } = spoiled;
  await it.ok('donation.spoil', { donationId, reason: 'bag-faulty', witness: staff.zhang });
  await it.ok('visit.end', { visitId, reason: 'left' });
  await donate(it, 3);
  await it.ok('session.seal', { secondOperator: staff.zhang });
  await it.core.close();
  const db = openConnection(join(day, databaseFile), key);
  entries = readEntries(db, it.core.epoch, 1, 500);
  db.close();
  expect(it.world.errors).toEqual([]);
});

const copyOfDay = (): string => {
  const folder = temporaryFolder();
  cpSync(join(day, databaseFile), join(folder, databaseFile));
  return join(folder, databaseFile);
};

const verify = (path: string) => verifyStore(path, key, systemHashing);

/** The day after somebody with the key ran SQL on it, the journal's own guards taken away first. */
function tamperedBy(...statements: readonly string[]): ReturnType<typeof verify> {
  const path = copyOfDay();
  const db = openConnection(path, key);
  db.exec('PRAGMA foreign_keys = OFF');
  for (const name of ['edited', 'deleted', 'replaced']) {
    db.exec(`DROP TRIGGER journal_is_never_${name}`);
  }
  for (const statement of statements) db.exec(statement);
  db.close();
  return verify(path);
}

test('a day as it was left verifies: every entry walked, every replayed row equal', () => {
  const path = copyOfDay();
  expect(verify(path)).toEqual({
    kind: 'equal',
    epochs: 1,
    entries: entries.length,
    rows: {
      ...{ session: 1, visit: 4, donation: 3, donation_label: 9, print_job: 0 },
      ...{ local_deferral: 0, integrity_flag: 0, closed_range: 0 },
    },
  });
  expect(entries.length).toBeGreaterThan(40);
  // Reading changed nothing: it verifies again, and opens.
  expect(verify(path).kind).toBe('equal');
});

test('verifying does not disturb a store that is open', async () => {
  const it = openTestCore();
  await openDay(it);
  await register(it, personAt(0));
  const path = join(it.folder, databaseFile);
  const open = verifyStore(path, createFileKeyStore(it.folder).databaseKeyHex(), systemHashing);
  expect(open).toMatchObject({ kind: 'equal', rows: { visit: 1 } });
  await register(it, personAt(1));
  await it.core.close();
});

describe('one entry changed by hand is named, whichever it is and whatever of it was changed', () => {
  const changes: readonly (readonly [string, string])[] = [
    ['body', `body = replace(body, '"', ' "')`],
    ['time', 'at_ms = at_ms + 1'],
    ['clock offset', 'clock_offset_ms = 1'],
    ['operator', "operator = 'somebody'"],
    ['type', "type = 'visit.ended'"],
    ['subject', "subject = 'x'"],
    ['day', "day = '2026-06-17'"],
    ['version', 'version = 2'],
    ['body hash', "body_hash = substr(body_hash, 2) || 'z'"],
    ['hash', "hash = replace(hash, substr(hash, 1, 1), 'f') || substr('0', 1, 0)"],
    ['previous hash', "prev_hash = '" + '1'.repeat(64) + "'"],
  ];
  test.each(changes)('%s', (what, change) => {
    for (const seq of [1, 7, Math.floor(entries.length / 2), entries.length]) {
      // A body written with other white space is the same body: change what it says instead.
      const set = what === 'body' ? otherBody(seq) : change;
      const verdict = tamperedBy(`UPDATE journal SET ${set} WHERE seq = ${seq}`);
      if (verdict.kind === 'equal' && isUnchanged(what, seq)) continue;
      expect(verdict, `${what} of ${seq}`).toMatchObject({ kind: 'broken-entry', seq });
    }
  });
});

/** One character of one value of the body, so that it stays JSON. */
function otherBody(seq: number): string {
  const body = JSON.stringify(entries[seq - 1]?.body);
  const at = body.search(/(?<=:")[a-z0-9]/);
  const other = body.charAt(at) === '0' ? '1' : '0';
  return `body = '${(body.slice(0, at) + other + body.slice(at + 1)).replaceAll("'", "''")}'`;
}

const isUnchanged = (what: string, seq: number): boolean =>
  what === 'hash' && entries[seq - 1]?.hash.startsWith('f') === true;

test('an entry taken out of the middle is named', () => {
  expect(tamperedBy('DELETE FROM journal WHERE seq = 9')).toMatchObject({
    ...{ kind: 'broken-entry', seq: 9 },
  });
});

test('the last entry cut off is named, also when no other row follows from it', () => {
  const last = entries.length;
  expect(tamperedBy(`DELETE FROM journal WHERE seq = ${last}`)).toMatchObject({
    ...{ kind: 'broken-entry', seq: last },
  });
  const alone = tamperedBy(
    `DELETE FROM journal WHERE seq > 2`,
    ...['donation_label', 'print_job', 'donation', 'visit', 'session'].map(
      (table) => `DELETE FROM ${table}`,
    ),
  );
  expect(alone).toMatchObject({ kind: 'broken-entry', seq: 3, fault: 'missing at the end' });
});

test('entries the station holds and the laptop no longer has are named', () => {
  const verdict = tamperedBy(
    `INSERT INTO held SELECT epoch, ${entries.length + 5}, hash, 1 FROM journal LIMIT 1`,
  );
  expect(verdict).toMatchObject({ kind: 'broken-entry', seq: entries.length + 1 });
});

test('a whole epoch taken out of the list is noticed', () => {
  expect(tamperedBy('DELETE FROM epoch').kind).not.toBe('equal');
});

describe('a row changed by hand is named', () => {
  const idOf = (type: string, member: string, at = 0): string =>
    String(entries.filter((entry) => entry.type === type)[at]?.body[member]);

  test.each([
    ['session', () => [idOf('session.opened', 'sessionId'), 'opened_at_ms = 1']],
    ['visit', () => [idOf('donor.registered', 'visitId', 2), "stage = 'test'"]],
    ['donation', () => [idOf('donation.prepared', 'donationId', 1), "state = 'packed'"]],
    ['donation', () => [idOf('donation.prepared', 'donationId', 2), 'volume_ml = 399']],
  ] as const)('of %s', (table, row) => {
    const [id, set] = row();
    expect(tamperedBy(`UPDATE ${table} SET ${set} WHERE ${table}_id = '${id}'`)).toEqual({
      ...{ kind: 'different-row', table, row: id, what: 'changed' },
    });
  });

  test('of the labels, by donation and label', () => {
    const id = idOf('donation.prepared', 'donationId');
    const where = `donation_id = '${id}' AND flags = '09'`;
    expect(tamperedBy(`UPDATE donation_label SET scanned_raw = NULL WHERE ${where}`)).toEqual({
      ...{ kind: 'different-row', table: 'donation_label', row: `${id} 09`, what: 'changed' },
    });
  });

  test('also when it was taken out or put in', () => {
    const visits = [0, 1, 2, 3].map((at) => idOf('donor.registered', 'visitId', at));
    expect(tamperedBy(`DELETE FROM visit WHERE visit_id = '${visits[1]}'`)).toEqual({
      ...{ kind: 'different-row', table: 'visit', row: visits[1], what: 'missing' },
    });
    const columns = 'session_id, 99, donor_key, identity, organisation, phone, answer, stage';
    const rest =
      'stage_since_ms, registered_at_ms, consented, answers, examination, test, decision, ended_reason';
    const screened =
      'person_key, same_person_as, wanted_volume_ml, overrides, earlier_examinations, blood_pressure_source';
    const put = `INSERT INTO visit SELECT 'new', ${columns}, ${rest}, ${screened} FROM visit LIMIT 1`;
    expect(tamperedBy(put)).toEqual({
      ...{ kind: 'different-row', table: 'visit', row: 'new', what: 'not in the journal' },
    });
  });
});

test('the key of a day destroyed too early is named at the first entry of the day', () => {
  expect(tamperedBy('DELETE FROM day_key')).toMatchObject({ kind: 'broken-entry', seq: 1 });
});

test('a flipped byte anywhere in the encrypted file never passes as data', () => {
  const bytes = readFileSync(join(day, databaseFile));
  const { size } = statSync(join(day, databaseFile));
  const pageBytes = 4096;
  for (let page = 0; page < size / pageBytes; page += 1) {
    const path = copyOfDay();
    const flipped = Buffer.from(bytes);
    const at = page * pageBytes + ((page * 977) % (pageBytes - 64)) + 24;
    flipped.writeUInt8(flipped.readUInt8(at) ^ 0x10, at);
    writeFileSync(path, flipped);
    const seen = verdictOrUnreadable(path);
    // The walk need not use every index of the file; opening reads them all.
    expect(() => openedByApp(path), `page ${page}: ${seen}`).toThrow(DatabaseUnreadable);
  }
});

function verdictOrUnreadable(path: string): string {
  try {
    return verify(path).kind;
  } catch (fault) {
    expect(fault).toBeInstanceOf(DatabaseUnreadable);
    return 'unreadable';
  }
}

const openedByApp = (path: string): void =>
  openStore({
    ...{ dataFolder: dirname(path), keyHex: key, vehicle, appVersion: '0', devicePublicKey: '' },
    ...{ hashing: systemHashing, clockOffsetMs: () => 0, ...loggedWorld() },
  }).close();

test('the walk reads whole pages of entries and finds the one that is no entry any more', () => {
  expect(tamperedBy("UPDATE journal SET body = 'no json' WHERE seq = 11")).toEqual({
    kind: 'broken-entry',
    epoch: entries[0]?.epoch,
    seq: 11,
    fault: 'unreadable',
  });
});
