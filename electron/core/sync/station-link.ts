import type { Result } from '../../../shared/result.ts';
import type { EnrolRefusal, SignInProblem } from '../../../shared/sync/enrolment.ts';

/** Why nothing useful came back. `unreachable` and `cut` are everyday life; the others are said on the sync screen. */
export type LinkFailure =
  /** No connection came about. */
  | { readonly kind: 'unreachable' }
  /** It broke, or took too long, on the way. */
  | { readonly kind: 'cut' }
  /** Not the station's answer: HTML of a captive portal, a redirect, a truncated or oversized reply. */
  | { readonly kind: 'not-the-station' }
  | { readonly kind: 'not-allowed' }
  /** The station knows the request's key and would not let it in, or does not know it. */
  | { readonly kind: SignInProblem }
  /** It was given an enrolment code, and refused it. */
  | { readonly kind: 'enrol'; readonly error: EnrolRefusal['error']; readonly vehicle: string }
  | { readonly kind: 'too-large' };

export interface LinkReply {
  readonly status: number;
  readonly body: unknown;
  /** Bytes that went over the line for the request, headers included. */
  readonly sentBytes: number;
}

/** The way to the station: JSON out (compressed), JSON in (bounded). Never throws; always settles. */
export interface StationLink {
  readonly get: (path: string) => Promise<Result<LinkReply, LinkFailure>>;
  readonly post: (path: string, body: string) => Promise<Result<LinkReply, LinkFailure>>;
}
