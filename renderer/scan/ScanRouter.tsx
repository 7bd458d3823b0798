import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
} from 'react';
import { usualKeyboardScanner } from '../../shared/device-setting.ts';
import { useBridge } from '../api/BridgeProvider.tsx';
import { call } from '../api/client.ts';
import { useCall, valueOf } from '../api/use-call.ts';
import { useTopic } from '../api/use-topic.ts';
import { useSaying } from '../parts/SaidProvider.tsx';
import type { Scan } from './meaning.ts';
import { arrivedChanged, cardNotWanted, notWanted } from './scan-sentence.ts';
import { createScanTurns } from './scan-turns.ts';
import { playSound } from './sound.ts';
import { createTakers, type Takers } from './takers.ts';
import { listenToWedge } from './wedge-listener.ts';
import type { TypedCode } from './wrong-layout.ts';

/** True when the scan was wanted (or refused in the screen's own words); false: the router says what it was. */
export type ScanTaker = (scan: Scan) => boolean;
/** The same for a card read on the reader. */
type CardTaker = () => boolean;

interface Wanting {
  readonly scans: Takers<ScanTaker>;
  readonly cards: Takers<CardTaker>;
}

const WantingContext = createContext<Wanting | null>(null);

/** Every scan of the page comes here, from a serial scanner or the wedge, and goes to the screen on top or to nobody. */
export function ScanRouter({ children }: { readonly children: ReactNode }) {
  const [wanting] = useState<Wanting>(() => ({ scans: createTakers(), cards: createTakers() }));
  const bridge = useBridge();
  const { say } = useSaying();
  const state = valueOf(useCall('app.state', {}));
  const keyboard = valueOf(useCall('device.list', {}))?.keyboard ?? usualKeyboardScanner;

  const unwanted = (scan: Scan): void => {
    playSound('refused');
    say(notWanted(scan));
  };
  useTopic('scan.received', (scan) => {
    if (wanting.scans.onTop()?.(scan) !== true) unwanted(scan);
  });
  useTopic('id-card.read', () => {
    if (wanting.cards.onTop()?.() === true) return;
    // Whoever does not register is told nothing of a card.
    if (state?.operator.roles.includes('registrar') === true) say(cardNotWanted);
  });

  const options = useEffectEvent(() => keyboard);
  const identify = useEffectEvent(async (raw: string): Promise<Scan> => {
    const told = await call(bridge, 'scan.identify', { raw });
    const unknown = { kind: 'garbage', problem: 'not-identified', shown: null } as const;
    return { origin: 'keyboard', raw, meaning: told.ok ? told.value.meaning : unknown };
  });
  const refuse = useEffectEvent(unwanted);
  const refuseChanged = useEffectEvent((code: Extract<TypedCode, { kind: 'changed' }>) => {
    playSound('refused');
    say(arrivedChanged(code));
  });
  useEffect(() => {
    const take = createScanTurns({
      takers: wanting.scans,
      identify: (raw) => identify(raw),
      unwanted: (scan) => refuse(scan),
      onFault: reportError,
    });
    return listenToWedge(
      window,
      () => options(),
      (code) => (code.kind === 'changed' ? refuseChanged(code) : void take(code.text)),
    );
  }, [wanting]);

  return <WantingContext value={wanting}>{children}</WantingContext>;
}

/** Registers what the screen on top does with a scan, while it is on the screen. */
export function useScan(taker: ScanTaker): void {
  const wanting = useContext(WantingContext);
  const take = useEffectEvent(taker);
  useEffect(() => wanting?.scans.put((scan) => take(scan)), [wanting]);
}

/** Registers what the screen on top does with a card read on the reader; without it the card is said to be unwanted. */
export function useCard(taker: CardTaker): void {
  const wanting = useContext(WantingContext);
  const take = useEffectEvent(taker);
  useEffect(() => wanting?.cards.put(() => take()), [wanting]);
}
