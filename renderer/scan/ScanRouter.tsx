import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
} from 'react';
import type { CallOutput } from '../../shared/contract/index.ts';
import { useTopic } from '../api/use-topic.ts';
import { useSaying } from '../parts/SaidProvider.tsx';
import { meaningOf, type Scan } from './meaning.ts';
import { notWanted } from './scan-sentence.ts';
import { playSound } from './sound.ts';
import { listenToWedge } from './wedge-listener.ts';

/** True when the scan was wanted (or refused in the screen's own words); false: the router says what it was. */
export type ScanTaker = (scan: Scan) => boolean;

interface Takers {
  readonly put: (taker: ScanTaker) => () => void;
}

const TakersContext = createContext<Takers | null>(null);

/** Every scan of the page comes here, from the serial scanner or the wedge, and goes to the screen on top or to nobody. */
export function ScanRouter({ children }: { readonly children: ReactNode }) {
  const stack = useRef<ScanTaker[]>([]);
  const queries = useQueryClient();
  const { say } = useSaying();
  const takers = useMemo<Takers>(
    () => ({
      put: (taker) => {
        stack.current.push(taker);
        return () => {
          stack.current = stack.current.filter((other) => other !== taker);
        };
      },
    }),
    [],
  );

  const deliver = (scan: Scan): void => {
    const onTop = stack.current.at(-1);
    if (onTop?.(scan) === true) return;
    playSound('refused');
    say(notWanted(scan));
  };

  useTopic('scan.received', deliver);

  const deliverWedge = useEffectEvent((raw: string) => {
    const board = queries.getQueryData<CallOutput<'session.board'>>(['session.board', {}]);
    deliver({ raw, meaning: meaningOf(raw, board?.cards ?? []) });
  });
  useEffect(() => listenToWedge(window, (raw) => deliverWedge(raw)), []);

  return <TakersContext value={takers}>{children}</TakersContext>;
}

/** Registers what the screen on top does with a scan, while it is on the screen. */
export function useScan(taker: ScanTaker): void {
  const takers = useContext(TakersContext);
  const take = useEffectEvent(taker);
  useEffect(() => takers?.put((scan) => take(scan)), [takers]);
}
