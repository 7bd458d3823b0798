import { type PlannedDrive, plannedDrive } from '../../../shared/domain/drive/planned-drive.ts';

interface Given {
  readonly id?: string;
  readonly planned?: string;
  readonly units?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly withdrawn?: boolean;
  readonly on?: string;
  readonly vehicle?: string;
}

/** A drive of March 2026, confirmed when `on` says a day: for van-01 unless another vehicle is named. */
export const aDrive = (given: Given = {}): PlannedDrive =>
  plannedDrive.parse({
    driveId: given.id ?? 'plan-0010',
    planned: given.planned ?? '3月第三周',
    venue: '四马路工商银行',
    target: 120,
    units: (given.units ?? []).map((name) => ({ name, target: null, contacts: [] })),
    from: given.from ?? '2026-03-16',
    to: given.to ?? '2026-03-22',
    withdrawn: given.withdrawn ?? false,
    confirmed:
      given.on === undefined
        ? null
        : { on: given.on, vehicle: given.vehicle ?? 'van-01', plate: '皖F·采01', team: [] },
  });
