import { v7 } from 'uuid';
import { beginEpoch } from '../../electron/core/store/begin-epoch.ts';
import { sql } from '../../electron/core/store/connection.ts';
import { openSession } from '../../electron/core/store/reads/session.ts';
import { haltOf } from '../../electron/core/store/halt.ts';
import { epochStates } from '../../electron/core/store/journal.ts';
import { isRangeClosed } from '../../electron/core/store/known-dins.ts';
import type { Writer } from '../../electron/core/store/writer.ts';
import {
  commandId,
  epochId,
  operatorId,
  sessionId as sessionIdShape,
  vehicleId,
} from '../../shared/ids.ts';
import type { EntryBody, EntryType } from '../../shared/journal/types.ts';
import { ok } from '../../shared/result.ts';
import type { SeededRandom } from '../../simulators/random.ts';
import * as bodies from './bodies.ts';
import type { Laptop, Told } from './laptop.ts';
import { boxFor, nextApart } from './packing.ts';
import { bytesOf } from './world.ts';

/** What somebody at a laptop is about to do; it may be done again under its number after a power cut, and must happen once. */
export interface Operation {
  readonly id: string;
  readonly name: string;
  readonly run: (tx: Writer) => void;
}

export interface People {
  /** Draws who comes next; null: nobody can be looked up, and the product refuses. */
  readonly who: (laptop: Laptop, random: SeededRandom) => bodies.Who | null;
  /** Numbers of this vehicle's own range, in order. */
  readonly dins: readonly string[];
  /** Numbers that other vehicles of the history use as well: label sets somebody mixed up. */
  readonly sharedDins: readonly string[];
  /** Draws who is deferred; null: nobody is, in this history. */
  readonly deferrals: SeededRandom | null;
  readonly deferralChance: number;
  /** Draws whether somebody sees to held units now, and whether their box is still there. */
  readonly packing: SeededRandom;
}

const deferralReasons = ['6.1.1', '6.1.2', '6.1.3'];

const operator = operatorId.parse('nurse-1');

export const uuidOf = ({ time }: Laptop, random: SeededRandom): string =>
  v7({ msecs: time.nowMs(), random: bytesOf(random, 16) });

/** Plans the next thing that can happen at this laptop, as its rows stand. */
export function nextOperation(laptop: Laptop, random: SeededRandom, people: People): Operation {
  const { reader } = laptop.store;
  const uuid = () => uuidOf(laptop, random);
  const named = (name: string, run: Operation['run']): Operation => ({ id: uuid(), name, run });
  const session = reader.first(
    sql.selectFrom('session').select('session_id').where('sealed_at_ms', 'is', null),
  )?.session_id;
  const append = <T extends EntryType>(
    tx: Writer,
    type: T,
    body: EntryBody<T>,
    subject: string | null,
  ) => {
    const at = session === undefined ? null : sessionIdShape.parse(session);
    tx.append({ type, operator, session: at, subject, body });
  };
  if (session === undefined) {
    const id = uuid();
    const firstDin = people.dins[0] ?? '';
    return named('session.open', (tx) =>
      append(tx, 'session.opened', bodies.sessionOpened(id, firstDin), id),
    );
  }
  const register = (): Operation => {
    const id = uuid();
    const counted = reader.all(
      sql.selectFrom('visit').select('ticket').where('session_id', '=', session),
    );
    const who = people.who(laptop, random);
    if (who === null) return named('nobody', () => undefined);
    const body = bodies.donorRegistered(id, session, counted.length + 1, who);
    return named('donor.register', (tx) => append(tx, 'donor.registered', body, id));
  };
  const visit = reader.first(
    sql
      .selectFrom('visit')
      .leftJoin('donation', (join) =>
        // A spoiled bag is over: the donor gets another.
        join
          .onRef('donation.visit_id', '=', 'visit.visit_id')
          .on('donation.state', '<>', 'spoiled'),
      )
      .select(['visit.visit_id', 'visit.donor_key'])
      .select(['donation.donation_id', 'donation.state', 'donation.din'])
      .where('visit.session_id', '=', session)
      .where('visit.stage', '<>', 'ended')
      .where((q) => q.or([q('donation.state', 'is', null), q('donation.state', '<>', 'packed')]))
      .orderBy('visit.visit_id'),
  );
  const apart = setApart(laptop, people.packing, uuid);
  // The product seals no day while a held unit lies among others.
  const isSealing = random.chance(0.08);
  if (apart !== null && (isSealing || people.packing.chance(0.4))) return apart;
  if (isSealing) {
    return named('session.seal', (tx) => {
      const head = tx.head();
      // Some seals are not the laptop's: the station sets them aside.
      const text = random.chance(0.2)
        ? 'another'
        : `${laptop.store.epoch}:${head.seq}:${head.hash}`;
      append(tx, 'session.sealed', bodies.sealed(session, head, laptop.device.sign(text)), session);
    });
  }
  if (!visit || random.chance(0.35)) return register();
  const { visit_id: visitId, donation_id: donationId, state, din } = visit;
  const { deferrals, deferralChance } = people;
  if (deferrals?.chance(deferralChance) === true && (donationId === null || state === 'spoiled')) {
    const reason = deferrals.pick(deferralReasons);
    return named('deferral.place', (tx) => {
      const body = bodies.deferralPlaced(visitId, visit.donor_key, reason);
      append(tx, 'deferral.placed', body, visitId);
      const { visitId: id } = body;
      append(tx, 'visit.ended', { visitId: id, reason: 'deferred' }, visitId);
    });
  }
  if (random.chance(0.2)) {
    return named('questionnaire.answer', (tx) =>
      append(tx, 'consent.signed', bodies.consentSigned(visitId), visitId),
    );
  }
  if (donationId === null || state === null || state === 'spoiled') {
    const used = new Set(
      reader.all(sql.selectFrom('donation').select('din')).map((row) => row.din),
    );
    // A range that may have been used up in a state that is lost gives no number any more.
    const own = isRangeClosed(reader, bodies.rangeId)
      ? people.dins.slice(bodies.rangeCount)
      : people.dins.slice(0, bodies.rangeCount);
    const from = random.chance(0.2) ? people.sharedDins : own;
    const number = [...from, ...own].find((each) => !used.has(each));
    // As the product refuses it: to whom the station said that it was restored, the next number may be on another bag.
    if (number === undefined || haltOf(reader)) return register();
    const [id, job] = [uuid(), uuid()];
    return named('donation.prepare', (tx) => {
      append(tx, 'donation.prepared', bodies.prepared(id, session, visitId, number), id);
      append(tx, 'label.asked', bodies.labelAsked(job, session, id, number), id);
    });
  }
  const donation = donationId as EntryBody<'donation.started'>['donationId'];
  switch (state) {
    case 'prepared':
      return random.chance(0.15)
        ? named('donation.spoil', (tx) => {
            const witness = operatorId.parse('leader-1');
            const body = {
              donationId: donation,
              din: din ?? '',
              reason: 'label-damaged',
              witness,
            } as const;
            append(tx, 'donation.spoiled', body, donation);
          })
        : named('donation.start', (tx) => {
            append(
              tx,
              'donation.identity-confirmed',
              { donationId: donation, how: 'spoken' },
              donation,
            );
            append(tx, 'donation.started', { donationId: donation }, donation);
          });
    case 'started':
      return named('donation.stop', (tx) =>
        append(tx, 'donation.stopped', bodies.stopped(donation), donation),
      );
    case 'stopped':
      return named('unit.pack', (tx) => {
        const box = boxFor(tx, sessionIdShape.parse(session), donation);
        append(tx, 'unit.packed', { donationId: donation, din: din ?? '', box }, donation);
        const end = {
          visitId: visitId as EntryBody<'visit.ended'>['visitId'],
          reason: 'completed',
        } as const;
        append(tx, 'visit.ended', end, visitId);
      });
    case 'packed':
      return register();
  }
}

