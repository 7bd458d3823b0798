import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exclusively } from '../../setup/exclusively.mjs';
import { runNpm } from '../../setup/npm.mjs';

const root = join(import.meta.dirname, '..', '..', '..');
const wanted = join(import.meta.dirname, '..', 'rival');
const files = ['package.json', 'package-lock.json'] as const;

/** A folder with PouchDB and its server installed: exactly what `../rival` names, outside the product's dependencies. */
export async function bringRival(): Promise<string> {
  const lock = readFileSync(join(wanted, 'package-lock.json'));
  const home = join(
    root,
    '.tools',
    `rival-${createHash('sha256').update(lock).digest('hex').slice(0, 12)}`,
  );
  await exclusively(join(root, '.tools', 'rival.lock'), async () => {
    if (existsSync(home)) return;
    console.error('Bringing PouchDB and its server into .tools/ (about 30 MB) …');
    const staging = `${home}.${process.pid}`;
    mkdirSync(staging, { recursive: true });
    try {
      for (const file of files) copyFileSync(join(wanted, file), join(staging, file));
      await runNpm({
        node: process.execPath,
        args: ['ci', '--ignore-scripts'],
        cwd: staging,
        what: 'bring PouchDB',
      });
      renameSync(staging, home);
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
  });
  return home;
}
