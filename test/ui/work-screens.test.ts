import { expect, it } from 'vitest';
import { deferralListItem, deviceItem, syncItem } from '../../renderer/parts/foot-bar-view.ts';
import {
  beginStroke,
  extendStroke,
  isSigned,
  strokesToPath,
} from '../../renderer/parts/signature.ts';
import { maskDocument } from '../../renderer/parts/who-view.ts';
import { differenceView } from '../../renderer/screens/close/view-model.ts';
import {
  freshWeighing,
  likelyLot,
  newestJob,
} from '../../renderer/screens/collection/view-model.ts';
import { missingToOpen, searchDrives } from '../../renderer/screens/open-session/view-model.ts';
import {
  isPhone,
  nothingTyped,
  numberProblem,
  typedIdentity,
  withNumber,
} from '../../renderer/screens/register/view-model.ts';
import type { DeviceView, SyncStatus } from '../../shared/contract/device.ts';
import { printJob } from '../../shared/contract/visit.ts';
import { differenceCodes } from '../../shared/domain/session/reconcile.ts';
import { aDrive } from './support/drives.ts';

it('a typed resident number that checks brings birth date and sex along', () => {
  const typed = withNumber(nothingTyped, '11010519491231002X');
  expect([typed.birthDate, typed.sex]).toEqual(['1949-12-31', 'female']);
  expect(typedIdentity({ ...typed, name: ' 王芳 ' })).toMatchObject({
    name: '王芳',
    documentNumber: '11010519491231002X',
  });
});

it('a wrong check character is said at the field and stops the identity', () => {
  const typed = { ...withNumber(nothingTyped, '110105194912310021'), name: '王芳' };
  expect(numberProblem(typed)).toEqual({ key: 'id-number.check-character-wrong' });
  expect(typedIdentity(typed)).toBeNull();
});

it('a number still being typed is not called wrong', () => {
  expect(numberProblem(withNumber(nothingTyped, '1101051949'))).toBeNull();
});

it('other documents have no such check, but need a name, a birth date and a sex', () => {
  const passport = { ...nothingTyped, documentType: 'other' as const, documentNumber: 'E12345678' };
  expect(numberProblem(passport)).toBeNull();
  expect(typedIdentity(passport)).toBeNull();
  expect(
    typedIdentity({ ...passport, name: 'Ann Lee', sex: 'female', birthDate: '1990-02-01' }),
  ).not.toBeNull();
});

it('phone numbers are looked at, not forced', () => {
  for (const good of ['', '13956100001', '0561-3012345', '+447700900123'])
    expect(isPhone(good)).toBe(true);
  for (const odd of ['1395610000', 'none', '23956100001']) expect(isPhone(odd)).toBe(false);
});

it('a masked document can be compared and not copied', () => {
  expect(maskDocument('340621199203070030')).toBe('3406 **** **** 0030');
  expect(maskDocument('E12345678')).not.toContain('2345');
});

it('a bag lot is meant without asking only when there is no choice', () => {
  const lot = (name: string, nominalVolumeMl: number) => ({
    lot: name,
    product: 'bag',
    anticoagulant: 'CPDA-1',
    nominalVolumeMl,
    expiresOn: '2028-01-01',
  });
  expect(likelyLot([lot('A', 400), lot('B', 200)], 200)).toBe('B');
  expect(likelyLot([lot('A', 400), lot('B', 200)], 400)).toBe('A');
  expect(likelyLot([lot('A', 400), lot('C', 400)], 400)).toBeNull();
  expect(likelyLot([lot('B', 200)], 400)).toBeNull();
});

it('an old weighing says nothing about the bag', () => {
  const weighing = {
    grams: 424,
    stable: true,
    volumeMl: 403,
    device: 's',
    frame: 'ST',
    atMs: 1000,
  };
  expect(freshWeighing(weighing, 11_000)).toBe(weighing);
  expect(freshWeighing(weighing, 11_001)).toBeNull();
});

