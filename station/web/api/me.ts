import { createContext, use } from 'react';
import { type StationCallName, stationCalls } from '../../contract/index.ts';
import type { Me } from '../../contract/people.ts';

const MeContext = createContext<Me | null>(null);
export const MeProvider = MeContext.Provider;

/** Who is signed in; only inside the frame. */
export function useMe(): Me {
  const me = use(MeContext);
  if (me === null) throw new Error('no one is signed in here');
  return me;
}

/** Whether somebody's roles let them ask for this. The station decides; the page only hides what it would refuse. */
export function mayCall(me: Me, name: StationCallName): boolean {
  const { who } = stationCalls[name];
  return who === 'open' || who.some((role) => me.roles.includes(role));
}

export const useMay = (name: StationCallName): boolean => mayCall(useMe(), name);
