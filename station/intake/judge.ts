import { sql } from 'kysely';
import { parseBareDin } from '../../shared/codes/isbt128/din.ts';
import { type CivilDate, civilDateSchema } from '../../shared/domain/civil-date.ts';
import { type IndexedDonor, indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { isDeferralActive } from '../../shared/domain/screening/assess-deferrals.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import type { Projected } from '../projection/project.ts';
import type { StationTransaction } from '../store/database.ts';
import type { KnownEntry } from './known-entry.ts';
import type { Place, Verdict } from './set-aside.ts';

const personLock = 7_211_004;
const dayMs = 24 * 60 * 60 * 1000;
const chinaOffsetMs = 8 * 60 * 60 * 1000;

/** Days since 1970 in China standard time. */
const dayNumber = (atMs: number): number => Math.floor((atMs + chinaOffsetMs) / dayMs);

type Prepared = Extract<KnownEntry, { type: 'donation.prepared' }>;
type DinUser = Extract<KnownEntry, { type: 'donation.prepared' | 'donation.spoiled' }>;

/** Judges new entries with what the station knows now: the newest deferral list, every number ever used, the ranges issued. */
export async function judge(
  trx: StationTransaction,
  place: Place,
  fresh: readonly Entry[],
  projected: Projected,
): Promise<readonly Verdict[]> {
  const { understood } = projected;
  const understoodSeqs = new Set(understood.map(({ entry }) => entry.seq));
  const prepared = understood.filter((known) => known.type === 'donation.prepared');
  const dinUsers = understood.filter(
    (known) => known.type === 'donation.prepared' || known.type === 'donation.spoiled',
  );
  return [
    ...fresh.flatMap(({ seq }): Verdict[] =>
      understoodSeqs.has(seq) ? [] : [{ seq, reason: 'unknown-entry', donationId: null }],
    ),
    ...understood.flatMap((known): Verdict[] =>
      known.type === 'session.sealed' && !projected.validSeals.has(known.entry.seq)
        ? [{ seq: known.entry.seq, reason: 'seal-not-valid', donationId: null }]
        : [],
    ),
    ...(await seenBefore(trx, place, dinUsers)),
    ...(await outsideRange(trx, place, prepared)),
    ...(await deferred(trx, prepared, projected)),
    ...(await elsewhere(trx, place, understood)),
  ];
}

const donationVerdict = (known: DinUser, reason: Verdict['reason']): Verdict => ({
  seq: known.entry.seq,
  reason,
  donationId: known.body.donationId,
});

/** The same document or person on another vehicle the same day: kept, and a person looks at both (R3). */
async function elsewhere(
  trx: StationTransaction,
  { vehicle }: Place,
  understood: readonly KnownEntry[],
): Promise<Verdict[]> {
  const arrived = understood.filter((known) => known.type === 'donor.registered');
  if (arrived.length === 0) return [];
  const keys = arrived.flatMap(({ body }) => [body.donorKey, body.personKey]);
  const times = arrived.map(({ entry }) => entry.atMs);
  // Two vehicles arriving at once must not both find nobody; locked in one order, so that they never wait for each other.
  for (const key of [...new Set(keys)].toSorted()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${key}, ${personLock}))`.execute(trx);
  }
  const rows = await trx
    .selectFrom('visit')
    .select(['donor_key', 'person_key', 'registered_at_ms'])
    .where('vehicle', '<>', vehicle)
    .where('registered_at_ms', '>', Math.min(...times) - dayMs)
    .where('registered_at_ms', '<', Math.max(...times) + dayMs)
    .where((q) => q.or([q('donor_key', 'in', keys), q('person_key', 'in', keys)]))
    .execute();
  return arrived.flatMap(({ entry, body }) => {
    const same = rows.some(
      (row) =>
        (row.donor_key === body.donorKey || row.person_key === body.personKey) &&
        dayNumber(row.registered_at_ms) === dayNumber(entry.atMs),
    );
    return same ? [{ seq: entry.seq, reason: 'registered-elsewhere', donationId: null }] : [];
  });
}

// First registered wins. The rows are written in one order by everybody, so that two vehicles never wait for each other.
async function seenBefore(
  trx: StationTransaction,
  { vehicle, epoch, nowMs }: Place,
  users: readonly DinUser[],
): Promise<Verdict[]> {
  if (users.length === 0) return [];
  const first = new Map<string, string>();
  for (const { body } of users) if (!first.has(body.din)) first.set(body.din, body.donationId);
  const dins = [...first.keys()].toSorted();
  await trx
    .insertInto('din_use')
    .values(
      dins.map((din) => ({
        din,
        vehicle,
        epoch,
        donation_id: first.get(din) ?? '',
        used_at_ms: nowMs,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const rows = await trx.selectFrom('din_use').selectAll().where('din', 'in', dins).execute();
  const owners = new Map(rows.map((row) => [row.din, row]));
  return users.flatMap((known) => {
    const owner = owners.get(known.body.din);
    // A donation prepared before a laptop was restored and spoiled after it stands in two chains, and is one.
    const isOwn = owner?.vehicle === vehicle && owner.donation_id === known.body.donationId;
    return isOwn ? [] : [donationVerdict(known, 'din-seen-before')];
  });
}

/** A range belongs to the laptop that fetched it: another one of the same vehicle has no business with its numbers. */
async function outsideRange(
  trx: StationTransaction,
  { vehicle, laptop }: Place,
  prepared: readonly Prepared[],
): Promise<Verdict[]> {
  if (prepared.length === 0) return [];
  const ranges = await trx
    .selectFrom('din_range')
    .select(['prefix', 'first_no', 'last_no'])
    .where('vehicle', '=', vehicle)
    .where((q) => q.or([q('laptop', '=', laptop), q('laptop', 'is', null)]))
    .where('prefix', 'in', [...new Set(prepared.map(({ body }) => body.din.slice(0, 7)))])
    .execute();
  return prepared.flatMap((known) => {
    const din = parseBareDin(known.body.din);
    const number = Number(known.body.din.slice(7));
    const isIssued =
      din.ok &&
      ranges.some(
        ({ prefix, first_no, last_no }) =>
          din.value.startsWith(prefix) && number >= first_no && number <= last_no,
      );
    return isIssued ? [] : [donationVerdict(known, 'din-outside-range')];
  });
}

async function deferred(
  trx: StationTransaction,
  prepared: readonly Prepared[],
  { donorKeyOfVisit }: Projected,
): Promise<Verdict[]> {
  const keys = new Set(prepared.flatMap(({ body }) => donorKeyOfVisit(body.visitId) ?? []));
  if (keys.size === 0) return [];
  const rows = await trx
    .selectFrom('donor_index')
    .select(['donor', sql<string>`encode(donor_key, 'hex')`.as('key')])
    .where(
      'donor_key',
      'in',
      [...keys].map((key) => Buffer.from(key, 'hex')),
    )
    .execute();
  const donors = new Map(rows.map(({ key, donor }) => [key, indexedDonor.parse(donor)]));
  return prepared.flatMap((known) => {
    const donor = donors.get(donorKeyOfVisit(known.body.visitId) ?? '');
    const day = civilDateSchema.parse(known.entry.day);
    return donor && isBarred(donor, day) ? [donationVerdict(known, 'donor-deferred')] : [];
  });
}

const isBarred = ({ deferrals }: IndexedDonor, day: CivilDate): boolean =>
  deferrals.some(
    (deferral) =>
      (deferral.bars === 'all' || deferral.bars.includes('whole-blood')) &&
      isDeferralActive(deferral, day),
  );
