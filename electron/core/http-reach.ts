import {
  Agent as HttpAgent,
  type IncomingMessage,
  type ProxyEnv,
  request as httpRequest,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { err, ok, type Result } from '../../shared/result.ts';
import { nonceHeader } from '../../shared/sync/enrolment.ts';
import { boundedReply } from './bounded-reply.ts';
import type { LinkFailure, LinkReply } from './sync/station-link.ts';

export interface HttpReply extends LinkReply {
  /** The station's, for the next request. */
  readonly nonce: string | undefined;
}

export interface HttpAsk {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  /** Empty: none. */
  readonly body: Uint8Array;
}

/** One request: a bounded reply, no redirects, deadlines. Never throws; always settles. */
export type Reach = (url: string, ask: HttpAsk) => Promise<Result<HttpReply, LinkFailure>>;

/** Nothing moved for this long: the line is gone, though nobody said so. */
const stallMs = 30_000;
/** The system takes a whole body at once, and nothing is seen of it until the reply: 8 kbit/s is the slowest line worth waiting for. */
const stallMsPerByte = 1;
/** A page of the donor index over 64 kbit/s takes its time; a peer that drips does not hold the sync for good. */
const wholeMs = 180_000;

/**
 * Requests over connections that are kept from one to the next: a new one costs a round trip, two with TLS. What is under way breaks
 * off when `ended` says so. Bytes are counted as they lie on the connection, headers included.
 */
export function createReach(ended: AbortSignal, proxyEnv?: ProxyEnv): Reach {
  const kept = { keepAlive: true, maxFreeSockets: 1, proxyEnv };
  const plain = { send: httpRequest, agent: new HttpAgent(kept) };
  const secure = { send: httpsRequest, agent: new HttpsAgent(kept) };
  ended.addEventListener('abort', () => {
    plain.agent.destroy();
    secure.agent.destroy();
  });

  return (url, { method, headers, body }) =>
    new Promise((settle) => {
      const { send, agent } = url.startsWith('https:') ? secure : plain;
      const signal = AbortSignal.any([AbortSignal.timeout(wholeMs), ended]);
      const isReached = { yet: false };
      const sentBytes = { before: 0, now: () => 0 };
      const request = send(url, {
        ...{ method, agent, signal, timeout: stallMs + body.byteLength * stallMsPerByte },
        headers: {
          ...headers,
          'accept-encoding': 'zstd',
          ...(method === 'POST' && { 'content-length': String(body.byteLength) }),
        },
      });
      request.on('socket', (socket) => {
        isReached.yet = !socket.connecting;
        if (socket.connecting) socket.once('connect', () => (isReached.yet = true));
        sentBytes.before = socket.bytesWritten;
        sentBytes.now = () => socket.bytesWritten - sentBytes.before;
      });
      request.on('timeout', () => request.destroy(new Error('nothing moved')));
      request.on('error', () => settle(err({ kind: isReached.yet ? 'cut' : 'unreachable' })));
      request.on('response', (response) => {
        const failure = failureOf(response);
        if (failure === null) return void readReply(response, sentBytes.now).then(settle);
        settle(err({ kind: failure }));
        // What it holds is nobody's business, and may be endless.
        response.on('error', () => undefined).destroy();
      });
      request.end(body);
    });
}

/** null: it looks like the station's answer, and is read. */
function failureOf({ statusCode: status = 0, headers }: IncomingMessage) {
  if (status === 413) return 'too-large';
  if (status === 403) return 'not-allowed';
  // Its database is away, or the proxy in front of it has lost it: a matter of waiting, whatever the reply looks like.
  if (status >= 500) return 'unreachable';
  // A redirect is a captive portal or a wrong address: following it would hand donors' records to a stranger.
  if (/^application\/json\b/.test(headers['content-type'] ?? '')) return null;
  return status === 401 ? 'not-allowed' : 'not-the-station';
}

async function readReply(
  response: IncomingMessage,
  sentBytes: () => number,
): Promise<Result<HttpReply, LinkFailure>> {
  const { statusCode: status = 0, headers } = response;
  const read = await boundedReply(response);
  if (!read.ok) {
    response.destroy();
    if (read.error === 'cut') return err({ kind: 'cut' });
    return err({ kind: status === 401 ? 'not-allowed' : 'not-the-station' });
  }
  const nonce = headers[nonceHeader];
  return ok({
    ...{ status, body: read.value, sentBytes: sentBytes() },
    nonce: typeof nonce === 'string' ? nonce : undefined,
  });
}
