import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react';
import { createSaid, type Said, type SaidStore, type Saying } from './saying.ts';

const SaidContext = createContext<SaidStore | null>(null);

/** Holds what is being said across the work. */
export function SaidProvider({ children }: { readonly children: ReactNode }) {
  const [store] = useState(createSaid);
  return <SaidContext value={store}>{children}</SaidContext>;
}

function useStore(): SaidStore {
  const store = useContext(SaidContext);
  if (store === null) throw new Error('SaidProvider is missing');
  return store;
}

export function useSaid(): Said | null {
  const { subscribe, said } = useStore();
  return useSyncExternalStore(subscribe, said);
}

export const useSaying = (): Saying => useStore();
