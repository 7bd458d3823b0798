import { expect, it } from 'vitest';
import {
  departureSentences,
  driveMark,
  driveOfToday,
  groupDrives,
} from '../../renderer/screens/open-session/drive-groups.ts';
import { contactsGoAlong, departuresOf } from '../../shared/domain/drive/standing.ts';
import { aDrive } from './support/drives.ts';

const here = { vehicle: 'van-01', date: '2026-03-18' };

const today = aDrive({ id: 'today', on: '2026-03-18' });
const soon = aDrive({ id: 'soon', on: '2026-03-20' });
const later = aDrive({ id: 'later', on: '2026-04-02', from: '2026-03-30', to: '2026-04-05' });
const open = aDrive({ id: 'open' });
const past = aDrive({ id: 'past', on: '2026-03-17' });
const others = aDrive({ id: 'others', on: '2026-03-18', vehicle: 'van-02' });
const gone = aDrive({ id: 'gone', withdrawn: true });
const autumn = aDrive({ id: 'autumn', from: '2026-09-01', to: '2026-09-30' });
const all = [gone, autumn, others, later, past, open, soon, today];

it('a vehicle sees its own drive of today first, then its coming ones by day, then what nobody has confirmed, then the rest', () => {
  const groups = groupDrives(all, here).map(({ place, drives }) => [
    place,
    drives.map(({ driveId }) => driveId),
  ]);
  expect(groups).toEqual([
    ['today', ['today']],
    ['coming', ['soon', 'later']],
    ['in-period', ['open']],
    ['rest', ['gone', 'autumn', 'others', 'past']],
  ]);
});

it('the only drive of today is chosen already; of two a person chooses', () => {
  expect(driveOfToday(all, here)).toBe(today);
  expect(driveOfToday([...all, aDrive({ id: 'second', on: here.date })], here)).toBeNull();
  expect(driveOfToday([aDrive({ on: here.date, withdrawn: true })], here)).toBeNull();
});

it('a drive says what the station made of it', () => {
  expect(driveMark(open, here)).toBeNull();
  expect(driveMark(today, here)).toMatchObject({ tone: 'go' });
  expect(driveMark(others, here)?.sentence).toEqual({
    key: 'open.confirmed-other',
    values: { day: { day: '2026-03-18' }, plate: '皖F·采01' },
  });
  expect(driveMark(gone, here)).toMatchObject({
    tone: 'stop',
    sentence: { key: 'open.withdrawn' },
  });
});

it('only what departs from the station’s word is asked about', () => {
  expect(departuresOf(today, here)).toEqual([]);
  expect(departuresOf(open, here)).toEqual([]);
  expect(departuresOf(autumn, here)).toEqual([]);
  expect(departuresOf(past, here)).toEqual(['other-day']);
  expect(departuresOf(others, here)).toEqual(['other-vehicle']);
  const both = aDrive({ on: '2026-03-20', vehicle: 'van-02', withdrawn: true });
  expect(departureSentences(both, here).map(({ key }) => key)).toEqual([
    'open.against.withdrawn',
    'open.against.other-vehicle',
    'open.against.other-day',
  ]);
});

it('whom to call goes along with a vehicle’s own drives and with open ones, until they are over', () => {
  const told = all.filter((drive) => contactsGoAlong(drive, here)).map(({ driveId }) => driveId);
  expect(told).toEqual(['autumn', 'later', 'past', 'open', 'soon', 'today']);
  expect(contactsGoAlong(past, { ...here, date: '2026-03-25' })).toBe(false);
  expect(contactsGoAlong(open, { ...here, date: '2026-03-23' })).toBe(false);
});
