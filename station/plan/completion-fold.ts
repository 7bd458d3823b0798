import type { Completion } from './completion-shape.ts';
import { mondayOf } from './period.ts';
import { unitKey } from './units.ts';
import { plus, type YearDrive, type YearPlan, yearTargets } from './year-targets.ts';

/** What one session drew from the donors of one unit. */
export interface Given {
  readonly vehicle: string;
  readonly plate: string;
  readonly sessionId: string;
  readonly driveId: string;
  readonly venue: string;
  /** The drive's units, as the vehicle had them. */
  readonly organisations: readonly string[];
  /** The day the session opened, in China. */
  readonly day: string;
  /** The donors' own unit, in the vehicle's words. */
  readonly organisation: string | null;
  readonly donations: number;
  readonly volumeMl: number;
}

interface Tally {
  target: number | null;
  donations: number;
  volumeMl: number;
  readonly sessions: Set<string>;
  readonly drives: Set<string>;
}

class Table<Key extends string | null> {
  readonly #rows = new Map<Key, Tally>();

  at(key: Key): Tally {
    const known = this.#rows.get(key);
    if (known) return known;
    const made = {
      target: null,
      donations: 0,
      volumeMl: 0,
      sessions: new Set(''),
      drives: new Set(''),
    };
    this.#rows.set(key, made);
    return made;
  }

  owe(key: Key, target: number | null, driveId?: string): void {
    const row = this.at(key);
    row.target = plus(row.target, target);
    if (driveId !== undefined) row.drives.add(driveId);
  }

  give(key: Key, { donations, volumeMl, sessionId }: Given): void {
    const row = this.at(key);
    row.donations += donations;
    row.volumeMl += volumeMl;
    row.sessions.add(sessionId);
  }

  /** In the order of the keys, what belongs to none last. */
  rows(): [Key, Tally][] {
    return [...this.#rows].toSorted(([a], [b]) =>
      a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1,
    );
  }
}

const measured = ({ target, donations, volumeMl, sessions }: Tally) => ({
  target,
  donations,
  volumeMl,
  sessions: sessions.size,
  percent: target === null || target === 0 ? null : Math.round((donations * 1000) / target) / 10,
});

