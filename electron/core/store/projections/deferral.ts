import { sql } from '../connection.ts';
import { toJson } from '../json.ts';
import type { Projections } from './index.ts';

export const deferralProjections: Projections<'deferral.placed' | 'deferral.ended'> = {
  'deferral.placed': (db, { atMs }, { donorKey, deferral }) => {
    const row = { deferral: toJson(deferral), ended_on: null, at_ms: atMs };
    db.run(
      sql
        .insertInto('local_deferral')
        .values({
          donor_key: donorKey,
          reason: deferral.reason,
          until_date: deferral.until ?? '',
          ...row,
        })
        .onConflict((oc) => oc.columns(['donor_key', 'reason', 'until_date']).doUpdateSet(row)),
    );
  },
  'deferral.ended': (db, { atMs }, { donorKey, reason, until, endedOn }) =>
    void db.run(
      sql
        .insertInto('local_deferral')
        .values({
          donor_key: donorKey,
          reason,
          until_date: until ?? '',
          deferral: null,
          ended_on: endedOn,
          at_ms: atMs,
        })
        .onConflict((oc) =>
          oc
            .columns(['donor_key', 'reason', 'until_date'])
            .doUpdateSet({ ended_on: endedOn, at_ms: atMs }),
        ),
    ),
};
