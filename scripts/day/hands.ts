import { randomUUID } from 'node:crypto';
import {
  type CallInput,
  type CallName,
  type CallOutput,
  calls,
} from '../../shared/contract/index.ts';
import type { Reply, Request } from '../../shared/contract/router.ts';
import { isTopic, type Topic, type TopicMessage, topics } from '../../shared/contract/topics.ts';
import type { CardFile } from '../../simulators/card.ts';
import type { Simulators } from '../../simulators/start.ts';

/** How a rehearsal reaches the program: the same two functions the page has. */
export interface Workstation {
  readonly request: (request: Request) => Promise<Reply>;
  readonly subscribe: (listener: (topic: string, message: unknown) => void) => () => void;
}

/** What donor and nurse do with their hands. A device that does not answer in time is tried again, as a person would. */
export interface Hands {
  readonly call: <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>>;
  readonly placeCard: (card: CardFile) => Promise<string>;
  readonly removeCard: () => void;
  readonly scan: (text: string) => Promise<string>;
  readonly measureBloodPressure: (
    vitals: Readonly<{ systolic: number; diastolic: number; pulse: number }>,
  ) => Promise<TopicMessage<'blood-pressure.measured'>>;
  readonly weigh: (grams: number) => Promise<TopicMessage<'scale.weighed'>>;
  /** Barcodes the printer put on labels of a number, in the order they came out. */
  readonly printedLabels: (din: string) => readonly string[];
}

/** A call that was refused although the rehearsal expected it to work. */
export class Refused extends Error {
  readonly reason: string;
  constructor(name: string, failure: Extract<Reply, { ok: false }>['error']) {
    const reason = failure.kind === 'refused' ? failure.reason : failure.kind;
    super(`${name}: ${reason} ${JSON.stringify(failure)}`);
    this.reason = reason;
  }
}

const triesMax = 10;

export interface HandsOptions {
  readonly uuid?: () => string;
  /** How long a person waits before trying the card or the scan again. */
  readonly deviceWaitMs?: number;
}

export function createHands(
  { request, subscribe }: Workstation,
  simulators: Simulators,
  { uuid = randomUUID, deviceWaitMs = 6_000 }: HandsOptions = {},
): Hands {
  /** Does something with a device until the program has noticed. */
  const until = async <T extends Topic>(
    topic: T,
    act: () => void,
    isIt: (message: TopicMessage<T>) => boolean,
  ): Promise<TopicMessage<T>> => {
    for (let tries = 0; tries < triesMax; tries += 1) {
      const noticed = await nextMessage(subscribe, topic, act, isIt, deviceWaitMs);
      if (noticed !== undefined) return noticed;
    }
    throw new Error(`the program did not notice: ${topic}`);
  };

  return {
    call: async <N extends CallName>(name: N, input: CallInput<N>) => {
      const commandId = calls[name].kind === 'command' ? uuid() : undefined;
      const reply = await request({ name, input, commandId });
      if (!reply.ok) throw new Refused(name, reply.error);
      // The router checked it against the call's output schema before answering.
      return reply.value as CallOutput<N>;
    },
    placeCard: async (card) => {
      const { cardReadId } = await until(
        'id-card.read',
        () => {
          simulators.idReader.removeCard();
          simulators.idReader.placeCard(card);
        },
        () => true,
      );
      return cardReadId;
    },
    removeCard: () => simulators.idReader.removeCard(),
    scan: async (text) => {
      const seen = await until(
        'scan.received',
        () => {
          if (simulators.scanner.isConnected()) simulators.scanner.scan(text);
        },
        ({ raw }) => raw === text,
      );
      return seen.raw;
    },
    measureBloodPressure: (vitals) =>
      until(
        'blood-pressure.measured',
        () => simulators.bp.measure(vitals),
        ({ systolicMmHg }) => systolicMmHg === vitals.systolic,
      ),
    weigh: (grams) =>
      until(
        'scale.weighed',
        () => simulators.scale.set(grams),
        (weighed) => weighed.stable && weighed.grams === grams,
      ),
    printedLabels: (din) =>
      simulators.printer
        .labels()
        .flatMap(({ barcodes }) => barcodes)
        .filter((barcode) => barcode.startsWith(`=${din}`)),
  };
}

function nextMessage<T extends Topic>(
  subscribe: Workstation['subscribe'],
  topic: T,
  act: () => void,
  isIt: (message: TopicMessage<T>) => boolean,
  waitMs: number,
): Promise<TopicMessage<T> | undefined> {
  return new Promise((resolve) => {
    const done = (message: TopicMessage<T> | undefined): void => {
      clearTimeout(timer);
      stop();
      resolve(message);
    };
    const timer = setTimeout(() => done(undefined), waitMs);
    const stop = subscribe((name, said) => {
      if (name !== topic || !isTopic(name)) return;
      // The schema of `topic` gives exactly TopicMessage<T>; the compiler cannot see that through the index.
      const message = topics[topic].parse(said) as TopicMessage<T>;
      if (isIt(message)) done(message);
    });
    act();
  });
}
