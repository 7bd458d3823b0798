import { type IdCard, readIdCard } from '../../../shared/codec/id-card-layout.ts';
import type { SamReply } from '../../../shared/codec/sam-frame.ts';
import {
  ADDRESS_BYTES,
  readBaseData,
  readSamId,
  SAM_ID_BYTES,
  SAM_STATUS,
  SELECT_BYTES,
  samStatusName,
} from '../../../shared/codec/sam-id-card.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { IdReaderTrouble } from './id-reader-port.ts';
import type { SamAnswer, SamExchange } from './sam-exchange.ts';

const SHORT_DEADLINE_MS = 1000;
// 1295 bytes take 1.35 s at 9600 baud, after the second that reading the card takes.
const READ_DEADLINE_MS = 4000;
const SAM_ID_DEADLINE_MS = 500;

const { done, cardFound, findFailed, selectFailed, readFailed, noSuchContent } = SAM_STATUS;

export type StepFailure = IdReaderTrouble | { readonly kind: 'line-lost' };
type Step<T> = Promise<Result<T, StepFailure>>;

export interface ReadCard {
  readonly card: Result<IdCard, IdReaderTrouble>;
  readonly text: Uint8Array;
  readonly photo: Uint8Array;
}

/** One question to the reader each, with the answers that may be late from an earlier one told apart. */
export interface SamSteps {
  readonly learnSamId: () => Promise<string | null>;
  readonly find: () => Step<boolean>;
  readonly select: () => Step<void>;
  readonly read: () => Step<ReadCard>;
  /**
   * Whether the card that was read still lies there, by asking for its further address: a selected card answers, most
   * have none. Null: this make does not know the question.
   */
  readonly isThere: () => Step<boolean | null>;
  readonly reset: () => Step<void>;
}

const replyOf = (answer: SamAnswer): Result<SamReply, StepFailure> => {
  if (answer.kind === 'reply') return ok(answer.reply);
  return err(answer.kind === 'line-lost' ? { kind: 'line-lost' } : { kind: answer.trouble });
};

const refusedBy = (reply: SamReply): { readonly ok: false; readonly error: StepFailure } =>
  err({ kind: 'card-refused', status: samStatusName(reply.status) });

const isOfFinding = ({ status }: SamReply): boolean =>
  status === cardFound || status === findFailed;

export const createSamSteps = (exchange: SamExchange): SamSteps => ({
  learnSamId: async () => {
    const answer = await exchange.ask(
      'read-sam-id',
      ({ status, data }) => data.length === SAM_ID_BYTES || status !== done,
      SAM_ID_DEADLINE_MS,
    );
    // A reader that does not tell its number reads cards all the same: no trouble to report.
    return answer.kind === 'reply' ? readSamId(answer.reply) : null;
  },

  find: async () => {
    const reply = replyOf(await exchange.ask('find-card', isOfFinding, SHORT_DEADLINE_MS));
    return reply.ok ? ok(reply.value.status === cardFound) : reply;
  },

  select: async () => {
    const reply = replyOf(
      await exchange.ask(
        'select-card',
        (late) => !isOfFinding(late) && (late.status !== done || late.data.length <= SELECT_BYTES),
        SHORT_DEADLINE_MS,
      ),
    );
    if (!reply.ok) return reply;
    if (reply.value.status === done) return ok(undefined);
    return reply.value.status === selectFailed
      ? err({ kind: 'card-lifted' })
      : refusedBy(reply.value);
  },

  read: async () => {
    const reply = replyOf(
      await exchange.ask(
        'read-base',
        (late) => !isOfFinding(late) && (late.status !== done || late.data.length > SAM_ID_BYTES),
        READ_DEADLINE_MS,
      ),
    );
    if (!reply.ok) return reply;
    if (reply.value.status === readFailed) return err({ kind: 'card-lifted' });
    if (reply.value.status !== done) return refusedBy(reply.value);
    const base = readBaseData(reply.value);
    if (!base.ok) return err({ kind: 'card-unreadable', reason: 'text-length-wrong' });
    const read = readIdCard(base.value.text);
    const card = read.ok ? read : err({ kind: 'card-unreadable', reason: read.error } as const);
    return ok({ ...base.value, card });
  },

  isThere: async () => {
    const reply = replyOf(
      await exchange.ask(
        'read-address',
        (late) =>
          !isOfFinding(late) && (late.status !== done || late.data.length === ADDRESS_BYTES),
        SHORT_DEADLINE_MS,
      ),
    );
    if (!reply.ok) return reply;
    const { status } = reply.value;
    if (status === SAM_STATUS.commandError || status === SAM_STATUS.commandNotRecognised) {
      return ok(null);
    }
    return ok(status === done || status === noSuchContent);
  },

  reset: async () => {
    const reply = replyOf(
      await exchange.ask(
        'reset-sam',
        (late) => !isOfFinding(late) && late.data.length === 0,
        SHORT_DEADLINE_MS,
      ),
    );
    return reply.ok ? ok(undefined) : reply;
  },
});
