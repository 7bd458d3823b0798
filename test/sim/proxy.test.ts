import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { codeFor } from '../support/enrol-folder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startForwardProxy } from './support/forward-proxy.ts';
import { startFurnishedStation } from './support/vehicle-at-station.ts';

const waitMsMax = 30_000;

/** Runs the program as its users do, until the end of the test. */
async function startProgram(args: readonly string[], environment: NodeJS.ProcessEnv) {
  const { HTTP_PROXY: _, http_proxy: __, NO_PROXY: ___, no_proxy: ____, ...rest } = process.env;
  const child = spawn(process.execPath, ['electron/browser/main.ts', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...rest, ...environment },
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  await new Promise((ready) => createInterface({ input: child.stdout }).once('line', ready));
}

// Nobody but the proxy knows where this is.
const stationUrl = 'http://station.invalid:8600';

test.each([
  ['the setting names', (proxy: string) => ({ args: ['--proxy', proxy], environment: {} })],
  ['its environment names', (proxy: string) => ({ args: [], environment: { HTTP_PROXY: proxy } })],
])('a laptop enrols and sends through the proxy that %s', async (_, given) => {
  const station = await startFurnishedStation();
  onTestFinished(() => station.close());
  const proxy = await startForwardProxy('station.invalid', Number(new URL(station.url).port));
  const code = await codeFor(station, 'vehicle-1');
  const { args, environment } = given(proxy.url);
  await startProgram(
    [
      ...['--data', temporaryFolder(), '--station', stationUrl, '--allow-plain-http'],
      ...['--enrol', code, ...args],
    ],
    environment,
  );
  await expect
    .poll(async () => station.db.selectFrom('epoch').select('held_seq').execute(), {
      timeout: waitMsMax,
      interval: 100,
    })
    .toEqual([{ held_seq: 1 }]);
  expect(new Set(proxy.asked)).toEqual(new Set(['station.invalid:8600']));
});
