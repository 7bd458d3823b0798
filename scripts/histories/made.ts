import { sql } from '../../electron/core/store/connection.ts';
import { entryBodies } from '../../shared/journal/types.ts';
import type { Reader } from '../../electron/core/store/writer.ts';

/** An entry that some laptop of the history made. */
export interface Made {
  readonly seq: number;
  readonly hash: string;
  readonly prevHash: string;
  readonly type: string;
  /** Of a prepared donation. */
  readonly donation: {
    readonly donationId: string;
    readonly din: string;
    readonly visitId: string;
  } | null;
  /** The donation whose draw began. */
  readonly started: string | null;
  /** Of a deferral that was placed: whom it bars and why. */
  readonly deferral: PlacedDeferral | null;
}

export interface PlacedDeferral {
  readonly donorKey: string;
  readonly reason: string;
}

export const deferralName = ({ donorKey, reason }: PlacedDeferral): string =>
  `${reason} of ${donorKey}`;

/** Every entry any laptop ever made: what a station holds must be among them, each following the one it was made after. */
export interface MadeEntries {
  /** Reads what is new in a laptop's journal after `rowSeq` rows seen; answers how many it has seen now. */
  readonly note: (db: Reader, seen: number) => number;
  readonly find: (epoch: string, hash: string) => Made | undefined;
  /** The key a donor was registered with, by visit. */
  readonly donorOf: (visitId: string) => string | undefined;
  /** Deferrals anybody ever placed, by name. */
  readonly deferrals: ReadonlySet<string>;
}

export function createMadeEntries(): MadeEntries {
  const entries = new Map<string, Made>();
  const deferrals = new Set<string>();
  const donors = new Map<string, string>();
  const nameOf = (epoch: string, hash: string) => `${epoch} ${hash}`;
  return {
    note: (db, seen) => {
      const rows = db.all(
        sql
          .selectFrom('journal')
          .select(['epoch', 'seq', 'hash', 'prev_hash', 'type', 'body'])
          .orderBy(sql.dynamic.ref('rowid'))
          .limit(1000)
          .offset(seen),
      );
      for (const { epoch, seq, hash, prev_hash: prevHash, type, body } of rows) {
        const donation =
          type === 'donation.prepared' ? (JSON.parse(body) as NonNullable<Made['donation']>) : null;
        const started =
          type === 'donation.started'
            ? (JSON.parse(body) as Record<'donationId', string>).donationId
            : null;
        const deferral = type === 'deferral.placed' ? deferralIn(body) : null;
        if (deferral !== null) deferrals.add(deferralName(deferral));
        if (type === 'donor.registered') {
          const { visitId, donorKey } = JSON.parse(body) as Record<'visitId' | 'donorKey', string>;
          donors.set(visitId, donorKey);
        }
        entries.set(nameOf(epoch, hash), {
          seq,
          hash,
          prevHash,
          type,
          donation,
          started,
          deferral,
        });
      }
      return seen + rows.length;
    },
    find: (epoch, hash) => entries.get(nameOf(epoch, hash)),
    donorOf: (visitId) => donors.get(visitId),
    deferrals,
  };
}

function deferralIn(body: string): PlacedDeferral {
  const { donorKey, deferral } = entryBodies['deferral.placed'].parse(JSON.parse(body));
  return { donorKey, reason: deferral.reason };
}
