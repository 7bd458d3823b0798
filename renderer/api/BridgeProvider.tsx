import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { topics } from '../../shared/contract/topics.ts';
import { isStale } from './areas.ts';
import type { Bridge, Connection } from './bridge.ts';
import { forgetStale } from './forget-stale.ts';

const BridgeContext = createContext<Bridge | null>(null);
const ConnectionContext = createContext<Connection>('up');

/** Answers stay fresh until the core says that they changed, or the connection was away. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      // The vehicle is offline most of the day; the core is next to the page all the same.
      queries: { networkMode: 'always', staleTime: Number.POSITIVE_INFINITY, retry: false },
    },
  });

interface Props {
  readonly bridge: Bridge;
  readonly queries: QueryClient;
  readonly children: ReactNode;
}

export function BridgeProvider({ bridge, queries, children }: Props) {
  const [connection, setConnection] = useState<Connection>('up');

  useEffect(() => {
    const stopChanges = bridge.subscribe('changed', (message) => {
      const changed = topics.changed.safeParse(message);
      if (!changed.success) return;
      void forgetStale(queries, (query) => isStale(query.queryKey[0], changed.data.areas));
    });
    // The reader says `changed` for its own state, which may come before the card is there.
    const askForCard = (): void =>
      void forgetStale(queries, (query) => query.queryKey[0] === 'id-card.current');
    const stopCards = bridge.subscribe('id-card.read', askForCard);
    const stopRemovals = bridge.subscribe('id-card.removed', askForCard);
    const stopConnection = bridge.onConnection((now) => {
      setConnection(now);
      // Whatever was pushed before the connection stood was missed, the first time as well.
      if (now === 'up') void forgetStale(queries);
    });
    return () => {
      stopChanges();
      stopCards();
      stopRemovals();
      stopConnection();
    };
  }, [bridge, queries]);

  return (
    <BridgeContext value={bridge}>
      <ConnectionContext value={connection}>
        <QueryClientProvider client={queries}>{children}</QueryClientProvider>
      </ConnectionContext>
    </BridgeContext>
  );
}

export function useBridge(): Bridge {
  const bridge = useContext(BridgeContext);
  if (bridge === null) throw new Error('BridgeProvider is missing');
  return bridge;
}

export const useConnection = (): Connection => useContext(ConnectionContext);
