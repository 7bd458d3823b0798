import { useCall } from './use-call.ts';

const everyMs = 5 * 60_000;

export interface Names {
  /** Somebody on a vehicle. */
  readonly operator: (id: string) => string;
  /** Somebody who signs in here. */
  readonly user: (id: string) => string;
  /** A vehicle's plate. */
  readonly plate: (id: string) => string;
  readonly vehicles: readonly { readonly id: string; readonly name: string }[];
}

type Named = readonly { readonly id: string; readonly name: string }[];

/** The names behind the identifiers that records carry; the identifier itself where nobody has it. */
export function useNames(): Names {
  const { value } = useCall('name.list', {}, { everyMs });
  const { operators, users, vehicles } = value ?? { operators: [], users: [], vehicles: [] };
  return {
    operator: (id) => nameIn(operators, id),
    user: (id) => nameIn(users, id),
    plate: (id) => nameIn(vehicles, id),
    vehicles,
  };
}

const nameIn = (list: Named, id: string): string => list.find((each) => each.id === id)?.name ?? id;
