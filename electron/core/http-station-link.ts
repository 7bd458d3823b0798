import { createHash } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import { type SignedRequest, signInProblem } from '../../shared/sync/enrolment.ts';
import { paths } from '../../shared/sync/station-api.ts';
import { type Applicant, enrol } from './enrol.ts';
import type { HttpReply, Reach } from './http-reach.ts';
import type { LinkFailure, StationLink } from './sync/station-link.ts';

export interface StationLinkOptions {
  readonly url: string;
  readonly applicant: Applicant;
  /** This start of the program. */
  readonly run: string;
  /** Tried when the station does not know this laptop. */
  readonly enrolCode: string | undefined;
  readonly reach: Reach;
}

const refusalShape = z.object({ error: signInProblem });
const empty = new Uint8Array(0);

/**
 * Speaks to the station over HTTP: bodies compressed with zstd, each request signed over the station's nonce. A request that comes
 * back for want of a fresh nonce, or because the laptop is not enrolled and a code is at hand, is repeated once for each.
 */
export function createHttpStationLink(options: StationLinkOptions): StationLink {
  const { url, applicant, run, reach } = options;
  let { enrolCode } = options;
  let nonce: string | undefined;

  async function ask(
    method: 'GET' | 'POST',
    path: string,
    body: Uint8Array,
  ): Promise<Result<HttpReply, LinkFailure>> {
    const b = createHash('sha256').update(body).digest('hex');
    const said: SignedRequest = { m: method, p: path, n: nonce ?? '', b, r: run };
    const headers: Record<string, string> = {
      authorization: `Bearer ${await applicant.keys.jws(said)}`,
    };
    if (body !== empty) {
      headers['content-type'] = 'application/json';
      headers['content-encoding'] = 'zstd';
    }
    const answer = await reach(new URL(path, url).href, { method, headers, body });
    // A stranger on the way gives none, and takes none away.
    if (answer.ok) nonce = answer.value.nonce ?? nonce;
    return answer;
  }

  async function enrolled(code: string): Promise<Result<null, LinkFailure>> {
    const done = await enrol(url, code, applicant, reach);
    // Refused for good: another try would only count as a guess.
    if (!done.ok && done.error.kind === 'enrol' && done.error.error !== 'too-many-tries') {
      enrolCode = undefined;
    }
    return done.ok ? ok(null) : done;
  }

  async function request(
    method: 'GET' | 'POST',
    path: string,
    body: Uint8Array,
  ): Promise<Result<HttpReply, LinkFailure>> {
    // Over a slow line a body is not sent only to hear that a nonce is missing.
    if (nonce === undefined && body !== empty) {
      const greeted = await reach(new URL(paths.greeting, url).href, {
        method: 'GET',
        headers: {},
        body: empty,
      });
      if (!greeted.ok) return greeted;
      nonce = greeted.value.nonce;
    }
    const repeatedFor = new Set<string>();
    for (;;) {
      const answer = await ask(method, path, body);
      if (!answer.ok || answer.value.status !== 401) return answer;
      const problem = refusalShape.safeParse(answer.value.body).data?.error;
      if (problem === undefined) return err({ kind: 'not-allowed' });
      // Each reason once: two repeats at most.
      if (repeatedFor.has(problem)) return err({ kind: problem });
      repeatedFor.add(problem);
      if (problem === 'nonce') continue;
      if (problem !== 'not-enrolled' || enrolCode === undefined) return err({ kind: problem });
      const done = await enrolled(enrolCode);
      if (!done.ok) return done;
    }
  }

  return {
    get: (path) => request('GET', path, empty),
    post: (path, body) => request('POST', path, zstdCompressSync(body)),
  };
}
