import type { EpochId, OperatorId } from '../../../shared/ids.ts';
import type { EntryBody } from '../../../shared/journal/types.ts';
import { currentEpoch } from './append.ts';
import { sql } from './connection.ts';
import { endHalt } from './halt.ts';
import type { Writer } from './writer.ts';

export interface NewEpoch {
  readonly epoch: EpochId;
  readonly operator: OperatorId;
  readonly body: EntryBody<'epoch.opened'>;
  readonly atMs: number;
}

/** From here on entries are of `epoch`. The one it follows keeps what it has, and sends it as a branch. */
export function beginEpoch(tx: Writer, { epoch, operator, body, atMs }: NewEpoch): void {
  const { follows } = body;
  if (follows) {
    const held = tx.first(
      sql.selectFrom('held').select('through_seq').where('epoch', '=', follows.epoch),
    );
    tx.keep(
      sql
        .updateTable('epoch')
        .set({ branch: follows.branch, branch_seq: held?.through_seq ?? 0 })
        .where('epoch', '=', follows.epoch),
    );
  }
  tx.keep(
    sql.insertInto('epoch').values({ epoch, opened_at_ms: atMs, branch: null, branch_seq: null }),
  );
  if (currentEpoch(tx) !== epoch) throw new Error('the new epoch is not the current one');
  tx.append({ type: 'epoch.opened', operator, session: null, subject: null, body });
  endHalt(tx);
}
