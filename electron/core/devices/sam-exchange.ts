import {
  type SamCommand,
  type SamReply,
  samCommandFrame,
  samFeed,
  samInitial,
  samUnfinished,
} from '../../../shared/codec/sam-frame.ts';
import type { Cancel, Timers } from '../deps.ts';
import type { Link } from './device.ts';

export type SamAnswer =
  | { readonly kind: 'reply'; readonly reply: SamReply }
  | {
      readonly kind: 'trouble';
      readonly trouble: 'no-reply' | 'half-frame' | 'noise' | 'bad-checksum';
    }
  | { readonly kind: 'line-lost' };

export interface SamExchange {
  /** Sends a command and waits for a reply that `answers` it. One at a time. */
  readonly ask: (
    command: SamCommand,
    answers: (reply: SamReply) => boolean,
    deadlineMs: number,
  ) => Promise<SamAnswer>;
  readonly onBytes: (bytes: Uint8Array) => void;
  readonly onLoss: () => void;
}

// Bytes of one frame follow each other closely even at 9600 baud; a pause this long means that the rest is not coming.
const STALL_MS = 500;

const TROUBLE = { nothing: 'no-reply', noise: 'noise', 'half-frame': 'half-frame' } as const;

/** Question and answer with the card reader over a link. Replies that answer nothing, such as late ones, are passed over. */
export const createSamExchange = (timers: Timers, link: () => Link): SamExchange => {
  let state = samInitial;
  let answers: ((reply: SamReply) => boolean) | null = null;
  let settle: (answer: SamAnswer) => void = () => {};
  let cancelStall: Cancel = () => {};
  const giveUp = (): void => settle({ kind: 'trouble', trouble: TROUBLE[samUnfinished(state)] });

  const ask: SamExchange['ask'] = (command, isAnswer, deadlineMs) =>
    new Promise((resolve) => {
      const cancel = timers.after(deadlineMs, giveUp);
      const settleThis = (answer: SamAnswer): void => {
        if (settle !== settleThis) return;
        cancel();
        cancelStall();
        settle = () => {};
        answers = null;
        resolve(answer);
      };
      state = samInitial;
      answers = isAnswer;
      settle = settleThis;
      void link()
        .write(samCommandFrame(command), deadlineMs)
        .then((written) => {
          if (!written.ok) settleThis({ kind: 'line-lost' });
        });
    });

  const onBytes = (bytes: Uint8Array): void => {
    if (answers === null) return;
    const step = samFeed(state, bytes);
    state = step.state;
    cancelStall();
    if (samUnfinished(state) === 'half-frame') cancelStall = timers.after(STALL_MS, giveUp);
    for (const event of step.events) {
      if (event.kind === 'bad-checksum') settle({ kind: 'trouble', trouble: 'bad-checksum' });
      if (event.kind === 'reply' && answers?.(event)) settle({ kind: 'reply', reply: event });
    }
  };

  return { ask, onBytes, onLoss: () => settle({ kind: 'line-lost' }) };
};
