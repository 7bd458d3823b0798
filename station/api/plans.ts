import { err, ok, type Result } from '../../shared/result.ts';
import type { planCalls } from '../contract/plans.ts';
import { readCompletion } from '../plan/completion.ts';
import { confirmDrive, releaseDrive } from '../plan/confirm-drive.ts';
import { importPlan } from '../plan/import-plan.ts';
import { type PlanPreview, previewPlan } from '../plan/preview.ts';
import { readDrives, readPlans } from '../plan/read-plans.ts';
import { type PlanningRefusal, planSentences } from '../plan/refusals.ts';
import { fileSentences } from '../plan/sentences.ts';
import { staffOf } from '../reference/staff-and-lots.ts';
import { completionTable } from '../reports/completion-table.ts';
import { showPreview } from '../reports/plan-preview.ts';
import { sliceOf } from '../reports/read-page.ts';
import { todayInChina, yearInChina } from '../reports/today.ts';
import { type Asking, type CallRefusal, type HandlersOf, personIn } from './handler.ts';

const refuse = (reason: PlanningRefusal): Result<never, CallRefusal> =>
  err({ reason: 'plan-refused', details: { what: reason }, said: planSentences[reason] });

function readFile({
  fileName,
  fileBase64,
}: {
  readonly fileName: string;
  readonly fileBase64: string;
}): Result<PlanPreview, CallRefusal> {
  const read = previewPlan(Buffer.from(fileBase64, 'base64'), fileName);
  if (read.ok) return read;
  return err({
    reason: 'plan-refused',
    details: { what: read.error },
    said: fileSentences[read.error],
  });
}

const authorOf = (asking: Asking) => ({ by: personIn(asking).user, nowMs: asking.nowMs });
const yearOf = (year: number | undefined, { nowMs }: Asking) => year ?? yearInChina(nowMs);

export const planHandlers: HandlersOf<keyof typeof planCalls> = {
  'plan.list': async ({ db }, page) => ok(sliceOf(await readPlans(db), page)),
  'plan.preview': async (_, { show, page, size, ...file }) => {
    const read = readFile(file);
    return read.ok ? ok(showPreview(read.value, show, { page, size })) : read;
  },
  'plan.import': {
    note: ({ name, fileName, sha256 }) => [name, { file: `${fileName} (${sha256.slice(0, 12)})` }],
    run: async ({ db }, { name, year, sha256, ...file }, asking) => {
      const read = readFile(file);
      if (!read.ok) return read;
      if (read.value.sha256 !== sha256) return err({ reason: 'file-changed' });
      const done = await importPlan(db, read.value, {
        ...authorOf(asking),
        name,
        ...(year === undefined ? {} : { year }),
      });
      if (!done.ok) return refuse(done.error);
      const { added, changed, restored, withdrawn, ...counts } = done.value;
      return ok({
        ...counts,
        ...{ added: added.length, changed: changed.length },
        ...{ restored: restored.length, withdrawn: withdrawn.length },
      });
    },
  },
  'drive.list': async ({ db }, { year, ...wanted }, asking) => {
    const today = todayInChina(asking.nowMs);
    return ok(await readDrives(db, { ...wanted, year: yearOf(year, asking), today }));
  },
  'drive.confirm': {
    note: ({ driveId, on, vehicle, team }) => [driveId, { day: on, vehicle, team: team.join(' ') }],
    run: async ({ db }, confirmation, asking) => {
      const done = await confirmDrive(db, confirmation, authorOf(asking));
      return done.ok ? ok({}) : refuse(done.error);
    },
  },
  'drive.release': {
    note: ({ driveId, reason }) => [driveId, { why: reason }],
    run: async ({ db }, release, asking) => {
      const done = await releaseDrive(db, release, authorOf(asking));
      return done.ok ? ok({}) : refuse(done.error);
    },
  },
  'staff.list': async ({ db }) => {
    const staff = await staffOf(db);
    return ok({
      staff: staff.slice(0, 1000).map(({ operatorId, name }) => ({ operatorId, name })),
    });
  },
  'completion.get': async ({ db }, { year, ...wanted }, asking) =>
    ok(completionTable(await readCompletion(db, yearOf(year, asking)), wanted)),
};
