import type { IdNumberFacts } from '../../../shared/codes/id-number.ts';
import { identifyScan, labelInScan, type Scan, shownScan } from '../../../shared/codes/scan.ts';
import { formatDin } from '../../../shared/codes/isbt128/din.ts';
import type { TopicMessage } from '../../../shared/contract/topics.ts';
import { donorKeyOf } from '../../../shared/domain/donor/donor-key.ts';
import { donationByDin } from '../store/reads/donation.ts';
import { openSession } from '../store/reads/session.ts';
import { takenAlong } from '../store/reads/station-data.ts';
import { visitById, visitOfDonor } from '../store/reads/visit.ts';
import type { Reader } from '../store/writer.ts';
import { boxesOf } from './board.ts';
import type { Context } from './context.ts';
import { staffOf } from './staff.ts';

type Scanned = TopicMessage<'scan.received'>;
type Meaning = Scanned['meaning'];
const documentOf = (holder: IdNumberFacts['holder']) => {
  if (holder === 'resident') return 'resident-id';
  return holder === 'foreigner' ? 'foreigner-id' : 'hmt-permit';
};

type Other = Extract<Meaning, { kind: 'other' }>;

/** The donor of this session with that document, by the key the number gives; the number itself is compared nowhere. */
function donorOf(ctx: Context, db: Reader, { number, holder }: IdNumberFacts): Meaning | null {
  const taken = takenAlong(db);
  const session = openSession(db);
  if (!taken || !session) return null;
  const key = donorKeyOf(documentOf(holder), number, (text) =>
    ctx.hashing.hmacSha256(taken.donorHashKeyHex, text),
  );
  const visit = key.ok ? visitOfDonor(db, session.sessionId, key.value) : undefined;
  return visit ? { kind: 'donor', visitId: visit.visitId, ticket: visit.ticket } : null;
}

/** Text that is no code of its own kind: what this vehicle knows under it. */
function known(db: Reader, text: string): Pick<Other, 'what' | 'said'> | null {
  const lot = takenAlong(db)?.data.bagLots.find((each) => each.lot === text);
  if (lot)
    return { what: 'bag-lot', said: `${lot.lot} (${lot.anticoagulant} ${lot.nominalVolumeMl} mL)` };
  const member = staffOf(db).find(({ operatorId }) => operatorId === text);
  if (member) return { what: 'badge', said: member.name };
  const session = openSession(db);
  const isBox = session !== undefined && boxesOf(db, session).some(({ box }) => box === text);
  return isBox ? { what: 'box', said: text } : null;
}

function otherOf(db: Reader, scan: Scan): Other {
  const text = 'text' in scan ? scan.text : shownScan(scan);
  if (scan.kind !== 'unknown') return { kind: 'other', what: 'isbt', shown: text, said: text };
  const found = known(db, text) ?? { what: 'unknown', said: shownScan(scan) };
  return { kind: 'other', shown: text, ...found };
}

/** What a scanned text means in this vehicle, wherever it was scanned and by whatever scanner. */
export function meaningOf(ctx: Context, db: Reader, text: string): Meaning {
  const scan = identifyScan(text, ctx.resources.localNumbers);
  const label = labelInScan(scan);
  if (label !== null) {
    const { din, flags } = label;
    const donation = donationByDin(db, din);
    const found = donation && visitById(db, donation.visitId);
    // The queue numbers of another day are somebody else's today.
    const visit = found?.sessionId === openSession(db)?.sessionId ? found : undefined;
    return {
      kind: 'din',
      din,
      flags,
      dinText: formatDin(din).spaced,
      visitId: visit?.visitId ?? null,
      ticket: visit?.ticket ?? null,
    };
  }
  switch (scan.kind) {
    case 'broken-din':
      return { kind: 'garbage', problem: scan.reason, shown: shownScan(scan) };
    case 'broken-structure':
      return { kind: 'garbage', problem: scan.refusal.reason, shown: shownScan(scan) };
    case 'id-number':
      return (
        donorOf(ctx, db, scan.facts) ?? {
          ...{ kind: 'other', what: 'document' },
          // A document number is never shown on a board that faces the queue.
          ...{ shown: 'ID', said: 'ID' },
        }
      );
    case 'din':
    case 'data-structure':
    case 'data-structures':
    case 'unknown':
      return otherOf(db, scan);
  }
}

/** A scan with its meaning; the screen on top takes it or says aloud that it did not. */
export const scanOf = (ctx: Context, raw: string, origin: string): Scanned => ({
  ...{ scanId: ctx.random.uuid(), origin, raw },
  meaning: meaningOf(ctx, ctx.store.reader, raw),
});

export const garbageOf = (ctx: Context, problem: string, origin: string): Scanned => ({
  ...{ scanId: ctx.random.uuid(), origin, raw: '' },
  meaning: { kind: 'garbage', problem, shown: null },
});
