import { err, ok } from '../../shared/result.ts';
import type { enrolmentCalls } from '../contract/enrolment.ts';
import { makeEnrolCode } from '../enrolment/code.ts';
import { listLaptops, revokeLaptop } from '../enrolment/laptops.ts';
import { listCodes } from '../enrolment/list-codes.ts';
import { forksOf } from '../intake/forks.ts';
import { forkText } from '../reports/fork-text.ts';
import { sliceOf } from '../reports/read-page.ts';
import { type HandlersOf, personIn } from './handler.ts';

export const enrolmentHandlers: HandlersOf<keyof typeof enrolmentCalls> = {
  'laptop.list': async ({ db }, page) => {
    const { rows, ...rest } = sliceOf(await listLaptops(db), page);
    return ok({
      ...rest,
      rows: rows.map(({ publicKey: _, revoked, ...laptop }) => ({
        ...laptop,
        revoked: revoked && { ...revoked },
      })),
    });
  },
  'laptop.revoke': {
    note: ({ laptop, why }) => [laptop.slice(0, 16), why],
    run: async ({ db }, { laptop, why }, asking) => {
      const by = personIn(asking).user;
      const done = await revokeLaptop(db, laptop, { why, by, nowMs: asking.nowMs });
      return done.ok ? ok({}) : err({ reason: `laptop-${done.error}` as const });
    },
  },
  'enrol-code.list': async ({ db }, page) => {
    const { rows, ...rest } = sliceOf(await listCodes(db), page);
    return ok({ ...rest, rows: rows.map((code) => ({ ...code })) });
  },
  'enrol-code.make': {
    note: ({ vehicle }) => [vehicle],
    run: async ({ db }, { vehicle }, { nowMs }) => {
      const made = await makeEnrolCode(db, vehicle, nowMs);
      return made.ok ? ok({ ...made.value }) : err({ reason: 'vehicle-unknown' });
    },
  },
  'fork.list': async ({ db }, page) => {
    const { rows, ...rest } = sliceOf(await forksOf(db), page);
    return ok({
      ...rest,
      rows: rows.map((fork) => {
        const { title, chinese, english } = forkText(fork);
        const { vehicle, laptop, firstSeenAtMs, lastSeenAtMs, count } = fork;
        return {
          ...{ vehicle, laptop, firstSeenAtMs, lastSeenAtMs, count },
          title: { zh: title[0], en: title[1] },
          meaning: { zh: chinese, en: english },
        };
      }),
    });
  },
};
