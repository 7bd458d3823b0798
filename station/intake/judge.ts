import { parseBareDin } from '../../shared/codes/isbt128/din.ts';
import { civilDateSchema } from '../../shared/domain/civil-date.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import { dayNumber } from '../judging/china-day.ts';
import { judgeArrived } from '../judging/deferral.ts';
import { judgeIntervals } from '../judging/interval.ts';
import { judgeOperators } from '../judging/operators.ts';
import { usersOf } from '../judging/number-users.ts';
import type { PeopleFacts } from '../judging/people-facts.ts';
import { ruleSetsIn } from '../judging/rule-sets.ts';
import { judgeRulesUsed } from '../judging/rules-used.ts';
import { judgingSettings } from '../judging/settings.ts';
import { judgeTimes } from '../judging/times.ts';
import type { LocatedVerdict, Verdict } from '../judging/verdict.ts';
import type { NumberedEntry, Projected } from '../projection/project.ts';
import { rangeFacts } from '../reference/din-range-changes.ts';
import type { StationTransaction } from '../store/database.ts';
import type { Facts } from './facts.ts';
import { judgeUnknown, preparedAfterUnread } from './judge-unknown.ts';
import type { KnownEntry } from './known-entry.ts';
import type { Place } from './set-aside.ts';

/**
 * Judges new entries with what the station knows now: every number ever used, the ranges issued, the donors' other donations, its
 * staff, rules and clock. Most verdicts are on the entries themselves; a draw may also tell against a later one of another vehicle.
 */
export async function judge(
  trx: StationTransaction,
  place: Place,
  fresh: readonly Entry[],
  projected: Projected,
  facts: Facts,
  epochOpenedAtMs: number | null,
): Promise<readonly LocatedVerdict[]> {
  const { understood } = projected;
  const understoodSeqs = new Set(understood.map(({ entry }) => entry.seq));
  const ruleSets = ruleSetsIn(facts.ruleSets);
  const own: readonly Verdict[] = [
    ...preparedAfterUnread(understood, facts.unread),
    ...understood.flatMap((known): Verdict[] =>
      known.type === 'session.sealed' && !projected.validSeals.has(known.entry.seq)
        ? [{ seq: known.entry.seq, reason: 'seal-not-valid', donationId: null }]
        : [],
    ),
    ...(await seenBefore(trx, place, projected.numbered, facts)),
    ...(await outsideRange(trx, place, understood, facts)),
    ...elsewhere(understood, facts),
    ...judgeOperators(understood, facts.staff),
    ...judgeTimes(understood, projected, judgingSettings.parse(facts.judging ?? {}), {
      ...{ epochOpenedAtMs, nowMs: place.nowMs },
    }),
    ...judgeRulesUsed(understood, projected, ruleSets),
  ];
  const { vehicle, epoch } = place;
  const started = startedIn(projected).map((draw) => ({ ...draw, vehicle }));
  const unknown = fresh.filter(({ seq }) => !understoodSeqs.has(seq));
  return [
    ...(await judgeUnknown(trx, place, unknown, projected.numbered)),
    ...own.map((verdict) => ({ ...verdict, vehicle, epoch })),
    ...(await judgeIntervals(trx, started, facts.people, ruleSets)),
  ];
}

/** The newest deferral list wins: asked after this batch's own deferrals are on it. */
export function judgeDeferred(
  { vehicle, epoch }: Place,
  { understood, donorKeyOfVisit }: Projected,
  people: Pick<PeopleFacts, 'linked' | 'donors'>,
): readonly LocatedVerdict[] {
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
  return judgeArrived(arrived, people);
}

function startedIn({ understood, rows, donorKeyOfVisit }: Projected) {
  return understood.flatMap((known) => {
    if (known.type !== 'donation.started') return [];
    const { donationId } = known.body;
    const donorKey = donorKeyOfVisit(rows.donations.get(donationId)?.visit_id ?? '');
    return donorKey === undefined ? [] : [{ donationId, donorKey }];
  });
}

/** The donors, under the document they showed, whose donations were prepared or begun here. */
export function donorsIn(projected: Projected): readonly string[] {
  const prepared = projected.understood.flatMap((known) =>
    known.type === 'donation.prepared' ? (projected.donorKeyOfVisit(known.body.visitId) ?? []) : [],
  );
  return [...new Set([...prepared, ...startedIn(projected).map(({ donorKey }) => donorKey)])];
}

/** Everybody a verdict of this batch may depend on. */
export const peopleIn = ({ understood, rows, donorKeyOfVisit }: Projected): readonly string[] =>
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

const donationVerdict = (known: NumberedEntry, reason: Verdict['reason']): Verdict => ({
  seq: known.entry.seq,
  reason,
  donationId: known.body.donationId,
});

/** The same document or person on another vehicle the same day: kept, and a person looks at both (R3). */
const elsewhere = (
  understood: readonly KnownEntry[],
  { elsewhere: rows, alike }: Facts,
): Verdict[] =>
  understood.flatMap((known): Verdict[] => {
    if (known.type !== 'donor.registered') return [];
    const { entry, body } = known;
    const same = rows.some(
      (row) =>
        (alike.get(body.donorKey)?.has(row.donor_key) ||
          alike.get(body.personKey)?.has(row.person_key)) &&
        dayNumber(row.registered_at_ms) === dayNumber(entry.atMs),
    );
    return same ? [{ seq: entry.seq, reason: 'registered-elsewhere', donationId: null }] : [];
  });

/** First registered wins. */
async function seenBefore(
  trx: StationTransaction,
  { vehicle }: Place,
  users: readonly NumberedEntry[],
  { noted }: Facts,
): Promise<Verdict[]> {
  const dins = [...new Set(users.map(({ body }) => body.din))];
  const first = new Map(users.toReversed().map(({ body }) => [body.din, body.donationId]));
  const isFirst = ({ body }: NumberedEntry) => first.get(body.din) === body.donationId;
  if (noted.length === dins.length && users.every(isFirst)) return [];
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
  { vehicle }: Place,
  understood: readonly KnownEntry[],
  { ranges }: Facts,
): Promise<Verdict[]> {
  const prepared = understood.filter((known) => known.type === 'donation.prepared');
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
