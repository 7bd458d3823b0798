import { expect, test } from 'vitest';
import { pageFile } from '../../electron/main/page-file.ts';
import { PendingCalls } from '../../electron/main/pending-calls.ts';
import { restartDelayMs } from '../../electron/main/restart-delay.ts';

const folder = '/opt/bloodmobile/out/renderer';

test('the page gets the files of its own folder', () => {
  expect(pageFile(folder, 'app://bloodmobile/')).toBe(`${folder}/index.html`);
  expect(pageFile(folder, 'app://bloodmobile/assets/index-1.js?v=2#top')).toBe(
    `${folder}/assets/index-1.js`,
  );
});

test.for([
  'app://bloodmobile/../main/index.js',
  'app://bloodmobile/%2e%2e/main/index.js',
  'app://bloodmobile/..%2fmain%2findex.js',
  'app://bloodmobile/%252e%252e%252fmain',
  'app://bloodmobile/..%5cmain%5cindex.js',
  'app://bloodmobile/%00/index.html',
  'app://bloodmobile//etc/passwd/../../../../etc/passwd',
  'app://other/index.html',
  'file:///etc/passwd',
  'https://bloodmobile/index.html',
  'app://bloodmobile/%zz',
  'nonsense',
])('no address leads out of the page folder: %s', (address) => {
  const file = pageFile(folder, address);
  expect(file === undefined || file.startsWith(`${folder}/`)).toBe(true);
  if (!address.startsWith('app://bloodmobile/')) expect(file).toBeUndefined();
});

test('a core that keeps dying is started again more and more slowly, and always again', () => {
  expect([1, 2, 3, 4, 5, 60].map(restartDelayMs)).toEqual([
    200, 1_000, 5_000, 15_000, 30_000, 30_000,
  ]);
});

test('each call ends once: with its own reply, or lost with the process that had it', async () => {
  const calls = new PendingCalls();
  const ids: number[] = [];
  const ask = () => calls.add((id) => ids.push(id));
  const [first, second] = [ask(), ask()];
  calls.settle(ids[1] ?? -1, { ok: true, value: 'second' });
  calls.loseAll('ended');
  calls.settle(ids[0] ?? -1, { ok: true, value: 'too late' });
  await expect(second).resolves.toEqual({ ok: true, value: 'second' });
  await expect(first).rejects.toThrow('ended');
});

test('calls that nobody answers do not pile up', async () => {
  const calls = new PendingCalls();
  const many = Array.from({ length: 257 }, () => calls.add(() => undefined));
  await expect(many[256]).rejects.toThrow('more than 256');
  calls.loseAll('ended');
  await Promise.allSettled(many);
});
