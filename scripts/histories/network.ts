import { err, type Result } from '../../shared/result.ts';
import type { LinkFailure, LinkReply, StationLink } from '../../electron/core/sync/station-link.ts';

export type Answer = Result<LinkReply, LinkFailure>;

/** Who asks, as a signature would show it. */
export interface Asker {
  readonly vehicle: string;
  readonly laptop: string;
  readonly run: string;
}

export interface StationRequest extends Asker {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: string;
  /** By the station's clock: no nonce under which it was asked is younger. */
  readonly askedAtMs: number;
}

/** A request under way: to the station while `reply` is null, then back with it. */
export interface Message {
  readonly request: StationRequest;
  reply: Answer | null;
  /** Verdicts that were there before a batch came again: its reply names them. */
  expected: readonly ExpectedVerdict[];
  readonly settle: (answer: Answer) => void;
}

export interface ExpectedVerdict {
  /** The laptop's own name of the chain. */
  readonly epoch: string;
  readonly seq: number;
  readonly reason: string;
}

export interface SimulatedLine {
  readonly link: StationLink;
  /** What is under way; the sync of one laptop asks one thing at a time. */
  readonly message: () => Message | null;
}

/** The way from one laptop to the station: it carries nothing by itself, the history decides what becomes of each message. */
export function createLine(asker: Asker, stationNowMs: () => number): SimulatedLine {
  let message: Message | null = null;
  const ask = (method: StationRequest['method'], path: string, body: string): Promise<Answer> => {
    if (message !== null) throw new Error('a second request while one is under way');
    return new Promise((resolve) => {
      message = {
        request: { ...asker, method, path, body, askedAtMs: stationNowMs() },
        reply: null,
        expected: [],
        settle: (answer) => {
          message = null;
          resolve(answer);
        },
      };
    });
  };
  return {
    link: {
      get: (path) => ask('GET', path, ''),
      post: (path, body) => ask('POST', path, body),
    },
    message: () => message,
  };
}

export const cut: Answer = err({ kind: 'cut' });
export const unreachable: Answer = err({ kind: 'unreachable' });
export const notTheStation: Answer = err({ kind: 'not-the-station' });
export const tooLarge: Answer = err({ kind: 'too-large' });
