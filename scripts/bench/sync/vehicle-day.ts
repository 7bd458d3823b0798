import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { type IndexedDonor, indexedDonor } from '../../../shared/domain/donor/indexed-donor.ts';
import { z } from 'zod';
import { donorKeyOf, type KeyedHash } from '../../../shared/domain/donor/donor-key.ts';
import { personKeyOf } from '../../../shared/domain/donor/person-key.ts';
import { identity } from '../../../shared/journal/bodies/donor.ts';
import { canonicalJson } from '../../../shared/journal/canonical.ts';
import { emptyHead, type Head, headerHash } from '../../../shared/journal/chain.ts';
import type { Entry, EntryHeader } from '../../../shared/journal/entry.ts';
import { nodeHashing } from '../../../station/hashing.ts';
import type { TemplateDay, TemplateVisit } from './template-day.ts';

/** An entry of a made day; its body stays the canonical text that was hashed. */
export interface MadeEntry {
  readonly header: EntryHeader;
  readonly hash: string;
  readonly bodyText: string;
}

export interface VehicleDay {
  readonly vehicle: string;
  readonly epoch: string;
  readonly dayKey: string;
  readonly day: string;
  readonly firstDin: string;
  readonly entries: readonly MadeEntry[];
  readonly donations: number;
  /** Its laptop's. */
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
  /** Donors of the day whom the station knew before. */
  readonly known: readonly IndexedDonor[];
}

export const dinsPerVehicle = 100;
/** Donors of a vehicle's day are fewer. */
const donorsMost = 512;
/** The station's key of the keyed hash, under which its donors are known. */
export const stationHashKeyHex = 'ab'.repeat(32);
const keyedHash: KeyedHash = (text) => nodeHashing.hmacSha256(stationHashKeyHex, text);
/** A day is this long at most, whoever came. */
const dayLengthMs = 9 * 60 * 60 * 1000;

/** `number` tells vehicles apart, `date` the days of one vehicle: no two make the same identifiers. */
export interface WhichDay {
  readonly number: number;
  readonly date: number;
  readonly donations: number;
}

/** A day of another vehicle: `donations` donors who gave and as many who did not as the template has beside them, each a copy under names of its own. */
export type MakeDay = (which: WhichDay) => VehicleDay;

export function createDayMaker(template: TemplateDay): MakeDay {
  const gave = template.visits.filter(({ packed }) => packed !== undefined).map(piecesOf);
  const went = template.visits.filter(({ packed }) => packed === undefined).map(piecesOf);
  const share = went.length / gave.length;
  return (which) => {
    const { number, date, donations } = which;
    const others = Math.round(donations * share);
    const visits = [
      ...Array.from({ length: donations }, (_, at) => gave[(number + at) % gave.length]),
      ...Array.from({ length: others }, (_, at) => went[(number + at) % went.length]),
    ].filter((visit) => visit !== undefined);
    const name = `v${date}-${String(number).padStart(5, '0')}`;
    return make(template, visits, { ...which, vehicle: name, donations, date });
  };
}

interface Piece {
  readonly entry: Entry;
  /** Text and, at odd places, an identifier of the template. */
  readonly body: readonly string[];
}

