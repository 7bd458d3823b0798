import { type CardFile, cardPhoto, cardText } from './card.ts';
import type { Endpoint, OnBytes } from './endpoint.ts';
import type { IdReaderSimulator } from './id-reader.ts';

const PROTOCOL = 1;
const BEAT_MS = 2000;
const PENDING_CHARS_MAX = 16_384;
const SAM_ID = '05.03-20160325-0001234567-1234567890';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/**
 * A sidecar as `docs/id-reader-sidecar.md` describes it, with a reader that is always plugged in. It shares nothing with
 * the program that listens to it but that document.
 */
export const createSidecarSimulator = (
  endpoint: () => Endpoint,
): IdReaderSimulator & { readonly onBytes: OnBytes; readonly stop: () => void } => {
  let card: CardFile | null = null;
  let isGreeted = false;
  let pending = '';
  let reads = 0;
  let resets = 0;
  let lifts = 0;
  let jammed = 0;

  const say = (message: object): void => {
    endpoint().send(Buffer.from(`${JSON.stringify(message)}\n`, 'ascii'));
  };

  const give = (): void => {
    if (card === null || !isGreeted) return;
    if (lifts > 0) {
      lifts -= 1;
      card = null;
      return say({ type: 'problem', problem: 'card-lifted', status: null });
    }
    if (jammed !== 0) {
      return say({ type: 'problem', problem: 'card-refused', status: `0x${jammed.toString(16)}` });
    }
    reads += 1;
    say({ type: 'state', state: 'busy' });
    say({ type: 'card', text: hex(cardText(card)), photo: hex(cardPhoto(card)), samId: SAM_ID });
    say({ type: 'state', state: 'ready' });
  };

  const answer = (line: string): void => {
    const message: unknown = JSON.parse(line);
    const type =
      typeof message === 'object' && message !== null && 'type' in message && message.type;
    if (type === 'hello') {
      isGreeted = true;
      const reader = { model: 'simulated', samId: SAM_ID };
      say({ type: 'hello', protocol: PROTOCOL, program: 'simulator 1', reader });
      say({ type: 'state', state: 'ready' });
      give();
    } else if (type === 'reset') {
      resets += 1;
      jammed = 0;
      give();
    }
  };

  const onBytes = (bytes: Uint8Array): void => {
    pending = (pending + Buffer.from(bytes).toString('ascii')).slice(-PENDING_CHARS_MAX);
    const lines = pending.split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') answer(line);
  };

  const timer = setInterval(() => {
    if (!endpoint().isConnected()) isGreeted = false;
    else if (isGreeted) say({ type: 'beat' });
  }, BEAT_MS);
  timer.unref();

  const remove = (): void => {
    if (card === null) return;
    card = null;
    if (isGreeted) say({ type: 'removed' });
  };

  return {
    onBytes,
    stop: () => clearInterval(timer),
    placeCard: (placed) => {
      cardText(placed);
      remove();
      card = placed;
      give();
    },
    removeCard: remove,
    card: () => card,
    reads: () => reads,
    resets: () => resets,
    liftDuringRead: (times = 1) => {
      lifts = times;
    },
    jam: (status) => {
      jammed = status;
    },
    // A vendor's library keeps a reader's habits to itself.
    setHabits: () => {},
    unplug: () => endpoint().unplug(),
    plug: () => endpoint().plug(),
  };
};
