import { sql } from './connection.ts';
import { systemOperator } from './system-operator.ts';
import type { Writer } from './writer.ts';

export interface ReceivedStationData {
  readonly version: number;
  readonly sha256: string;
  /** Canonical JSON of the document. */
  readonly body: string;
  readonly donorHashKeyHex: string;
  readonly keyGeneration: number;
  readonly indexVersion: number;
  readonly indexDonors: number;
  readonly receivedAtMs: number;
  /** Unchanged data only grows younger: that is no entry. */
  readonly isNew: boolean;
}

/** Swaps in what the station sent, with the mark that it is complete. */
export function keepStationData(tx: Writer, received: ReceivedStationData): void {
  const row = {
    version: received.version,
    sha256: received.sha256,
    body: received.body,
    donor_hash_key_hex: received.donorHashKeyHex,
    key_generation: received.keyGeneration,
    index_version: received.indexVersion,
    received_at_ms: received.receivedAtMs,
  };
  tx.keep(
    sql
      .insertInto('station_data')
      .values({ one: 1, ...row })
      .onConflict((oc) => oc.column('one').doUpdateSet(row)),
  );
  if (!received.isNew) return;
  tx.append({
    type: 'reference.received',
    operator: systemOperator,
    session: null,
    subject: null,
    body: {
      version: received.version,
      sha256: received.sha256,
      indexVersion: received.indexVersion,
      indexedDonors: received.indexDonors,
      keyGeneration: received.keyGeneration,
    },
  });
}
