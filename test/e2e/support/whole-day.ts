import { join } from 'node:path';
import { startBrowserHost } from '../../../electron/browser/server.ts';
import { fixedOperator } from '../../../electron/core/operator.ts';
import { type PlannedDrive, plannedDrive } from '../../../shared/domain/drive/planned-drive.ts';
import type { IndexedDonor } from '../../../shared/domain/donor/indexed-donor.ts';
import type { VisitId } from '../../../shared/ids.ts';
import { type CardDeskTest, openCardDesk } from '../../support/card-desk-steps.ts';
import {
  answers,
  donate,
  examination,
  identityOf,
  keyOf,
  openDay,
  personAt,
  register,
  scanAll,
  toCollection,
  toPrepared,
  toStarted,
  toStopped,
  typed,
} from '../../support/donor-steps.ts';
import { screen } from '../../support/screening-steps.ts';
import { holdUnit } from '../../support/hold-unit.ts';
import { dinOf, smallStationData } from '../../support/station-data.ts';

const pageFolder = join(import.meta.dirname, '../../../out/renderer');

const forGood = { reason: '6.1.14-infectious', clause: '6.1.14', permanent: true, until: null };
const tattoo = { reason: '6.2.9-tattoo', clause: '6.2.9', permanent: false, until: '2026-09-01' };

const known = (at: number, over: Partial<IndexedDonor>): IndexedDonor => ({
  ...{ donorKey: keyOf(personAt(at)), personKey: null, donationCount: 0, bloodGroup: null },
  ...{ hadReaction: false, history: [], deferrals: [] },
  ...over,
});
const gave = (date: string) => ({ date, type: 'whole-blood' as const, volumeMl: 400 });
const held = (deferral: typeof forGood | typeof tattoo) => ({
  ...deferral,
  bars: 'all' as const,
  endedOn: null,
});

const someUnits = ['市人力资源和社会保障局（含下属事业单位）', '市卫生健康委员会', '市一中'];
const contact = { role: 'liaison', name: '阿卜杜热合曼', phone: '0996-1234567' };

const aDrive = (
  id: string,
  planned: string,
  venue: string,
  units: readonly string[],
  over: Partial<Pick<PlannedDrive, 'withdrawn'>> & { readonly on?: string; vehicle?: string } = {},
) => {
  const { withdrawn = false, on, vehicle = 'vehicle-1' } = over;
  const isOurs = on !== undefined && vehicle === 'vehicle-1';
  return plannedDrive.parse({
    ...{ driveId: id, planned, venue, target: 40, withdrawn },
    ...{ from: '2026-06-15', to: '2026-06-21' },
    units: units.map((name, at) => ({
      ...{ name, target: at === 0 ? 120 : null },
      contacts: isOurs && at < 2 ? [contact] : [],
    })),
    confirmed:
      on === undefined
        ? null
        : { on, vehicle, plate: '新M·采12', team: isOurs ? ['demo', 'zhang'] : [] },
  });
};

/** What the station arranged for the week: ours of today, ours of another day, open ones, another vehicle's, one taken back. */
const drives: readonly PlannedDrive[] = [
  aDrive('plan-0001', '6月第三周(15-21日)', '四马路工商银行门前', someUnits, { on: '2026-06-16' }),
  aDrive('plan-0002', '6月中旬', '尉犁县人民医院门诊楼广场', ['尉犁县卫生健康委员会'], {
    on: '2026-06-19',
  }),
  aDrive('plan-0003', '6月第三周', '库尔勒市政务服务中心', ['市政务服务中心']),
  aDrive('plan-0004', '6月第三周', '博斯腾湖景区游客中心', ['博湖县文化体育广播电视和旅游局'], {
    ...{ on: '2026-06-16', vehicle: 'vehicle-2' },
  }),
  aDrive('plan-0005', '6月第三周', '和静县火车站', ['和静县教育局'], { withdrawn: true }),
];

