import { formatDin } from '../../../shared/codes/isbt128/din.ts';
import type { LooseLabel } from '../../../shared/contract/label.ts';
import { type Refusal, refused } from '../../../shared/contract/refusals.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { unitsInBox } from '../store/reads/donation.ts';
import { sessionById } from '../store/reads/session.ts';
import { visitById } from '../store/reads/visit.ts';
import type { Reader } from '../store/writer.ts';
import type { AllHandlers, Context } from './context.ts';
import { type LabelAsked, labelJob } from './label-drawing.ts';
import { stationFields } from './label-fields.ts';
import type { PrintQueue } from './print-queue.ts';
import { staffOf } from './staff.ts';
import { donationAt } from './steps.ts';
import { today } from './today.ts';

type Asked = Result<{ readonly label: LabelAsked; readonly code: string | null }, Refusal>;

const CODE_BYTES = 3;
const ROLE_WORDS = {
  leader: '队长',
  registrar: '登记',
  examiner: '体检',
  tester: '初筛',
  phlebotomist: '采血',
  courier: '交接',
  administrator: '管理',
} as const;

/** A code that is in no other use and is scanned back to see that printer and scanner understand each other. */
const testCode = (ctx: Context): string =>
  `TEST-${Array.from(ctx.random.bytes(CODE_BYTES), (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()}`;

function testLabel(ctx: Context, db: Reader): Asked {
  // A printer is tested before the station's data came.
  const station = stationFields(db);
  const { date, time } = today(ctx);
  const { language, dpi } = ctx.labels.printer();
  const code = testCode(ctx);
  const fields = {
    ...(station.ok ? station.value : {}),
    ...{ 'test.code': code, 'test.time': `${date} ${time}` },
    ...{ 'printer.language': language.toUpperCase(), 'printer.dpi': String(dpi) },
  };
  return ok({ label: { sort: 'test', fields }, code });
}

function askedLabel(ctx: Context, db: Reader, loose: LooseLabel): Asked {
  if (loose.what === 'test') return testLabel(ctx, db);
  const station = stationFields(db);
  if (!station.ok) return station;
  switch (loose.what) {
    case 'box': {
      const code = loose.box.trim();
      if (!/^[A-Za-z0-9-]{2,32}$/.test(code)) return err(refused('box-code-wrong'));
      const fields = {
        ...station.value,
        ...{ 'box.code': code, 'box.units': String(unitsInBox(db, code)) },
        ...{ 'box.date': today(ctx).date, 'vehicle.name': ctx.vehicle },
        'product.storage': ctx.resources.products.transportStorage.text,
      };
      return ok({ label: { sort: 'box', fields }, code });
    }
    case 'badge': {
      const person = staffOf(db).find(({ operatorId }) => operatorId === loose.operatorId);
      if (!person) return err(refused('staff-unknown'));
      const fields = {
        ...station.value,
        ...{ 'staff.name': person.name, 'staff.code': person.operatorId },
        'staff.roles': person.roles.map((role) => ROLE_WORDS[role]).join(' '),
      };
      return ok({ label: { sort: 'badge', fields }, code: person.operatorId });
    }
    case 'slip': {
      const at = donationAt(db, loose.donationId);
      if (!at.ok) return at;
      const { donation } = at.value;
      const visit = visitById(db, donation.visitId);
      if (!visit || donation.stoppedAtMs === null || donation.volumeMl === null) {
        return err(refused('draw-not-ended'));
      }
      const { startedAtMs, stoppedAtMs } = donation;
      const { spaced, check } = formatDin(donation.din);
      const fields = {
        ...station.value,
        'donor.name': visit.identity.name,
        'donation.date': today({ clock: { nowMs: () => startedAtMs ?? stoppedAtMs } }).date,
        'donation.place': sessionById(db, visit.sessionId)?.drive.venue ?? '',
        ...{ 'volume.ml': String(donation.volumeMl), 'din.spaced': spaced, 'din.check': check },
      };
      return ok({ label: { sort: 'slip', fields }, code: null });
    }
  }
}

/** Prints one label that carries no donation number. `code`: what its barcode says. Refused before anything is printed, or with what is wrong with the printer. */
async function printLooseLabel(
  ctx: Context,
  prints: Pick<PrintQueue, 'printLoose'>,
  loose: LooseLabel,
): Promise<Result<{ code: string | null }, Refusal>> {
  const asked = askedLabel(ctx, ctx.store.reader, loose);
  if (!asked.ok) return asked;
  const payload = labelJob(ctx.labels, [asked.value.label]);
  if (!payload.ok) return payload;
  const printed = await prints.printLoose(payload.value);
  return printed.ok
    ? ok({ code: asked.value.code })
    : err(refused('print-failed', { problem: printed.error }));
}

/** A label that is no donation's, to be scanned back: `code` is what the scanner has to say. */
export const printTestLabel = (ctx: Context, prints: Pick<PrintQueue, 'printLoose'>) =>
  printLooseLabel(ctx, prints, { what: 'test' });

export const labelLooseHandlers = (
  ctx: Context,
  prints: Pick<PrintQueue, 'printLoose'>,
): Pick<AllHandlers, 'label.print-loose'> => ({
  'label.print-loose': (loose) => printLooseLabel(ctx, prints, loose),
});
