import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type BrowserHost, startBrowserHost } from '../../electron/browser/server.ts';
import { fixedOperator } from '../../electron/core/operator.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestCore } from '../support/test-core.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const token = 'review-host-token';

async function host(): Promise<BrowserHost> {
  const { core } = openTestCore();
  const pageFolder = join(temporaryFolder(), 'page');
  mkdirSync(pageFolder);
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>page</title>');
  const started = await startBrowserHost({
    ...{ core, token, pageFolder, caller: fixedOperator, host: '127.0.0.1', port: 0 },
  });
  ends.push(async () => {
    await started.close();
    await core.close();
  });
  return started;
}

const cookieGiven = async (at: BrowserHost): Promise<string> =>
  ((await fetch(at.url)).headers.get('set-cookie') ?? '').split(';')[0] ?? '';

test('two workstations on one machine do not take each other’s cookie', async () => {
  const [one, other] = [await host(), await host()];
  const cookies = [await cookieGiven(one), await cookieGiven(other)];
  expect(new Set(cookies).size).toBe(2);
  // A browser sends both to both: ports do not part cookies.
  const cookie = cookies.join('; ');
  for (const each of [one, other]) {
    expect((await fetch(each.origin, { headers: { cookie } })).status).toBe(200);
  }
  expect((await fetch(one.origin, { headers: { cookie: cookies[1] ?? '' } })).status).toBe(401);
});

test('a page that was tampered with can send nothing to another machine', async () => {
  const policy = (await fetch((await host()).url)).headers.get('content-security-policy') ?? '';
  const directives = new Map(policy.split(';').map((each) => [each.split(' ')[0], each]));
  for (const name of ['default-src', 'script-src', 'connect-src', 'form-action']) {
    expect(directives.get(name)).toBe(`${name} 'self'`);
  }
  expect(policy).not.toMatch(/ (https?|wss?):|\*/);
});