/** Names as long as they get, so that a screen that bears them bears the others. */
const longData = smallStationData({
  station: {
    name: '新疆维吾尔自治区巴音郭楞蒙古自治州中心血站',
    latinName: 'BAYINGOLIN CENTRAL BLOOD STATION',
    licence: '新卫血采字〔2024〕第 0001 号',
  },
  drives: [...drives],
  dinRanges: [{ rangeId: 'r1', firstDin: dinOf(1), count: 40 }],
});

export interface WholeDay {
  readonly desk: CardDeskTest;
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** The day before it begins: the station's data taken along, a card reader, the page served. */
export async function beforeTheDay(): Promise<WholeDay> {
  const desk = await openCardDesk({
    data: longData,
    donors: [
      known(1, { deferrals: [held(forGood)] }),
      known(2, { donationCount: 2, history: [gave('2026-04-20'), gave('2025-06-01')] }),
      known(3, { deferrals: [held(tattoo)] }),
      known(9, { donationCount: 1, history: [gave('2024-05-05')], bloodGroup: otherGroup(9) }),
    ],
  });
  const host = await startBrowserHost({
    core: desk.test.core,
    ...{ host: '127.0.0.1', port: 0, token: 'whole-day-token', caller: fixedOperator },
    pageFolder,
  });
  return {
    desk,
    url: host.url,
    close: async () => {
      await host.close();
      await desk.close();
    },
  };
}

const otherGroup = (at: number): string => (personAt(at).aboForward === 'A' ? 'B' : 'A');

export type Visits = Readonly<Record<string, VisitId>>;

/** A day in its middle: somebody at every step, and of every verdict one. */
export async function middleOfTheDay({ desk }: WholeDay): Promise<Visits> {
  const it = desk.test;
  await openDay(it);
  const packed = await donate(it, 0);
  // Held after it was packed: it is to be taken out again.
  holdUnit(it.folder, (await donate(it, 18)).donationId);
  const barred = (await it.ok('donor.register', typed(identityOf(personAt(1))))).visitId;
  const early = (await it.ok('donor.register', typed(identityOf(personAt(2))))).visitId;
  const deferred = (await it.ok('donor.register', typed(identityOf(personAt(3))))).visitId;
  const questions = await register(it, personAt(4));
  const examined = await register(it, personAt(5));
  await it.ok('questionnaire.answer', await answers(it, examined, personAt(5)));
  const tested = await register(it, personAt(6));
  await it.ok('questionnaire.answer', await answers(it, tested, personAt(6)));
  await it.ok('examination.record', examination(tested, personAt(6)));
  const high = await register(it, personAt(7));
  await it.ok('questionnaire.answer', await answers(it, high, personAt(7)));
  const exam = examination(high, personAt(7));
  await it.ok('examination.record', {
    ...exam,
    vitals: { ...exam.vitals, systolicMmHg: 152, diastolicMmHg: 96 },
  });
  const { visitId: lasting } = await screen(it, personAt(8), {
    event: { reason: '6.2.9-tattoo', date: '2026-05-01' },
  });
  const { visitId: group } = await screen(it, personAt(9));
  const eligible = await toCollection(it, 10);
  const labelled = await toPrepared(it, 11);
  await it.ok('label.print', { donationId: labelled.donationId, reason: null });
  const ready = await toPrepared(it, 12);
  await it.ok('donation.confirm-identity', { donationId: ready.donationId, how: 'spoken' });
  await scanAll(it, ready);
  const drawing = await toStarted(it, 13);
  it.world.passTime(7 * 60_000);
  const resting = await toStopped(it, 14);
  const toPack = await toStopped(it, 15);
  await it.ok('visit.end', { visitId: toPack.visitId, reason: 'completed' });
  return {
    ...{ packed: packed.visitId, barred, early, deferred, questions, examined, tested, high },
    ...{ lasting, group, eligible, labelled: labelled.visitId, ready: ready.visitId },
    ...{ drawing: drawing.visitId, resting: resting.visitId },
  };
}
