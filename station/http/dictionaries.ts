import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', '..', 'resources', 'dictionaries');

/** Every dictionary a laptop's version of the program may pack with, by SHA-256; read once, they change with the program alone. */
export const dictionaries: ReadonlyMap<string, Buffer> = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.dict'))
    .map((name) => readFileSync(join(folder, name)))
    .map((bytes) => [createHash('sha256').update(bytes).digest('hex'), bytes]),
);
