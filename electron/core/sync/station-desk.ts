import type { Result } from '../../../shared/result.ts';
import type { EnrolReply } from '../../../shared/sync/enrolment.ts';
import type { LinkFailure, StationLink } from './station-link.ts';

export type AddressProblem = 'wrong' | 'plain' | 'fixed';

export type EnrolFailure =
  | LinkFailure
  | { readonly kind: 'address'; readonly problem: AddressProblem };

/** Which station this laptop speaks to, and the way in. */
export interface StationDesk {
  /** undefined: no station is named yet. */
  readonly link: () => StationLink | undefined;
  readonly url: () => string | null;
  readonly isFixed: boolean;
  /** This laptop's name at the station. */
  readonly laptop: string;
  /** Enrols with a code and keeps the address; from then on `link` is the way to it. */
  readonly enrol: (url: string, code: string) => Promise<Result<EnrolReply, EnrolFailure>>;
}
