import type { StationDb } from '../../../station/store/database.ts';
import { acceptPassword, addUser } from '../../../station/people/users.ts';
import { beginSession } from '../../../station/people/sessions.ts';
import { type StationRole, stationRoles } from '../../../station/contract/roles.ts';
import {
  type CallInput,
  type CallOutput,
  type StationCallName,
  stationCalls,
} from '../../../station/contract/index.ts';
import { callFailure } from '../../../station/contract/failure.ts';
import { nowMs } from './station.ts';

interface Place {
  readonly url: string;
  readonly db: StationDb;
  /** The station's clock, where the test moves it. */
  readonly now?: () => number;
}

/** One call as a browser with this session's cookie makes it. */
export const post = (
  { url }: Pick<Place, 'url'>,
  name: string,
  input: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  fetch(`${url}/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, ...headers },
    body: JSON.stringify(input),
  });

/** Somebody of these roles, signed in. */
export async function signedIn(
  place: Place,
  user: string,
  roles: readonly StationRole[] = stationRoles,
) {
  const atMs = place.now?.() ?? nowMs;
  const made = await addUser(place.db, { user, name: `人员 ${user}`, roles, by: 'test' }, atMs);
  if (!made.ok && made.error !== 'user-exists') throw new Error(made.error);
  await acceptPassword(place.db, user);
  const token = await beginSession(place.db, user, atMs);
  const cookie = `station-session=${token}`;
  return {
    token,
    cookie,
    /** The output, checked with the contract. */
    ask: async <N extends StationCallName>(
      name: N,
      input: CallInput<N>,
    ): Promise<CallOutput<N>> => {
      const response = await post(place, name, input, { cookie });
      const body: unknown = await response.json();
      if (response.status !== 200) throw new Error(`${response.status} ${JSON.stringify(body)}`);
      // The schema under the same name gives the type.
      return stationCalls[name].output.parse(body) as CallOutput<N>;
    },
    /** Why the station does not do it. */
    refusal: async <N extends StationCallName>(name: N, input: CallInput<N>) => {
      const response = await post(place, name, input, { cookie });
      const { error, reason, details } = callFailure.parse(await response.json());
      return { status: response.status, error, reason, details };
    },
  };
}