/** What is to be done about held units in the session under way; null: nothing. */
export function setApart(
  { store: { reader } }: Laptop,
  packing: SeededRandom,
  uuid: () => string,
): Operation | null {
  const session = openSession(reader)?.sessionId;
  const next = session ? nextApart(reader, session, () => packing.chance(0.3)) : null;
  if (!session || next === null) return null;
  const subject = next.body.donationId;
  return {
    ...{ id: uuid(), name: next.type },
    run: (tx) => tx.append({ ...next, operator, session, subject }),
  };
}

/** Two people at a laptop that the station found restored begin a new epoch, as the product's `epoch.begin` does. */
export function beginAnew(laptop: Laptop, random: SeededRandom): Operation | null {
  const halt = haltOf(laptop.store.reader);
  if (halt?.kind !== 'restored') return null;
  const uuid = () => epochId.parse(uuidOf(laptop, random));
  const { epoch: left } = halt;
  const [epoch, branch] = [uuid(), uuid()];
  const run = (tx: Writer): void => {
    const at = epochStates(tx).find((each) => each.epoch === left);
    if (!at) throw new Error('the epoch the station named is not here');
    const follows = {
      ...{ epoch: epochId.parse(left), seq: at.head.seq, hash: at.head.hash, branch },
      closedRanges: [bodies.rangeId],
      ...{ why: '硬盘更换', secondOperator: operatorId.parse('leader-1') },
    };
    const body = {
      ...{ vehicle: vehicleId.parse(laptop.vehicle), appVersion: '0.1.0' },
      reason: 'restored',
      ...{ devicePublicKey: laptop.device.publicKey, follows },
    } as const;
    beginEpoch(tx, { epoch, operator, body, atMs: laptop.time.nowMs() });
  };
  return { id: uuid(), name: 'epoch.begin', run };
}

/** Does it as the router does: once under its number, the answer kept in the same transaction. Throws PowerCut. */
export function operate(laptop: Laptop, operation: Operation): void {
  const { store } = laptop;
  const answer = store.once(commandId.parse(operation.id), operation.name, operator, (tx) => {
    operation.run(tx);
    // A new epoch may have begun.
    const { epoch, head } = epochStates(tx).at(-1) ?? { epoch: store.epoch, head: tx.head() };
    return ok({ epoch, ...head });
  });
  if (!answer.ok) throw new Error('an operation was refused');
  // The value above, also when it was kept from the first time.
  laptop.told = later(laptop.told, answer.value as Told);
}

const later = (one: Told | null, other: Told): Told =>
  one !== null && one.epoch === other.epoch && one.seq > other.seq ? one : other;
