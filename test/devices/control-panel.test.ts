import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Device } from '../../electron/core/devices/device.ts';
import { createIdReader } from '../../electron/core/devices/id-reader.ts';
import { createPrinter } from '../../electron/core/devices/printer.ts';
import { createScanner } from '../../electron/core/devices/scanner.ts';
import { type ControlPanel, startControlPanel } from '../../simulators/control.ts';
import { type Simulators, startSimulators } from '../../simulators/start.ts';
import { deviceUrl, realDeviceDeps, until } from '../support/device-deps.ts';
import { decodeBarcodes, prepareDecoder } from '../support/render-label.ts';

prepareDecoder();

const LABEL = new TextEncoder().encode(
  '^XA^FO60,40^BY2^BCN,80,N,N,N,A^FD=A99992600000100^FS^XZ^XA^FO60,40^BY2^BCN,80,N,N,N,A^FD=A99992600000107^FS^XZ',
);

describe('the control panel of the simulators', () => {
  let simulators: Simulators;
  let panel: ControlPanel;
  const devices: Device[] = [];

  const post = async (path: string, body?: object) => {
    const reply = await fetch(`${panel.url}/api/${path}`, {
      method: 'POST',
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return { status: reply.status };
  };

  beforeEach(async () => {
    simulators = await startSimulators({ transport: 'tcp' });
    panel = await startControlPanel(simulators, { onDate: '2026-11-20', seed: 3 });
  });
  afterEach(async () => {
    await Promise.all(devices.splice(0).map((device) => device.close()));
    await panel.close();
    await simulators.close();
  });

  it("places a donor's card on the reader", async () => {
    const names: string[] = [];
    devices.push(
      createIdReader(
        realDeviceDeps(),
        { url: deviceUrl(simulators.urls.idReader), pollMs: 20 },
        {
          onState: () => {},
          onCard: ({ card }) => names.push(card.name),
          onRemoved: () => {},
          onProblem: () => {},
        },
      ),
    );
    const donors = (await (await fetch(`${panel.url}/api/donors`)).json()) as {
      card: { name: string };
    }[];
    expect((await post('id-reader/place-donor', { index: 5 })).status).toBe(200);
    await until('the card', () => names.length > 0);
    expect(names).toEqual([donors[5]?.card.name]);
    expect((await post('id-reader/place-donor', { index: 5000 })).status).toBe(409);
    expect((await post('id-reader/place', { card: { name: '张' } })).status).toBe(409);
  });

  it('scans what the printer printed, each label once', async () => {
    const texts: string[] = [];
    const printer = createPrinter(
      realDeviceDeps(),
      { url: deviceUrl(simulators.urls.printer) },
      { onState: () => {} },
    );
    const scanner = createScanner(
      realDeviceDeps(),
      { url: deviceUrl(simulators.urls.scanner) },
      { onState: () => {}, onScan: ({ text }) => texts.push(text), onProblem: () => {} },
    );
    devices.push(printer, scanner);
    await until('the printer', () => printer.state().kind === 'ready');
    await until('the scanner', simulators.scanner.isConnected);
    await printer.print(LABEL);
    await until('the labels', () => simulators.printer.labels().length === 2);
    for (let label = 0; label < 2; label += 1) await post('scanner/scan-next-label');
    expect((await post('scanner/scan-next-label')).status).toBe(409);
    await until('the scans', () => texts.length === 2);
    const picture = await fetch(`${panel.url}/api/printer/labels/1`);
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(await decodeBarcodes(new Uint8Array(await picture.arrayBuffer()))).toEqual([texts[0]]);
    expect((await fetch(`${panel.url}/api/printer/labels/3`)).status).toBe(404);
    expect(texts).toEqual(['=A99992600000100', '=A99992600000107']);
  });

  it('takes nothing from the page of another site, and nothing malformed', async () => {
    const foreign = await fetch(`${panel.url}/api/state`, {
      headers: { origin: 'http://evil.example' },
    });
    expect(foreign.status).toBe(403);
    expect((await post('scale/set', { grams: 'heavy' })).status).toBe(400);
    expect((await post('printer/fault', { fault: 'on-fire', on: true })).status).toBe(400);
    expect((await post('fault', { device: 'scale', fault: 'on-fire' })).status).toBe(400);
    expect((await post('fault', { device: 'scale', fault: 'noise', times: 2 })).status).toBe(200);
    expect(simulators.cables.scale.faults()).toEqual({ noise: { times: 2 } });
    const page = await (await fetch(panel.url)).text();
    expect(page).toContain('设备模拟台');
  });
});

it('the program starts everything, says where in one line, and leaves nothing behind', async () => {
  const child = spawn(process.execPath, ['simulators/main.ts'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString();
  });
  const ended = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => resolve(code)),
  );
  await until('one line', () => said.endsWith('\n'), 15_000);
  const { urls, control } = JSON.parse(said) as { urls: { scanner: string }; control: string };
  expect((await fetch(`${control}/api/state`)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  const url = deviceUrl(urls.scanner);
  if (url.kind === 'serial') expect(existsSync(dirname(url.path))).toBe(false);
});