/** Sets what was given against what was planned, by unit, place, week and vehicle. */
export function foldCompletion(year: number, plan: YearPlan, given: readonly Given[]): Completion {
  const targets = yearTargets(plan);
  const total = new Table<'total'>();
  const places = new Table<string | null>();
  const weeks = new Table<string | null>();
  const vehicles = new Table<string | null>();
  const units = new Table<string | null>();
  const placeNames = new Map<string, string>();
  const unitNames = new Map<string, string>();
  const plates = new Map<string, string>();
  const halves = new Halves();
  const names = [...plan.otherNames, ...plan.units];
  const unitIds = new Map(names.map(({ name_key, unit_id }) => [name_key, unit_id]));
  const placeOf = (venue: string) => {
    const key = unitKey(venue);
    if (!placeNames.has(key)) placeNames.set(key, venue);
    return key;
  };

  for (const drive of plan.drives) {
    const owed = targets.ofDrive.get(drive.driveId) ?? null;
    total.owe('total', owed, drive.driveId);
    places.owe(placeOf(drive.venue), owed, drive.driveId);
    weeks.owe(weekOf(drive), owed, drive.driveId);
    vehicles.owe(drive.vehicle, owed, drive.driveId);
    for (const unitId of drive.unitIds) {
      halves.plan(unitId, drive.confirmedOn ?? drive.from, drive);
      units.at(unitId).drives.add(drive.driveId);
    }
  }
  for (const [unitId, { people }] of targets.ofUnit) units.owe(unitId, people);
  if (targets.shared !== null) units.owe(null, targets.shared);
  if (targets.unplanned !== null) {
    total.owe('total', targets.unplanned);
    for (const table of [places, weeks, vehicles]) table.owe(null, targets.unplanned);
  }

  for (const each of given) {
    const unit = unitOf(each);
    const unitId = unit === null ? null : (unitIds.get(unitKey(unit)) ?? unitKey(unit));
    if (unit !== null && unitId !== null && !unitNames.has(unitId)) unitNames.set(unitId, unit);
    plates.set(each.vehicle, each.plate);
    total.give('total', each);
    units.give(unitId, each);
    places.give(placeOf(each.venue), each);
    weeks.give(mondayOf(each.day), each);
    vehicles.give(each.vehicle, each);
    const visited = each.organisations.map((name) => unitIds.get(unitKey(name)) ?? null);
    for (const id of new Set([...visited, unitId])) {
      if (id !== null) halves.visit(id, each);
    }
  }

  const knownUnits = new Map(plan.units.map((unit) => [unit.unit_id, unit]));
  const sum = total.at('total');
  return {
    year,
    total: {
      drives: plan.drives.length,
      confirmed: plan.drives.filter(({ confirmedOn }) => confirmedOn !== null).length,
      ...measured(sum),
    },
    byUnit: units.rows().map(([key, tally]) => {
      const known = key === null ? undefined : knownUnits.get(key);
      const target = key === null ? undefined : targets.ofUnit.get(key);
      return {
        unitId: known?.unit_id ?? null,
        name: known?.name ?? (key === null ? null : (unitNames.get(key) ?? null)),
        kind: known?.kind ?? null,
        headcount: known?.headcount ?? null,
        population: known?.population ?? null,
        targetFrom: target?.from ?? null,
        rule: target?.rule ?? null,
        ...halves.of(key),
        ...measured(tally),
      };
    }),
    byPlace: places.rows().map(([key, tally]) => ({
      place: key === null ? null : (placeNames.get(key) ?? key),
      drives: tally.drives.size,
      ...measured(tally),
    })),
    byWeek: weeks
      .rows()
      .map(([monday, tally]) => ({ monday, drives: tally.drives.size, ...measured(tally) })),
    byVehicle: vehicles.rows().map(([vehicle, tally]) => ({
      vehicle,
      plate: vehicle === null ? null : (plates.get(vehicle) ?? null),
      drives: tally.drives.size,
      ...measured(tally),
    })),
  };
}

/** The donor's own word; without one, a session for a single unit speaks for its donors. */
function unitOf({ organisation, organisations }: Given): string | null {
  if (organisation !== null && organisation.trim() !== '') return organisation;
  return organisations.length === 1 ? (organisations[0] ?? null) : null;
}

const weekOf = ({ confirmedOn, from, isOpen }: YearDrive): string | null =>
  confirmedOn === null && isOpen ? null : mondayOf(confirmedOn ?? from);

type Pair = [number, number];
const halfOf = (day: string): 0 | 1 => (day.slice(5, 7) <= '06' ? 0 : 1);

/** How often units are planned and visited in each half of the year. */
class Halves {
  readonly #planned = new Map<string, Pair>();
  readonly #visits = new Map<string, readonly [Set<string>, Set<string>]>();

  plan(unitId: string, day: string, { isOpen, confirmedOn }: YearDrive): void {
    const pair = this.#planned.get(unitId) ?? [0, 0];
    // Any time of the year counts for neither half until its day is fixed.
    if (!isOpen || confirmedOn !== null) pair[halfOf(day)] += 1;
    this.#planned.set(unitId, pair);
  }

  visit(unitId: string, { day, sessionId }: Given): void {
    const pair = this.#visits.get(unitId) ?? ([new Set<string>(), new Set<string>()] as const);
    pair[halfOf(day)].add(sessionId);
    this.#visits.set(unitId, pair);
  }

  of(unitId: string | null): { drivesByHalf: Pair; visitsByHalf: Pair } {
    const visits = unitId === null ? undefined : this.#visits.get(unitId);
    return {
      drivesByHalf: (unitId === null ? undefined : this.#planned.get(unitId)) ?? [0, 0],
      visitsByHalf: [visits?.[0].size ?? 0, visits?.[1].size ?? 0],
    };
  }
}
