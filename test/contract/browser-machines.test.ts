import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { startBrowserHost } from '../../electron/browser/server.ts';
import { fixedOperator } from '../../electron/core/operator.ts';
import { usualSetting } from '../../shared/device-setting.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestCore } from '../support/test-core.ts';

const token = 'browser-machines-token';

/** The page served, and browsers that listen: each with the cookie it was given, from an address of its own. */
async function served() {
  const it = openTestCore();
  const pageFolder = join(temporaryFolder(), 'page');
  mkdirSync(pageFolder);
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>page</title>');
  const host = await startBrowserHost({
    ...{ core: it.core, token, pageFolder, caller: fixedOperator, host: '127.0.0.1', port: 0 },
  });
  onTestFinished(async () => {
    await host.close();
    await it.core.close();
  });
  const browser = async (localAddress: string) => {
    const given = (await fetch(host.url)).headers.getSetCookie();
    const cookie = given.map((each) => each.split(';')[0]).join('; ');
    const socket = new WebSocket(`${host.origin.replace('http', 'ws')}/events`, {
      ...{ headers: { cookie }, localAddress },
    });
    await new Promise((resolve, reject) => {
      socket.on('open', resolve);
      socket.on('error', reject);
    });
    return async () => {
      const response = await fetch(`${host.origin}/call`, {
        ...{ method: 'POST', headers: { cookie, 'content-type': 'application/json' } },
        body: JSON.stringify({ name: 'device.list', input: {} }),
      });
      const { value } = (await response.json()) as {
        value: Awaited<ReturnType<typeof it.ok<'device.list'>>>;
      };
      const scanner = value.devices.find(({ role }) => role === 'scanner');
      const mine = value.machines.find(({ isThis }) => isThis);
      return { isHere: mine?.isHere, hears: scanner?.heardBy === mine?.key };
    };
  };
  return { it, browser };
}

test('a browser hears the devices while it is alone, and the one on the laptop itself before any other', async () => {
  const { it, browser } = await served();
  const setting = usualSetting('scanner', 'tcp://127.0.0.1:9');
  await it.ok('device.assign', { setting, replaces: null });
  // Another address of this machine: the two ends of its connection differ, as a tablet's do.
  const tablet = await browser('127.0.0.2');
  expect(await tablet()).toEqual({ isHere: false, hears: true });
  const laptop = await browser('127.0.0.1');
  expect(await laptop()).toEqual({ isHere: true, hears: true });
  expect(await tablet()).toEqual({ isHere: false, hears: false });
});
