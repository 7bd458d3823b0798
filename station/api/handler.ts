import type { Result } from '../../shared/result.ts';
import type { InBoth } from '../contract/in-both.ts';
import type {
  CallOutput,
  CallReadInput,
  CommandName,
  QueryName,
  StationCallName,
} from '../contract/index.ts';
import type { ActFacts } from '../contract/people.ts';
import type { StationRefusal } from '../contract/refusals.ts';
import type { StationDeps } from '../http/app.ts';
import type { Person } from '../people/sessions.ts';

/** Why something was not done, with the values its sentence names. */
export interface CallRefusal {
  readonly reason: StationRefusal;
  readonly details?: Readonly<Record<string, string | number>>;
  readonly said?: InBoth;
}

/** Who asks, and from where. */
export interface Asking {
  readonly person: Person | undefined;
  /** Of the session; undefined when nobody is signed in. */
  readonly token: string | undefined;
  readonly address: string;
  readonly nowMs: number;
  /** Sets or takes away the session of this browser, with the answer. */
  readonly keepSession: (token: string | undefined) => void;
}

/** Who asks, for calls that are not open: the gate has seen them. */
export function personIn({ person }: Asking): Person {
  if (!person) throw new Error('a call that wants a person ran without one');
  return person;
}

type Run<N extends StationCallName> = (
  deps: StationDeps,
  input: CallReadInput<N>,
  asking: Asking,
) => Promise<Result<CallOutput<N>, CallRefusal>>;

/** What goes into `station_act` with a command: what it is done to, and what one wants to know of it. */
interface Noted<N extends StationCallName> {
  readonly note: (input: CallReadInput<N>) => readonly [subject: string, facts?: ActFacts];
  readonly run: Run<N>;
}

export type HandlersOf<Names extends StationCallName> = {
  readonly [N in Names]: N extends QueryName ? Run<N> : N extends CommandName ? Noted<N> : never;
};