interface PiecedVisit {
  readonly entries: readonly Piece[];
  readonly packed: Piece | undefined;
  readonly lengthMs: number;
  readonly startsAtMs: number;
  readonly din: string | undefined;
  readonly uuids: readonly string[];
  readonly person: RegisteredPerson;
  /** As the index had the donor. */
  readonly indexed: IndexedDonor | null;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function piecesOf({ entries, packed, lengthMs }: TemplateVisit): PiecedVisit {
  const [registered] = entries;
  if (!registered) throw new Error('a visit without entries');
  const din = entries.find(({ type }) => type === 'donation.prepared')?.body['din'];
  const named = entries.flatMap(({ body }) => [body['visitId'], body['donationId'], body['jobId']]);
  const uuids = [...new Set(named.map(text))].filter((id) => id !== '');
  const person = registeredBody.parse(registered.body);
  const { donorKey, personKey, identity } = person;
  const session = text(registered.body['sessionId']);
  const own = [donorKey, personKey, identity.documentNumber, identity.name];
  const ids = [...uuids, ...own, session, ...(din === undefined ? [] : [text(din)])];
  const pattern = new RegExp(`(${ids.join('|')})`);
  const piece = (entry: Entry): Piece => ({
    entry,
    body: canonicalJson(entry.body).split(pattern),
  });
  return {
    entries: entries.map(piece),
    packed: packed && piece(packed),
    ...{ lengthMs, startsAtMs: registered.atMs, uuids, person },
    indexed: indexedIn(registered),
    din: din === undefined ? undefined : text(din),
  };
}

const registeredBody = z.object({
  donorKey: z.string(),
  personKey: z.string(),
  identity,
});
type RegisteredPerson = z.infer<typeof registeredBody>;

const answered = z.object({ answer: z.object({ indexed: indexedDonor.nullable() }) });

const indexedIn = ({ body }: Entry): IndexedDonor | null => answered.parse(body).answer.indexed;

interface Named extends WhichDay {
  readonly vehicle: string;
}

/** The same shape of identifier, another one: the time in front stays. */
const anew = (uuid: string, { number, date }: WhichDay, visit: number): string =>
  uuid.slice(0, 24) + ((date * 65_536 + number) * 256 + visit).toString(16).padStart(12, '0');

/** Another person of the same sex and age with a document of his or her own, under the station's key as the vehicle makes it. */
function personAnew(
  { donorKey, personKey, identity: who }: RegisteredPerson,
  { number, date }: WhichDay,
  visit: number,
): readonly (readonly [string, string])[] {
  const place = (date * 4096 + number) * donorsMost + visit;
  const documentNumber = who.documentNumber.slice(0, 6) + String(place).padStart(12, '0');
  const name = who.name + String.fromCodePoint(0x4e00 + (place >> 12), 0x4e00 + (place & 4095));
  const document = donorKeyOf(who.documentType, documentNumber, keyedHash);
  if (!document.ok) throw new Error(document.error);
  return [
    [who.documentNumber, documentNumber],
    [who.name, name],
    [donorKey, document.value],
    [personKey, personKeyOf({ ...who, name }, keyedHash)],
  ];
}

const keyAnew = (key: string, { number, date }: WhichDay, visit: number): string =>
  createHash('sha256').update(`${key} ${date} ${number} ${visit}`).digest('hex');

function make(template: TemplateDay, visits: readonly PiecedVisit[], which: Named): VehicleDay {
  const [opened] = template.opening;
  if (!opened) throw new Error('an empty template');
  const epoch = anew(opened.epoch, which, 0);
  const session = anew(text(template.seal.session), which, 0);
  const dayKey = keyAnew('day', which, 0);
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const firstDin = dinOf(which, 0);
  const entries: MadeEntry[] = [];
  let head: Head = emptyHead;
  const append = (of: Entry, atMs: number, subject: string | null, bodyText: string): void => {
    const { hash: _h, body: _b, ...rest } = of;
    const header: EntryHeader = {
      ...rest,
      // Identifiers of the same shape as those they replace.
      epoch: epoch as Entry['epoch'],
      session: (of.session && session) as Entry['session'],
      ...{ seq: head.seq + 1, prevHash: head.hash, atMs, subject },
      bodyHash: nodeHashing.hmacSha256(dayKey, bodyText),
    };
    const hash = headerHash(nodeHashing, header);
    entries.push({ header, hash, bodyText });
    head = { seq: header.seq, hash };
  };
  const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  for (const entry of template.opening) {
    const subject = entry.subject === entry.session ? session : entry.subject;
    const own = { vehicle: which.vehicle, devicePublicKey: key };
    const range = { rangeId: `${firstDin}-${dinsPerVehicle}`, firstDin, count: dinsPerVehicle };
    const changes = { sessionId: session, dinRanges: [range], ...own };
    const body = Object.fromEntries(
      Object.entries(entry.body).map(([member, value]) =>
        Object.hasOwn(changes, member)
          ? [member, (changes as Record<string, unknown>)[member]]
          : [member, value],
      ),
    );
    append(entry, entry.atMs, entry.type === 'epoch.opened' ? epoch : subject, canonicalJson(body));
  }
  const startsAtMs = entries.at(-1)?.header.atMs ?? 0;
  const wholeMs = visits.reduce((sum, { lengthMs }) => sum + lengthMs, 0);
  const pace = Math.min(1, dayLengthMs / wholeMs);
  let passedMs = 0;
  const known: IndexedDonor[] = [];
  const packing: (() => void)[] = [];
  for (const [at, visit] of visits.entries()) {
    const names = new Map<string, string>([
      ...visit.uuids.map((id): [string, string] => [id, anew(id, which, at + 1)]),
      ...personAnew(visit.person, which, at + 1),
      [text(template.seal.session), session],
      [visit.din ?? '', dinOf(which, at)],
    ]);
    if (visit.indexed !== null) {
      const nameOf = (key: string | null) => (key === null ? null : (names.get(key) ?? key));
      const { donorKey, personKey } = visit.indexed;
      known.push(
        indexedDonor.parse({
          ...visit.indexed,
          ...{ donorKey: nameOf(donorKey), personKey: nameOf(personKey) },
        }),
      );
    }
    const put = ({ entry, body }: Piece, afterMs: number): void => {
      const bodyText = body
        .map((part, odd) => (odd % 2 ? (names.get(part) ?? part) : part))
        .join('');
      const ticket = bodyText.replace(/"ticket":\d+/, `"ticket":${at + 1}`);
      const subject = entry.subject === null ? null : (names.get(entry.subject) ?? entry.subject);
      append(
        entry,
        startsAtMs + Math.round(afterMs * pace),
        subject,
        entry.type === 'donor.registered' ? ticket : bodyText,
      );
    };
    for (const piece of visit.entries) put(piece, passedMs + (piece.entry.atMs - visit.startsAtMs));
    const { packed } = visit;
    if (packed) packing.push(() => put(packed, passedMs));
    passedMs += visit.lengthMs;
  }
  for (const pack of packing) pack();
  const signed = sign(null, Buffer.from(`${epoch}:${head.seq}:${head.hash}`), privateKey);
  const sealed = {
    ...{ ...template.seal.body, sessionId: session, signature: signed.toString('base64') },
    ...{ headSeq: head.seq, headHash: head.hash },
  };
  append(template.seal, startsAtMs + Math.round(passedMs * pace), session, canonicalJson(sealed));
  const { vehicle, donations } = which;
  return {
    ...{ vehicle, epoch, dayKey, day: opened.day, firstDin, entries, donations, known },
    ...{ publicKey, privateKey },
  };
}

/** Numbers of one vehicle and day: a hundred, under a facility of the day's own. */
const dinOf = ({ number, date }: WhichDay, index: number): string =>
  `A${9000 + date}26${String(number * dinsPerVehicle + index + 1).padStart(6, '0')}`;
