import type { MaybeSamePerson } from '../../../shared/contract/donor.ts';
import type { Refusal } from '../../../shared/contract/refusals.ts';
import { refused } from '../../../shared/contract/refusals.ts';
import { donorKeyOf, type KeyedHash } from '../../../shared/domain/donor/donor-key.ts';
import { personKeyOf } from '../../../shared/domain/donor/person-key.ts';
import type { DonorKey, PersonKey } from '../../../shared/ids.ts';
import type { Identity } from '../../../shared/journal/bodies/donor.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { dayOf } from '../store/append.ts';
import { currentKeyOf } from '../store/former-keys.ts';
import { localDeferrals, withLocal } from '../store/reads/deferral.ts';
import { openSession } from '../store/reads/session.ts';
import { takenAlong } from '../store/reads/station-data.ts';
import { drawsOfDonor, visitsOfPerson } from '../store/reads/visit.ts';
import type { Reader } from '../store/writer.ts';
import type { Context } from './context.ts';

export interface DonorKeys {
  readonly donorKey: DonorKey;
  readonly personKey: PersonKey;
}

/** The keys a person is known by outside his or her own entries. Refuses without the station's key, and a number that is none. */
export function keysOf(ctx: Context, db: Reader, identity: Identity): Result<DonorKeys, Refusal> {
  const taken = takenAlong(db);
  if (!taken) return err(refused('no-station-data'));
  const keyedHash: KeyedHash = (text) => ctx.hashing.hmacSha256(taken.donorHashKeyHex, text);
  const donorKey = donorKeyOf(identity.documentType, identity.documentNumber, keyedHash);
  if (!donorKey.ok) return err(refused('id-number-wrong', { problem: donorKey.error }));
  return ok({ donorKey: donorKey.value, personKey: personKeyOf(identity, keyedHash) });
}

/** As many as a person can look through with a donor waiting. */
const proposedMax = 10;
const visitsMax = 50;

/** Records under other documents with the same name, birth date and sex: of the index, and of visits to this vehicle, newest first. */
export function maybeSamePerson(
  ctx: Context,
  db: Reader,
  { donorKey, personKey }: DonorKeys,
): MaybeSamePerson[] {
  const session = openSession(db);
  const visits = visitsOfPerson(db, personKey, visitsMax)
    .map((visit) => ({ ...visit, donorKey: currentKeyOf(db, visit.donorKey) }))
    .filter((visit) => visit.donorKey !== donorKey);
  const indexed = (ctx.donorIndex()?.findPerson(personKey) ?? []).filter(
    (donor) => donor.donorKey !== donorKey,
  );
  const keys = new Set([...visits, ...indexed].map((each) => each.donorKey));
  return [...keys].slice(0, proposedMax).map((key) => {
    const record = indexed.find((each) => each.donorKey === key);
    const visit = visits.find(
      (each) => each.donorKey === key && each.sessionId === session?.sessionId,
    );
    const drawn = drawsOfDonor(db, key).map(({ startedAtMs }) => dayOf(startedAtMs));
    const dates = [...new Set([...(record?.history ?? []).map(({ date }) => date), ...drawn])];
    return {
      donorKey: key,
      visitId: visit?.visitId ?? null,
      ticket: visit?.ticket ?? null,
      donationCount: record?.donationCount ?? 0,
      lastDonationOn: dates.toSorted().at(-1) ?? null,
      deferrals: withLocal(record?.deferrals ?? [], localDeferrals(db, key)),
    };
  });
}
