import { createHash } from 'node:crypto';
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import { type SignedRequest, signInProblem } from '../../shared/sync/enrolment.ts';
import { greeting, paths } from '../../shared/sync/station-api.ts';
import { type Applicant, enrol } from './enrol.ts';
import type { HttpReply, Reach } from './http-reach.ts';
import { packBody, type PackedBody, type WireDictionary } from './pack-body.ts';
import type { LinkFailure, StationLink } from './sync/station-link.ts';

export interface StationLinkOptions {
  readonly url: string;
  readonly applicant: Applicant;
  /** This start of the program. */
  readonly run: string;
  /** Tried when the station does not know this laptop. */
  readonly enrolCode: string | undefined;
  readonly reach: Reach;
  /** Bodies are packed against it where the station has it too. */
  readonly dictionary: WireDictionary | undefined;
}

const refusalShape = z.object({ error: signInProblem });
const empty = new Uint8Array(0);
const unsupported = 415;

/**
 * Speaks to the station over HTTP: bodies compressed with zstd, each request signed over the station's nonce. A request that comes
 * back for want of a fresh nonce, or because the laptop is not enrolled and a code is at hand, is repeated once for each; and once
 * without the dictionary, should the station no longer have it.
 */
export function createHttpStationLink(options: StationLinkOptions): StationLink {
  const { url, applicant, run, reach, dictionary } = options;
  let { enrolCode } = options;
  let nonce: string | undefined;
  /** undefined: the station has not been asked yet. */
  let hasDictionary: boolean | undefined;

  async function ask(
    method: 'GET' | 'POST',
    path: string,
    packed: PackedBody | undefined,
  ): Promise<Result<HttpReply, LinkFailure>> {
    const body = packed?.bytes ?? empty;
    const b = createHash('sha256').update(body).digest('hex');
    const said: SignedRequest = { m: method, p: path, n: nonce ?? '', b, r: run };
    const headers: Record<string, string> = {
      authorization: `Bearer ${await applicant.keys.jws(said)}`,
    };
    if (packed !== undefined) {
      headers['content-type'] = 'application/json';
      headers['content-encoding'] = packed.encoding;
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
    packed?: PackedBody,
  ): Promise<Result<HttpReply, LinkFailure>> {
    const repeatedFor = new Set<string>();
    for (;;) {
      const answer = await ask(method, path, packed);
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

  /** Over a slow line a body is not sent only to hear that a nonce is missing, or a dictionary. */
  async function greet(): Promise<Result<null, LinkFailure>> {
    const ask = { method: 'GET', headers: {}, body: empty } as const;
    const greeted = await reach(new URL(paths.greeting, url).href, ask);
    if (!greeted.ok) return greeted;
    nonce = greeted.value.nonce;
    const said = greeting.safeParse(greeted.value.body);
    // Whoever else answered is asked again.
    if (said.success) hasDictionary = said.data.dictionaries.includes(dictionary?.sha256 ?? '');
    return ok(null);
  }

  async function post(path: string, body: string): Promise<Result<HttpReply, LinkFailure>> {
    if (nonce === undefined || hasDictionary === undefined) {
      const greeted = await greet();
      if (!greeted.ok) return greeted;
    }
    const against = hasDictionary === true ? dictionary : undefined;
    const answer = await request('POST', path, await packBody(body, against));
    if (!answer.ok || answer.value.status !== unsupported || !against) return answer;
    hasDictionary = false;
    return request('POST', path, await packBody(body, undefined));
  }

  return { get: (path) => request('GET', path), post };
}
