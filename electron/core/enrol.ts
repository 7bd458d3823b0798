import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import type { VehicleId } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import {
  enrolRefusal,
  enrolReply,
  type EnrolReply,
  readEnrolCode,
} from '../../shared/sync/enrolment.ts';
import { paths } from '../../shared/sync/station-api.ts';
import type { Reach } from './http-reach.ts';
import type { KeyStore } from './keys.ts';
import type { LinkFailure } from './sync/station-link.ts';

/** Who asks to be enrolled. */
export interface Applicant {
  readonly keys: Pick<KeyStore, 'jws' | 'publicJwk' | 'laptop'>;
  readonly vehicle: VehicleId;
  readonly appVersion: string;
}

/** Exchanges a code for this laptop's place at the station. The same code again by the same laptop is answered again. */
export async function enrol(
  stationUrl: string,
  typed: string,
  { keys, vehicle, appVersion }: Applicant,
  reach: Reach,
): Promise<Result<EnrolReply, LinkFailure>> {
  const code = readEnrolCode(typed);
  if (!code.ok) return err({ kind: 'enrol', error: 'code-unknown', vehicle });
  const c = createHash('sha256').update(code.value, 'utf8').digest('hex');
  const body = JSON.stringify({
    ...{ code: code.value, vehicle, publicKey: keys.publicJwk(), appVersion },
    machineName: hostname().slice(0, 100),
    proof: await keys.jws({ c, p: paths.enrol, v: vehicle }),
  });
  const headers = { 'content-type': 'application/json' };
  const url = new URL(paths.enrol, stationUrl).href;
  const answer = await reach(url, { method: 'POST', headers, body: Buffer.from(body, 'utf8') });
  if (!answer.ok) return answer;
  const refusal = enrolRefusal.safeParse(answer.value.body);
  if (refusal.success) {
    const { error, vehicle: named } = refusal.data;
    return err({ kind: 'enrol', error, vehicle: named ?? vehicle });
  }
  const reply = enrolReply.safeParse(answer.value.body);
  const isOurs =
    answer.value.status === 200 &&
    reply.success &&
    reply.data.laptop === keys.laptop() &&
    reply.data.vehicle === vehicle;
  return isOurs ? ok(reply.data) : err({ kind: 'not-the-station' });
}
