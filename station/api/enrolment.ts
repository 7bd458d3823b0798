import { err, ok } from '../../shared/result.ts';
import type { enrolmentCalls } from '../contract/enrolment.ts';
import { makeEnrolCode } from '../enrolment/code.ts';
import { revokeLaptop } from '../enrolment/laptops.ts';
import { readCodes, readLaptops } from '../reports/laptops.ts';
import { sliceOf } from '../reports/read-page.ts';
import { readToldApart } from '../reports/told-apart.ts';
import { type HandlersOf, personIn } from './handler.ts';

export const enrolmentHandlers: HandlersOf<keyof typeof enrolmentCalls> = {
  'laptop.list': async ({ db }, wanted) => ok(await readLaptops(db, wanted)),
  'laptop.revoke': {
    note: ({ laptop, why }) => [laptop.slice(0, 16), { why }],
    run: async ({ db }, { laptop, why }, asking) => {
      const by = personIn(asking).user;
      const done = await revokeLaptop(db, laptop, { why, by, nowMs: asking.nowMs });
      return done.ok ? ok({}) : err({ reason: `laptop-${done.error}` as const });
    },
  },
  'enrol-code.list': async ({ db }, page) => ok(await readCodes(db, page)),
  'enrol-code.make': {
    note: ({ vehicle }) => [vehicle],
    run: async ({ db }, { vehicle }, { nowMs }) => {
      const made = await makeEnrolCode(db, vehicle, nowMs);
      return made.ok ? ok({ ...made.value }) : err({ reason: 'vehicle-unknown' });
    },
  },
  'told-apart.list': async ({ db }, page, { nowMs }) =>
    ok(sliceOf(await readToldApart(db, nowMs), page)),
};
