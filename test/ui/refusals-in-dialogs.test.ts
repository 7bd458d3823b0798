import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const renderer = join(import.meta.dirname, '..', '..', 'renderer');

test('a dialog that does something shows why it was refused: what is said behind it nobody sees', () => {
  const files = globSync('**/*.tsx', { cwd: renderer }).map((name) => ({
    name,
    source: readFileSync(join(renderer, name), 'utf8'),
  }));
  const acting = files.filter(
    ({ source }) => /<(Modal|Drawer)\b/.test(source) && /\buse(Command|Action)\(/.test(source),
  );
  expect(acting.length).toBeGreaterThan(5);
  const silent = acting.filter(({ source }) => !/<SaidBar\b|failureSentence\(/.test(source));
  expect(silent.map(({ name }) => name)).toEqual([]);
});
