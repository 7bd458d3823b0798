import { deferralCalls } from './deferrals.ts';
import type { AnyCall, InputOf, OutputOf, ReadInputOf } from './define.ts';
import { dinRangeCalls } from './din-ranges.ts';
import { enrolmentCalls } from './enrolment.ts';
import { nameCalls } from './names.ts';
import { peopleCalls } from './people.ts';
import { planCalls } from './plans.ts';
import { sessionCalls } from './sessions.ts';
import { setAsideCalls } from './set-asides.ts';
import { unitCalls } from './units.ts';
import { vehicleCalls } from './vehicles.ts';

/** Everything the station's page can ask for or have done: `POST /api/<name>`, JSON both ways. */
export const stationCalls = {
  ...peopleCalls,
  ...nameCalls,
  ...vehicleCalls,
  ...sessionCalls,
  ...setAsideCalls,
  ...deferralCalls,
  ...dinRangeCalls,
  ...planCalls,
  ...unitCalls,
  ...enrolmentCalls,
} as const satisfies Readonly<Record<string, AnyCall>>;

export type StationCalls = typeof stationCalls;
export type StationCallName = keyof StationCalls;
export type CallInput<N extends StationCallName> = InputOf<StationCalls[N]>;
export type CallReadInput<N extends StationCallName> = ReadInputOf<StationCalls[N]>;
export type CallOutput<N extends StationCallName> = OutputOf<StationCalls[N]>;
export type QueryName = {
  [N in StationCallName]: StationCalls[N]['kind'] extends 'query' ? N : never;
}[StationCallName];
export type CommandName = Exclude<StationCallName, QueryName>;
