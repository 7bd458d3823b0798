import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadResources } from '../../electron/core/resources.ts';
import { createFileKeyStore } from '../../electron/core/keys.ts';
import { openConnection } from '../../electron/core/store/connection.ts';
import { databaseFile } from '../../electron/core/store/store.ts';
import { replayDecisions } from '../../scripts/verify/replay-decisions.ts';
import { verifyFolder } from '../../scripts/verify/verify-folder.ts';
import { type RuleSet, ruleSetSchema } from '../../shared/domain/screening/schema.ts';
import { openDay, personAt, register } from '../support/donor-steps.ts';
import { besideCore, bodiesIn } from '../support/journal-of.ts';
import { GB } from '../support/screening-facts.ts';
import { screen, sleep } from '../support/screening-steps.ts';
import { bag400, smallStationData } from '../support/station-data.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestCore, takeAlong, type TestCore } from '../support/test-core.ts';

const rules = loadResources(join(import.meta.dirname, '..', '..', 'resources'));

/** From the 17th nobody under 70 kg gives blood: one sees at once which rules decided. */
const heavier: RuleSet = ruleSetSchema.parse({
  ...GB,
  ...{ version: 2, effectiveFrom: '2026-06-17' },
  limits: GB.limits.map((limit) => (limit.field === 'weightKg' ? { ...limit, value: 70 } : limit)),
});
const sent = { data: smallStationData({ version: 2, ruleSets: [heavier] }) };

const decided = (it: TestCore) =>
  bodiesIn(it.folder, 'screening.decided').map(({ decision }) => [
    decision.kind,
    decision.ruleSet.version,
  ]);

async function twoDays(): Promise<TestCore> {
  const it = openTestCore();
  await openDay(it);
  await screen(it, personAt(0));
  await it.core.close();
  // The new set arrives in the middle of the day before it holds.
  takeAlong(it.folder, it.world, sent);
  const next = openTestCore({ folder: it.folder, world: it.world, taken: 'already' });
  await screen(next, personAt(1));
  await sleep(next);
  await openDay(next, { bagLots: [bag400] });
  await screen(next, personAt(2));
  return next;
}

test('a rule set the station sends changes tomorrow’s decisions and none of yesterday’s', async () => {
  const it = await twoDays();
  expect(decided(it)).toEqual([
    ['eligible', 1],
    ['eligible', 1],
    ['deferred', 2],
  ]);
  const hashes = bodiesIn(it.folder, 'screening.decided').map(({ ruleSetSha256 }) => ruleSetSha256);
  expect(hashes[0]).toBe(hashes[1]);
  expect(hashes[2]).not.toBe(hashes[1]);
  const { ruleSet } = await it.ok('screening.forms', {});
  expect(ruleSet).toEqual(heavier);
  const opened = bodiesIn(it.folder, 'session.opened').map((body) => body.ruleSet);
  expect(opened.map(({ sha256 }) => sha256)).toEqual([hashes[0], hashes[2]]);
  await it.core.close();
});

test('every decision of both days comes out alike when it is made again from its entry', async () => {
  const it = await twoDays();
  expect(besideCore(it.folder, (db) => replayDecisions(db, rules))).toEqual({
    ...{ kind: 'same-decisions', decisions: 3, withoutRules: 0 },
  });
  // Without the station's set two are left that can be made again; the third is counted, not passed over.
  const changed = { ...rules, ruleSets: rules.ruleSets.filter(({ id }) => id !== GB.id) };
  expect(besideCore(it.folder, (db) => replayDecisions(db, changed))).toMatchObject({
    ...{ decisions: 1, withoutRules: 2 },
  });
  expect(verifyFolder(it.folder)).toMatchObject({ kind: 'equal', decisions: { decisions: 3 } });
  await it.core.close();
});

test('a decision that its facts do not give is named by its entry', async () => {
  const it = openTestCore();
  await openDay(it);
  await screen(it, personAt(0));
  await it.core.close();
  const folder = temporaryFolder();
  cpSync(it.folder, folder, { recursive: true });
  const db = openConnection(
    join(folder, databaseFile),
    createFileKeyStore(folder).databaseKeyHex(),
  );
  db.exec('DROP TRIGGER journal_is_never_edited');
  db.exec(`UPDATE journal SET body = replace(body, '"weightKg":65', '"weightKg":40')
    WHERE type = 'screening.decided'`);
  const verdict = replayDecisions(db, rules);
  db.close();
  expect(verdict).toMatchObject({
    ...{ kind: 'different-decision', kept: 'eligible', replayed: 'deferred' },
  });
  // The chain names it first.
  expect(verifyFolder(folder).kind).toBe('broken-entry');
});

test('a set without a first day is never in force, one of yesterday replaces nothing that began later', async () => {
  const draft = { ...heavier, effectiveFrom: null };
  const older = { ...heavier, effectiveFrom: '2012-06-01', version: 9 };
  const data = smallStationData({
    ruleSets: [draft, older].map((set) => ruleSetSchema.parse(set)),
  });
  const it = openTestCore({ taken: { data } });
  await openDay(it);
  expect((await screen(it, personAt(0))).decision.kind).toBe('eligible');
  expect((await it.ok('screening.forms', {})).ruleSet).toEqual(GB);
  await register(it, personAt(1));
  await it.core.close();
});
