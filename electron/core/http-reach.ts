import { err, ok, type Result } from '../../shared/result.ts';
import { nonceHeader } from '../../shared/sync/enrolment.ts';
import type { LinkFailure, LinkReply } from './sync/station-link.ts';

export interface HttpReply extends LinkReply {
  /** The station's, for the next request. */
  readonly nonce: string | undefined;
}

const replyBytesMax = 8 * 1024 * 1024;
const deadlineMs = 30_000;

/** Reads a reply up to the limit; undefined when it is longer, so that a hostile or broken peer cannot fill the memory. */
async function boundedText(response: Response): Promise<string | undefined> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Node's fetch yields bytes; its type for the iterator leaves that out.
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > replyBytesMax) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string | undefined): { readonly json: unknown } | undefined {
  if (text === undefined) return undefined;
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** One request: a bounded reply, no redirects, a deadline. Never throws. */
export async function reach(
  url: string,
  init: RequestInit,
  sentBytes: number,
  ended: AbortSignal,
): Promise<Result<HttpReply, LinkFailure>> {
  try {
    const signal = AbortSignal.any([AbortSignal.timeout(deadlineMs), ended]);
    // A redirect is a captive portal or a wrong address: following it would hand donors' records to a stranger.
    const response = await fetch(url, { ...init, redirect: 'manual', signal });
    if (response.status === 413) return err({ kind: 'too-large' });
    if (response.status === 403) return err({ kind: 'not-allowed' });
    // Its database is away, or the proxy in front of it has lost it: a matter of waiting, whatever the reply looks like.
    if (response.status >= 500) {
      await response.body?.cancel().catch(() => undefined);
      return err({ kind: 'unreachable' });
    }
    const isJson = /^application\/json\b/.test(response.headers.get('content-type') ?? '');
    const read = isJson ? parsed(await boundedText(response)) : undefined;
    if (!read) {
      await response.body?.cancel().catch(() => undefined);
      return err({ kind: response.status === 401 ? 'not-allowed' : 'not-the-station' });
    }
    const nonce = response.headers.get(nonceHeader) ?? undefined;
    return ok({ status: response.status, body: read.json, sentBytes, nonce });
  } catch (fault) {
    return err({ kind: neverConnected(fault) ? 'unreachable' : 'cut' });
  }
}

const withoutConnection = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** fetch hides the system's code in its error's cause. */
function neverConnected(fault: unknown): boolean {
  const cause = fault instanceof Error ? fault.cause : undefined;
  return cause instanceof Error && 'code' in cause && withoutConnection.has(String(cause.code));
}