it('the newest copy decides whether labels may be asked for', () => {
  const job = (copy: number, state: string, prints = 'set') =>
    printJob.parse({
      jobId: `018f0000-0000-7000-8000-00000000000${copy}`,
      prints,
      copy,
      state,
      problem: null,
    });
  const jobs = [job(1, 'failed'), job(2, 'sent'), job(3, 'sent', 'bag-label')];
  expect(newestJob(jobs, 'set')?.copy).toBe(2);
  expect(newestJob(jobs, 'bag-label')?.copy).toBe(3);
  expect(newestJob([], 'set')).toBeNull();
});

const status: SyncStatus = {
  configured: true,
  state: 'idle',
  problem: null,
  entriesTotal: 1900,
  entriesHeld: 1900,
  bytesSent: 0,
  lastContactAtMs: 0,
  setAside: [],
  holds: [],
  settled: [],
};

it('being offline is amber with how long and how much, never an error', () => {
  const item = syncItem({ ...status, state: 'offline', entriesHeld: 54 }, 8_040_000);
  expect(item).toEqual({
    mark: 'am',
    sentence: {
      key: 'foot.sync.offline',
      values: { pending: { count: 1846 }, since: { durationMs: 8_040_000 } },
    },
  });
  expect(syncItem(status, 0).mark).toBe('ok');
  expect(syncItem({ ...status, state: 'refused' }, 0).mark).toBe('bad');
});

it('the deferral list turns amber before it is too old, and red when it is', () => {
  expect(deferralListItem(70, 100).mark).toBe('ok');
  expect(deferralListItem(81, 100).mark).toBe('am');
  expect(deferralListItem(101, 100).mark).toBe('bad');
});

it('a device that is not set up is amber, a lost one red', () => {
  const device: DeviceView = {
    ...{ id: 'scale', role: 'scale', url: null, setting: null, from: null },
    ...{ state: 'absent', reason: null, machine: null, heardBy: null },
  };
  expect(deviceItem(device).mark).toBe('am');
  expect(deviceItem({ ...device, url: 'tcp://x:1', state: 'lost' }).mark).toBe('bad');
  expect(deviceItem({ ...device, url: 'tcp://x:1', state: 'busy' }).mark).toBe('ok');
});

it('every difference has its own two sentences', () => {
  for (const code of differenceCodes) {
    const view = differenceView({ code, details: { din: 'G123426654317' } });
    expect([view.what.key, view.settle.key]).toEqual([`difference.${code}`, `settle.${code}`]);
    expect(view.what.values?.['din']).toBe('G1234 26 654317');
  }
  expect(differenceView({ code: 'new', details: {} }).what.key).toBe('difference.other');
});

it('drives are found by any words of plan, venue and organisation', () => {
  const drive = aDrive({ planned: '3月第三周(17-23日)', units: ['中国银行淮北分行'] });
  expect(searchDrives([drive], '3月 工商')).toHaveLength(1);
  expect(searchDrives([drive], '中国银行')).toHaveLength(1);
  expect(searchDrives([drive], '4月')).toHaveLength(0);
});

it('opening names the one thing that is missing', () => {
  expect(missingToOpen(null, [], false)?.key).toBe('open.missing.drive');
  expect(missingToOpen('d', [], false)?.key).toBe('open.missing.lot');
  expect(missingToOpen('d', ['l'], false)?.key).toBe('open.missing.clock');
  expect(missingToOpen('d', ['l'], true)).toBeNull();
});

it('a signature is a path of bounded length, and a dot is none', () => {
  let strokes = beginStroke([], { x: 10, y: 20 });
  expect(strokesToPath(strokes)).toBe('M10 20h0.1');
  expect(isSigned(strokes)).toBe(false);
  for (let step = 0; step < 5000; step += 1) {
    strokes = extendStroke(strokes, { x: (step * 7.3) % 600, y: (step * 3.7) % 150 });
  }
  expect(isSigned(strokes)).toBe(true);
  expect(strokesToPath(strokes).length).toBeLessThanOrEqual(20_000);
});
