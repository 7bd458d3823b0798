/**
 * `npm run station -- donors …` and `… donor-key …`: what whoever owns the donors' central record does with the index vehicles take along.
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { z } from 'zod';
import { err, ok, type Result } from '../shared/result.ts';
import { donorHashKeys } from './reference/donor-keys.ts';
import { donorCount } from './reference/donors.ts';
import {
  centralDocument,
  centralDonor,
  donorsLoadedAtOnce,
  type LoadRefusal,
  loadDonors,
  unloadDonors,
} from './reference/load-donors.ts';
import {
  beginRotation,
  cancelRotation,
  finishRotation,
  laptopsUnder,
  type RotationRefusal,
  serveNextKey,
} from './reference/rotate-key.ts';
import type { StationDb } from './store/database.ts';

type Said = Promise<Result<string, string>>;

/** Reads a file of one JSON object a line; what came before a wrong line is kept, and the file may simply be given again. */
export async function changeDonors(
  db: StationDb,
  verb: string | undefined,
  file: string,
  nowMs: () => number,
): Said {
  switch (verb) {
    case 'load': {
      const seen = new Set<string>();
      return perLine(file, centralDonor, (some) => loadDonors(db, some, nowMs(), seen));
    }
    case 'remove':
      return perLine(file, centralDocument, (some) => unloadDonors(db, some));
    case undefined:
    default:
      return err('Say `donors load FILE` or `donors remove FILE`.');
  }
}

/** Whose documents are remembered, to find one that is there twice: what a set holds. */
const linesMax = 16_000_000;

async function perLine<S extends z.ZodType>(
  file: string,
  shape: S,
  take: (some: readonly z.output<S>[]) => Promise<Result<undefined, LoadRefusal>>,
): Said {
  let some: z.output<S>[] = [];
  let lines = 0;
  let taken = 0;
  const flush = async (): Promise<string | null> => {
    const done = await take(some);
    if (!done.ok) {
      const { reason } = done.error;
      return reason === 'no-key'
        ? sentences[reason]
        : `${wrongDocuments[reason]} at or before line ${lines} (${taken} lines are done)`;
    }
    taken += some.length;
    some = [];
    return null;
  };
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
    lines += 1;
    if (line.trim() === '') continue;
    const read = shape.safeParse(parsed(line));
    // Which members are wrong, and never what stands in them.
    if (!read.success) {
      const members = read.error.issues.map(({ path }) => path.join('.') || 'JSON');
      return err(`line ${lines}: ${members.join(', ')} (${taken} lines are done)`);
    }
    if (taken + some.length >= linesMax) {
      return err(`more than ${linesMax} donors: give the file in parts (${taken} lines are done)`);
    }
    some.push(read.data);
    if (some.length < donorsLoadedAtOnce) continue;
    const wrong = await flush();
    if (wrong !== null) return err(wrong);
  }
  const wrong = await flush();
  return wrong === null ? ok(`${taken} donors`) : err(wrong);
}

const wrongDocuments = {
  'document-unreadable': 'no document number',
  'document-twice': 'a document that is there twice',
} as const;

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const sentences = {
  'no-key': 'The station has no key for its donor index: furnish it first.',
  'rotation-under-way': 'One key is already taking another’s place: finish or cancel that first.',
  'nothing-begun': 'No next key waits: `donor-key begin` makes one.',
  'nothing-to-finish': 'No former key is left to forget.',
} as const;

function sentenceOf(refusal: RotationRefusal): string {
  switch (refusal.reason) {
    case 'index-not-whole':
      return `${refusal.missing} donors of the index in use are not in the next one. Load the whole central record: donors load FILE.`;
    case 'laptops-behind':
      return `Still on the old key: ${refusal.laptops.join(', ')}. Let them sync, or say --anyway: they then load the whole new index before they go on.`;
    case 'no-key':
    case 'rotation-under-way':
    case 'nothing-begun':
    case 'nothing-to-finish':
      return sentences[refusal.reason];
  }
}

/** One step of replacing the donor hash key, in the order `begin`, (`donors load`), `serve`, `finish`. */
export async function changeDonorKey(
  db: StationDb,
  verb: string | undefined,
  { anyway }: { readonly anyway: boolean },
  nowMs: () => number,
): Said {
  const said = async (done: Promise<Result<unknown, RotationRefusal>>, line: string): Said => {
    const result = await done;
    return result.ok ? ok(`${line}\n${await status(db)}`) : err(sentenceOf(result.error));
  };
  switch (verb) {
    case 'begin':
      return said(
        beginRotation(db, nowMs()),
        'Next: donors load FILE with the whole central record.',
      );
    case 'serve':
      return said(serveNextKey(db, nowMs()), 'Vehicles fetch the new index with their next sync.');
    case 'finish':
      return said(finishRotation(db, anyway), 'The old key is forgotten.');
    case 'cancel':
      return said(cancelRotation(db), 'The next key is given up.');
    case 'status':
      return ok(await status(db));
    case undefined:
    default:
      return err('Say `donor-key begin`, `serve`, `finish`, `cancel` or `status`.');
  }
}

async function status(db: StationDb): Promise<string> {
  const lines = (await donorHashKeys(db)).map(async ({ generation, state }) => {
    const donors = await donorCount(db, generation);
    const laptops = await laptopsUnder(db, generation);
    const used = laptops.length === 0 ? 'no laptop' : laptops.join(', ');
    return `key ${generation}: ${state}, ${donors} donors, used by ${used}`;
  });
  return (await Promise.all(lines)).join('\n') || sentences['no-key'];
}
