import { calculateJwkThumbprint, compactVerify, importJWK } from 'jose';
import { err, ok, type Result } from '../../shared/result.ts';
import {
  type EnrolRefusal,
  enrolProof,
  type EnrolReply,
  type EnrolRequest,
  readEnrolCode,
} from '../../shared/sync/enrolment.ts';
import { paths } from '../../shared/sync/station-api.ts';
import { settingsOf } from '../reference/settings.ts';
import type { StationDb, StationTransaction } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { codeHash } from './code.ts';
import { countMiss, missesOf, missesPerMinuteMax } from './guesses.ts';
import { laptopOf } from './laptops.ts';
import { enrolRefusalOf } from './refusal.ts';

type Enrolled = Result<Pick<EnrolReply, 'laptop' | 'vehicle'>, EnrolRefusal>;

/** Takes a code in exchange for a laptop's place. A repeat by the same key is answered again: the first reply may have been lost. */
export async function enrol(
  db: StationDb,
  request: EnrolRequest,
  nowMs: number,
): Promise<Result<EnrolReply, EnrolRefusal>> {
  const laptop = await calculateJwkThumbprint(request.publicKey, 'sha256');
  const isProven = await holdsKey(request);
  const done = await inTransaction(db, async (trx): Promise<Result<Enrolled, never>> => {
    if ((await missesOf(trx, nowMs)) >= missesPerMinuteMax) {
      return ok(err(enrolRefusalOf('too-many-tries')));
    }
    if (!isProven) return ok(err(enrolRefusalOf('proof-wrong')));
    const enrolled = await exchange(trx, request, laptop, nowMs);
    // A refusal is an answer too, and its count must stay: the transaction is kept.
    if (!enrolled.ok && enrolled.error.error === 'code-unknown') await countMiss(trx, nowMs);
    return ok(enrolled);
  });
  if (!done.ok || !done.value.ok) return done.ok && !done.value.ok ? done.value : neverRefused();
  const { station } = await settingsOf(db);
  return ok({ ...done.value.value, stationName: station.name, stationNowMs: nowMs });
}

function neverRefused(): never {
  throw new Error('the transaction of an enrolment refused');
}

async function exchange(
  trx: StationTransaction,
  { code, vehicle, publicKey, machineName, appVersion }: EnrolRequest,
  laptop: string,
  nowMs: number,
): Promise<Enrolled> {
  const typed = readEnrolCode(code);
  if (!typed.ok) return err(enrolRefusalOf('code-unknown'));
  const hash = codeHash(typed.value);
  const made = await trx
    .selectFrom('enrol_code')
    .selectAll()
    .where('code_hash', '=', hash)
    .forUpdate()
    .executeTakeFirst();
  if (!made) return err(enrolRefusalOf('code-unknown'));
  const known = await laptopOf(trx, laptop);
  if (known?.revoked) return err(enrolRefusalOf('key-revoked', known.vehicle));
  if (made.used_by === laptop) return ok({ laptop, vehicle: vehicleOf(made) });
  if (made.used_by !== null) return err(enrolRefusalOf('code-used'));
  if (nowMs >= made.expires_at_ms) return err(enrolRefusalOf('code-expired'));
  if (made.vehicle !== vehicle) return err(enrolRefusalOf('code-of-other-vehicle', made.vehicle));
  if (known && known.vehicle !== vehicle) {
    return err(enrolRefusalOf('key-enrolled-elsewhere', known.vehicle));
  }
  await trx
    .insertInto('laptop')
    .values({
      ...{ laptop, vehicle, public_key: JSON.stringify(publicKey) },
      ...{ machine_name: machineName, app_version: appVersion },
      ...{ enrolled_at_ms: nowMs, last_seen_at_ms: nowMs },
      ...{ revoked_at_ms: null, revoked_why: null, revoked_by: null },
    })
    .onConflict((conflict) =>
      conflict.column('laptop').doUpdateSet({ machine_name: machineName, app_version: appVersion }),
    )
    .execute();
  await trx
    .updateTable('enrol_code')
    .set({ used_at_ms: nowMs, used_by: laptop })
    .where('code_hash', '=', hash)
    .execute();
  return ok({ laptop, vehicle: vehicleOf(made) });
}

// It was put there as an identifier.
const vehicleOf = (made: { readonly vehicle: string }) => made.vehicle as EnrolReply['vehicle'];

/** Whether who sends the key has its other half: over this code, this path and this vehicle. */
async function holdsKey({ code, vehicle, publicKey, proof }: EnrolRequest): Promise<boolean> {
  const typed = readEnrolCode(code);
  // Wrong anyway; it is refused as an unknown code, and counted.
  if (!typed.ok) return true;
  try {
    const key = await importJWK(publicKey, 'EdDSA');
    const { payload } = await compactVerify(proof, key, { algorithms: ['EdDSA'] });
    const said = enrolProof.parse(JSON.parse(new TextDecoder().decode(payload)));
    const wanted = codeHash(typed.value).toString('hex');
    return said.c === wanted && said.p === paths.enrol && said.v === vehicle;
  } catch {
    // No key, no signature, another text: whichever it is, nothing was proven.
    return false;
  }
}
