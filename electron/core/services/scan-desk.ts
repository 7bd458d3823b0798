import { identifyScan } from '../../../shared/codes/scan.ts';
import { formatDin } from '../../../shared/codes/isbt128/din.ts';
import type { TopicMessage } from '../../../shared/contract/topics.ts';
import { donationByDin } from '../store/reads/donation.ts';
import { visitById } from '../store/reads/visit.ts';
import type { Context } from './context.ts';

type Meaning = TopicMessage<'scan.received'>['meaning'];

/** What a scanned text means in this vehicle, wherever it was scanned. */
function meaningOf(ctx: Context, text: string): Meaning {
  const scan = identifyScan(text);
  switch (scan.kind) {
    case 'din': {
      const { din, flags } = scan.label;
      const donation = donationByDin(ctx.store.reader, din);
      const visit = donation && visitById(ctx.store.reader, donation.visitId);
      return {
        kind: 'din',
        din,
        flags,
        dinText: formatDin(din).spaced,
        visitId: visit?.visitId ?? null,
        ticket: visit?.ticket ?? null,
      };
    }
    case 'broken-din':
      return { kind: 'garbage', problem: scan.reason };
    case 'data-structure':
    case 'unknown':
      return { kind: 'other', shown: text };
    case 'id-number':
      // A document number is never shown on a board that faces the queue.
      return { kind: 'other', shown: 'ID' };
  }
}

/** Publishes a scan with its meaning; the screen on top takes it or says aloud that it did not. */
export const publishScan = (ctx: Context, text: string): void =>
  ctx.publish('scan.received', {
    scanId: ctx.random.uuid(),
    raw: text,
    meaning: meaningOf(ctx, text),
  });

export const publishGarbage = (ctx: Context, problem: string): void =>
  ctx.publish('scan.received', {
    scanId: ctx.random.uuid(),
    raw: '',
    meaning: { kind: 'garbage', problem },
  });
