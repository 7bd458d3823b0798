import type { ColumnType, Generated } from 'kysely';
import type { PlannedPeriod } from '../plan/period.ts';
import type { PlanContact, PlanNote, RowReason } from '../plan/read-row.ts';
import type { JsonColumn } from './json-column.ts';

type JsonColumnOrNull<T> = ColumnType<T | null, string | null, string | null>;

export type UnitKind = 'organisation' | 'area';
/** `person`: a person's word, which no import changes. */
type SetBy = 'plan' | 'person';

/** Plans, the units they name, and what they ask of them. Dates are days in China. */
export interface PlanTables {
  plan: {
    plan: string;
    imported_at_ms: number;
    sha256: Buffer;
    year: number;
    file_name: string;
    imported_by: string;
  };
  /** Rows of the newest import that were not understood. */
  plan_rejected: {
    plan: string;
    position: number;
    sheet: string | null;
    line: number;
    reason: RowReason;
    cell: string;
    found: string;
    same_as_line: number | null;
    content: string;
  };
  drive: {
    drive_id: string;
    plan: string;
    /** Among the plan's rows of data, in the newest file that holds it. */
    plan_row: number;
    sheet: string | null;
    line: number;
    planned: string;
    period: JsonColumn<PlannedPeriod>;
    venue: string;
    venue_kind: 'named' | 'own-premises';
    headcount: number | null;
    target: number | null;
    notes: JsonColumn<readonly PlanNote[]>;
    from_date: string;
    to_date: string;
    /** Since when the plan's file no longer holds it. */
    withdrawn_at_ms: number | null;
    /** All five or none. */
    confirmed_on: string | null;
    confirmed_vehicle: string | null;
    confirmed_team: JsonColumnOrNull<readonly string[]>;
    confirmed_by: string | null;
    confirmed_at_ms: number | null;
  };
  drive_unit: {
    drive_id: string;
    position: number;
    /** As this plan writes it. */
    unit: string;
    unit_id: string;
    headcount: number | null;
  };
  unit: {
    unit_id: string;
    name: string;
    name_key: string;
    kind: UnitKind;
    headcount: number | null;
    population: number | null;
    set_by: SetBy;
  };
  /** A person's word that a name stands for another unit. No circles: `mergeUnits` only leads on from names that lead nowhere. */
  unit_alias: { unit_id: string; same_as: string; by_whom: string; at_ms: number };
  /** A person's word that two units are not the same; `unit_id` is the lesser of the two. */
  unit_apart: { unit_id: string; other_id: string; by_whom: string; at_ms: number };
  unit_contact: {
    unit_id: string;
    position: number;
    role: PlanContact['role'];
    name: string;
    phone: string;
    set_by: SetBy;
  };
  /** What units owe where nobody said a number: one rule per kind of unit. */
  target_rule: {
    rule: string;
    unit_kind: UnitKind;
    base: 'headcount' | 'population';
    per_ten_thousand: number;
    rounding: 'up' | 'nearest' | 'down';
    source: string;
    /** Whether the station's own people have confirmed it. */
    confirmed: boolean;
  };
  /** A person's word on a unit's year: a number or a rule. */
  unit_target: { unit_id: string; year: number; people: number | null; rule: string | null };
  /** Who changed what, when and from what. The database refuses to change or delete its rows. */
  plan_change: {
    change_id: Generated<number>;
    at_ms: number;
    by_whom: string;
    kind: string;
    plan: string | null;
    drive_id: string | null;
    unit_id: string | null;
    detail: JsonColumn<unknown>;
  };
}
