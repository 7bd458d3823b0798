import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
} from 'react';
import { usualKeyboardScanner } from '../../shared/device-setting.ts';
import { useBridge } from '../api/BridgeProvider.tsx';
import { call } from '../api/client.ts';
import { useCall, valueOf } from '../api/use-call.ts';
import { useTopic } from '../api/use-topic.ts';
import { useSaying } from '../parts/SaidProvider.tsx';
import type { Scan } from './meaning.ts';
import { arrivedChanged, cardNotWanted, notWanted } from './scan-sentence.ts';
import { playSound } from './sound.ts';
import { listenToWedge } from './wedge-listener.ts';
import type { TypedCode } from './wrong-layout.ts';

/** True when the scan was wanted (or refused in the screen's own words); false: the router says what it was. */
export type ScanTaker = (scan: Scan) => boolean;
/** The same for a card read on the reader. */
type CardTaker = () => boolean;

interface Takers {
  readonly putScan: (taker: ScanTaker) => () => void;
  readonly putCard: (taker: CardTaker) => () => void;
}

const TakersContext = createContext<Takers | null>(null);

/** Adds to a stack; the last one put is on top. Returns how to take it off again. */
const putOn =
  <T,>(stack: { current: T[] }) =>
  (taker: T): (() => void) => {
    stack.current.push(taker);
    return () => {
      stack.current = stack.current.filter((other) => other !== taker);
    };
  };

/** Every scan of the page comes here, from a serial scanner or the wedge, and goes to the screen on top or to nobody. */
export function ScanRouter({ children }: { readonly children: ReactNode }) {
  const scans = useRef<ScanTaker[]>([]);
  const cards = useRef<CardTaker[]>([]);
  const bridge = useBridge();
  const { say } = useSaying();
  const state = valueOf(useCall('app.state', {}));
  const keyboard = valueOf(useCall('device.list', {}))?.keyboard ?? usualKeyboardScanner;
  const takers = useMemo<Takers>(() => ({ putScan: putOn(scans), putCard: putOn(cards) }), []);

  const deliver = (scan: Scan): void => {
    if (scans.current.at(-1)?.(scan) === true) return;
    playSound('refused');
    say(notWanted(scan));
  };
  useTopic('scan.received', deliver);
  useTopic('id-card.read', () => {
    if (cards.current.at(-1)?.() === true) return;
    // The reader stands with the registrar; the other machines of the vehicle hear of its cards too and need not.
    if (state?.operator.roles.includes('registrar') === true) say(cardNotWanted);
  });

  // Two scans in a row are delivered in the order they were made, whichever answer comes first.
  const turn = useRef<Promise<void>>(Promise.resolve());
  const identify = async (raw: string): Promise<void> => {
    const told = await call(bridge, 'scan.identify', { raw });
    const unknown = { kind: 'garbage', problem: 'not-identified' } as const;
    deliver({ raw, meaning: told.ok ? told.value.meaning : unknown });
  };
  const take = useEffectEvent((code: TypedCode) => {
    if (code.kind === 'changed') {
      playSound('refused');
      say(arrivedChanged(code));
    } else turn.current = turn.current.then(() => identify(code.text));
  });
  const options = useEffectEvent(() => keyboard);
  useEffect(
    () =>
      listenToWedge(
        window,
        () => options(),
        (code) => take(code),
      ),
    [],
  );

  return <TakersContext value={takers}>{children}</TakersContext>;
}

/** Registers what the screen on top does with a scan, while it is on the screen. */
export function useScan(taker: ScanTaker): void {
  const takers = useContext(TakersContext);
  const take = useEffectEvent(taker);
  useEffect(() => takers?.putScan((scan) => take(scan)), [takers]);
}

/** Registers what the screen on top does with a card read on the reader; without it the card is said to be unwanted. */
export function useCard(taker: CardTaker): void {
  const takers = useContext(TakersContext);
  const take = useEffectEvent(taker);
  useEffect(() => takers?.putCard(() => take()), [takers]);
}
