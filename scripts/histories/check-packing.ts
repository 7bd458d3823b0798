import { unitsToTakeOut } from '../../electron/core/services/packed-apart.ts';
import { donationById, donationsOf } from '../../electron/core/store/reads/donation.ts';
import { openSession } from '../../electron/core/store/reads/session.ts';
import { heldUnits } from '../../electron/core/store/verdicts.ts';
import { donationId } from '../../shared/ids.ts';
import { knownVerdicts } from './check-laptop.ts';
import { headsOf, type Laptop } from './laptop.ts';
import type { StationPicture } from './station-picture.ts';

/**
 * A unit whose hold the laptop has heard of is held there, and in the session under way it lies apart from units that are not, is shown as
 * to be taken out, or was told of. Of a session that is sealed its box may be gone: there the list of held units has to do.
 */
export function checkPacking(laptop: Laptop, { verdicts }: StationPicture): readonly string[] {
  const { reader } = laptop.store;
  const own = verdicts.filter(
    ({ vehicle, donation }) => vehicle === laptop.vehicle && donation !== null,
  );
  if (own.length === 0) return [];
  const known = knownVerdicts(laptop);
  const names = new Map(headsOf(laptop).map(({ epoch, branch }) => [branch?.id ?? epoch, epoch]));
  // Of a laptop that was restored or copied the station may hold another unit's entry under the same number.
  const isHere = (id: string): boolean => donationById(reader, donationId.parse(id)) !== undefined;
  const heard = new Set(
    own.flatMap(({ epoch, seq, reason, donation }) =>
      donation !== null &&
      [epoch, names.get(epoch)].some((name) => known.has(`${name} ${seq} ${reason}`)) &&
      isHere(donation)
        ? [donation]
        : [],
    ),
  );
  const held = new Set(heldUnits(reader).map((unit) => unit.donationId));
  const session = openSession(reader);
  const units = session ? donationsOf(reader, session.sessionId) : [];
  const shown: ReadonlySet<string> = session
    ? unitsToTakeOut(reader, session.sessionId)
    : new Set();
  const boxesOfOthers = new Set(
    units.flatMap(({ donationId: id, box }) => (held.has(id) || box === null ? [] : [box])),
  );
  return [
    ...[...heard]
      .filter((donation) => !held.has(donation))
      .map((donation) => `has heard that ${donation} is held, and does not hold it`),
    ...units
      .filter((unit) => heard.has(unit.donationId))
      .filter(({ box, holdToldTo }) => boxesOfOthers.has(box ?? '') && holdToldTo === null)
      .filter((unit) => !shown.has(unit.donationId))
      .map(({ din, box }) => `${din} is held, lies among others in ${box}, and nobody is shown it`),
  ];
}

/** After a calm, and when people have done what they were shown: no held unit lies among others, unless somebody was told. */
export function checkApart(laptop: Laptop): readonly string[] {
  const { reader } = laptop.store;
  const session = openSession(reader);
  const left = session ? [...unitsToTakeOut(reader, session.sessionId)] : [];
  return left.map((donation) => `${donation} is still to be taken out of its box`);
}
