import { parseBareDin } from '../../shared/codes/isbt128/din.ts';
import { civilDateSchema } from '../../shared/domain/civil-date.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import { dayMs, dayNumber } from '../judging/china-day.ts';
import { judgeArrived } from '../judging/deferral.ts';
import { judgeIntervals } from '../judging/interval.ts';
import { judgeOperators } from '../judging/operators.ts';
import { usersOf } from '../judging/number-users.ts';
import { keysUnderEveryHash, lockPeople } from '../judging/people.ts';
import { ruleSetsOf } from '../judging/rule-sets.ts';
import { judgeRulesUsed } from '../judging/rules-used.ts';
import { judgingSettingsOf } from '../judging/settings.ts';
import { judgeTimes } from '../judging/times.ts';
import type { LocatedVerdict, Verdict } from '../judging/verdict.ts';
import type { Projected } from '../projection/project.ts';
import { rangeFacts } from '../reference/din-range-changes.ts';
import type { StationTransaction } from '../store/database.ts';
import type { KnownEntry } from './known-entry.ts';
import type { Place } from './set-aside.ts';

type Prepared = Extract<KnownEntry, { type: 'donation.prepared' }>;
type DinUser = Extract<KnownEntry, { type: 'donation.prepared' | 'donation.spoiled' }>;

/**
 * Judges new entries with what the station knows now: every number ever used, the ranges issued, the donors' other donations, its
 * staff, rules and clock. Most verdicts are on the entries themselves; a draw may also tell against a later one of another vehicle.
 */
export async function judge(
  trx: StationTransaction,
  place: Place,
  fresh: readonly Entry[],
  projected: Projected,
): Promise<readonly LocatedVerdict[]> {
  const { understood } = projected;
  // Of one person under two hash keys both batches lock the same one of them.
  const people = await keysUnderEveryHash(trx, peopleIn(projected));
  await lockPeople(
    trx,
    [...people.values()].flatMap((keys) => [...keys]),
  );
  const understoodSeqs = new Set(understood.map(({ entry }) => entry.seq));
  const prepared = understood.filter((known) => known.type === 'donation.prepared');
  const dinUsers = understood.filter(
    (known) => known.type === 'donation.prepared' || known.type === 'donation.spoiled',
  );
  const started = understood.flatMap((known) => {
    if (known.type !== 'donation.started') return [];
    const donation = projected.rows.donations.get(known.body.donationId);
    const donorKey = donation && projected.donorKeyOfVisit(donation.visit_id);
    return donorKey === undefined ? [] : [{ donationId: known.body.donationId, donorKey }];
  });
  const needsRules = understood.some(
    ({ type }) => type === 'session.opened' || type === 'donation.prepared',
  );
  const own: readonly Verdict[] = [
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
    ...(await elsewhere(trx, place, understood)),
    ...(await judgeOperators(trx, understood)),
    ...judgeTimes(understood, projected, await judgingSettingsOf(trx), {
      ...{ epochOpenedAtMs: await epochOpenedAtMs(trx, place), nowMs: place.nowMs },
    }),
    ...(needsRules ? judgeRulesUsed(understood, projected, await ruleSetsOf(trx)) : []),
  ];
  const { vehicle, epoch } = place;
  return [
    ...own.map((verdict) => ({ ...verdict, vehicle, epoch })),
    ...(await judgeIntervals(trx, started, place, () => ruleSetsOf(trx))),
  ];
}

/** The newest deferral list wins: asked after this batch's own deferrals are on it. */
export function judgeDeferred(
  trx: StationTransaction,
  { vehicle, epoch }: Place,
  { understood, donorKeyOfVisit }: Projected,
): Promise<readonly LocatedVerdict[]> {
  const arrived = understood.flatMap((known) => {
    if (known.type !== 'donation.prepared') return [];
    const donorKey = donorKeyOfVisit(known.body.visitId);
    if (donorKey === undefined) return [];
    const day = civilDateSchema.parse(known.entry.day);
    const { donationId } = known.body;
    return [
      { vehicle, preparedIn: epoch, preparedSeq: known.entry.seq, donationId, donorKey, day },
    ];
  });
  return judgeArrived(trx, arrived);
}

/** Everybody a verdict of this batch may depend on. */
const peopleIn = ({ understood, rows, donorKeyOfVisit }: Projected): readonly string[] =>
  understood.flatMap((known): readonly string[] => {
    const { type } = known;
    if (type === 'donor.registered') {
      return [known.body.donorKey, known.body.personKey, ...known.body.samePersonAs];
    }
    if (type === 'deferral.placed' || type === 'deferral.ended') return [known.body.donorKey];
    if (type !== 'donation.prepared' && type !== 'donation.started') return [];
    const visit = rows.donations.get(known.body.donationId)?.visit_id ?? '';
    const key = donorKeyOfVisit(visit);
    return key === undefined ? [] : [key, ...(rows.visits.get(visit)?.same_person_as ?? [])];
  });

/** By the clock of the vehicle; null for a chain that does not begin with its own opening. */
async function epochOpenedAtMs(
  trx: StationTransaction,
  { vehicle, epoch }: Place,
): Promise<number | null> {
  const row = await trx
    .selectFrom('journal')
    .select('at_ms')
    .where('vehicle', '=', vehicle)
    .where('epoch', '=', epoch)
    .where('seq', '=', 1)
    .where('type', '=', 'epoch.opened')
    .executeTakeFirst();
  return row?.at_ms ?? null;
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
  const alike = await keysUnderEveryHash(
    trx,
    arrived.flatMap(({ body }) => [body.donorKey, body.personKey]),
  );
  const keys = [...new Set([...alike.values()].flatMap((each) => [...each]))];
  const times = arrived.map(({ entry }) => entry.atMs);
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
        (alike.get(body.donorKey)?.has(row.donor_key) ||
          alike.get(body.personKey)?.has(row.person_key)) &&
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
  const again = users.filter((known) => {
    const owner = owners.get(known.body.din);
    // A donation prepared before a laptop was restored and spoiled after it stands in two chains, and is one.
    return owner?.vehicle !== vehicle || owner.donation_id !== known.body.donationId;
  });
  const others = await usersOf(trx, new Set(again.map(({ body }) => body.din)), rows);
  return again.map((known) => {
    const other = others.get(known.body.din);
    return { ...donationVerdict(known, 'din-seen-before'), ...(other ? { other } : {}) };
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
  const outside = prepared.filter((known) => {
    const din = parseBareDin(known.body.din);
    const number = Number(known.body.din.slice(7));
    const isIssued =
      din.ok &&
      ranges.some(
        ({ prefix, first_no, last_no }) =>
          din.value.startsWith(prefix) && number >= first_no && number <= last_no,
      );
    return !isIssued;
  });
  const facts = await rangeFacts(
    trx,
    vehicle,
    outside.map(({ body }) => body.din),
  );
  return outside.map((known) => ({
    ...donationVerdict(known, 'din-outside-range'),
    facts: facts.get(known.body.din) ?? {},
  }));
}
