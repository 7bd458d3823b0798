import { generateKeyPairSync, type KeyPairKeyObjectResult, randomUUID, sign } from 'node:crypto';
import { dayOf } from '../../../electron/core/store/append.ts';
import { donorKey as donorKeyShape, epochId, operatorId } from '../../../shared/ids.ts';
import { emptyHead, sealEntry } from '../../../shared/journal/chain.ts';
import type { Entry } from '../../../shared/journal/entry.ts';
import type { EntryBody, EntryType } from '../../../shared/journal/types.ts';
import type { Batch, BatchRefusal, BatchReply } from '../../../shared/sync/station-api.ts';
import { batch as batchShape, paths, sentEntry } from '../../../shared/sync/station-api.ts';
import { nodeHashing } from '../../../station/hashing.ts';
import { dayBodies } from './day-bodies.ts';
import type { TestLaptop } from './laptop.ts';
import { nowMs } from './station.ts';

const dayKey = 'ab'.repeat(32);

interface Backup {
  readonly keys: KeyPairKeyObjectResult;
  readonly sessionId: string;
  readonly entries: readonly Entry[];
  readonly tickets: number;
}

/** A laptop's journal, made entry by entry with the project's own chain. */
export function createVehicleJournal(
  vehicle: string,
  epoch: string = randomUUID(),
  startsAtMs: number = nowMs,
  backup: Backup = {
    keys: generateKeyPairSync('ed25519'),
    ...{ sessionId: randomUUID(), entries: [], tickets: 0 },
  },
) {
  const day = dayOf(startsAtMs);
  const { keys, sessionId } = backup;
  const { publicKey, privateKey } = keys;
  const entries: Entry[] = [...backup.entries];
  let { tickets } = backup;
  let clockMs = startsAtMs;
  let operator = operatorId.parse('nurse-1');

  const appendAny = (
    type: string,
    body: Entry['body'],
    version = 1,
    subject: string | null = null,
  ): Entry => {
    const entry = sealEntry(
      nodeHashing,
      dayKey,
      entries.at(-1) ?? emptyHead,
      {
        epoch: epochId.parse(epoch),
        atMs: clockMs + entries.length * 1000,
        clockOffsetMs: 0,
        day,
        operator,
        session: type.startsWith('epoch.') ? null : (sessionId as Entry['session']),
        type,
        version,
        subject,
      },
      body,
    );
    entries.push(entry);
    return entry;
  };
  const append = <T extends EntryType>(type: T, body: EntryBody<T>) => appendAny(type, { ...body });
  const bodies = dayBodies(sessionId);

  return {
    epoch,
    sessionId,
    entries,
    append,
    appendAny,
    open: () => {
      append('epoch.opened', bodies.epochOpened(vehicle, publicKey));
      return append('session.opened', bodies.sessionOpened());
    },
    /** The laptop's clock goes on or back by so much. */
    passTime: (ms: number) => {
      clockMs += ms;
    },
    signIn: (name: string) => {
      operator = operatorId.parse(name);
    },
    /** Registers a donor and screens them; answers the visit. */
    register: (donorKey: string, personKey = donorKey, samePersonAs: readonly string[] = []) => {
      const visitId = randomUUID();
      tickets += 1;
      append('donor.registered', {
        ...bodies.donorRegistered(visitId, tickets, donorKey, personKey),
        samePersonAs: samePersonAs.map((key) => donorKeyShape.parse(key)),
      });
      append('screening.decided', bodies.screeningDecided(visitId));
      return visitId;
    },
    /** Draws 400 mL under the number; answers the entry that first named it. */
    donate: (visitId: string, din: string, donationId: string = randomUUID()) => {
      const prepared = append('donation.prepared', bodies.prepared(donationId, visitId, din));
      const id = prepared.body['donationId'] as EntryBody<'donation.started'>['donationId'];
      append('donation.started', { donationId: id });
      append('donation.stopped', bodies.stopped(id));
      append('unit.packed', { donationId: id, din, box: 'T-04' });
      return prepared;
    },
    seal: (sigText?: string) => {
      const head = entries.at(-1) ?? emptyHead;
      const text = sigText ?? `${epoch}:${head.seq}:${head.hash}`;
      const signature = sign(null, Buffer.from(text), privateKey).toString('base64');
      return append('session.sealed', bodies.sealed(head, signature));
    },
    /** What a backup taken after entry `seq` holds: another journal may begin with it. */
    backup: (seq: number): Backup => ({
      ...{ keys, sessionId, tickets, entries: entries.slice(0, seq) },
    }),
    /** The batch of the entries `from` … `to` (both included; to the end when left out). */
    batch: (from = 1, to = entries.length): Batch => {
      const some = entries.slice(from - 1, to);
      return batchShape.parse({
        vehicle,
        epoch,
        fromSeq: from,
        prevHash: entries[from - 2]?.hash ?? emptyHead.hash,
        entries: some.map(sent),
        headHash: some.at(-1)?.hash ?? emptyHead.hash,
        dayKeys: [{ day, keyHex: dayKey }],
      });
    },
  };
}

/** What travels of an entry; the rest follows from it. */
const sent = (entry: Entry) =>
  Object.fromEntries(
    Object.entries(entry).filter(([member]) => Object.hasOwn(sentEntry.shape, member)),
  );

export type VehicleJournal = ReturnType<typeof createVehicleJournal>;

export async function send(
  laptop: Pick<TestLaptop, 'ask'>,
  body: unknown,
): Promise<{ status: number; reply: BatchReply & BatchRefusal }> {
  const response = await laptop.ask(paths.entries, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(JSON.stringify(body)),
  });
  // A test reads the members of the one it expects.
  const reply = (await response.json()) as BatchReply & BatchRefusal;
  return { status: response.status, reply };
}
