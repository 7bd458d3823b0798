import { donorKeyOf, type KeyedHash } from '../../../shared/domain/donor/donor-key.ts';
import { personKeyOf } from '../../../shared/domain/donor/person-key.ts';
import { identity } from '../../../shared/journal/bodies/donor.ts';
import { sql } from './connection.ts';
import { fromJson } from './json.ts';
import type { Reader, Writer } from './writer.ts';

/** Visits read at once. */
const visitsAtOnce = 500;

/**
 * The station's hash key changes: under which new keys the donors who were ever here are known from now on. Entries and rows keep the
 * keys they were written with; the documents of those visits are here, so that no former hash key is needed to find them.
 */
export function keepFormerKeys(tx: Writer, keyedHash: KeyedHash): void {
  tx.keep(sql.deleteFrom('former_key'));
  for (let after = ''; ; ) {
    const visits = tx.all(
      sql
        .selectFrom('visit')
        .select(['visit_id', 'donor_key', 'person_key', 'identity'])
        .where('visit_id', '>', after)
        .orderBy('visit_id')
        .limit(visitsAtOnce),
    );
    for (const visit of visits) {
      const who = fromJson(identity, visit.identity);
      const donorKey = donorKeyOf(who.documentType, who.documentNumber, keyedHash);
      if (donorKey.ok) keepFormer(tx, visit.donor_key, donorKey.value);
      keepFormer(tx, visit.person_key, personKeyOf(who, keyedHash));
    }
    const last = visits.at(-1);
    if (!last || visits.length < visitsAtOnce) return;
    after = last.visit_id;
  }
}

function keepFormer(tx: Writer, former: string, key: string): void {
  if (former === key) return;
  tx.keep(
    sql
      .insertInto('former_key')
      .values({ former_key: former, key })
      .onConflict((oc) => oc.column('former_key').doUpdateSet({ key })),
  );
}

/** The key under the station's hash key of now of who was here under a former one; a key that is none stands for itself. */
export function currentKeyOf<K extends string>(db: Reader, key: K): K {
  const row = db.first(sql.selectFrom('former_key').select('key').where('former_key', '=', key));
  // Donor keys become donor keys, person keys person keys.
  return row ? (row.key as K) : key;
}

/** All keys under which this vehicle's rows may carry the same document, or the same name, birth date and sex: the key of now first. */
export function underEveryKey<K extends string>(db: Reader, key: K): readonly K[] {
  const current = currentKeyOf(db, key);
  const former = db.all(
    sql.selectFrom('former_key').select('former_key').where('key', '=', current),
  );
  return [...new Set([current, ...former.map((row) => row.former_key as K), key])];
}
