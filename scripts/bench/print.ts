import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCore } from '../../electron/core/compose.ts';
import { readCoreConfig } from '../../electron/core/config.ts';
import type { Endpoint, OnBytes } from '../../simulators/endpoint.ts';
import { createPrinterSimulator } from '../../simulators/printer.ts';
import { hasSocat, openPtyEndpoint } from '../../simulators/pty-endpoint.ts';
import { openTcpEndpoint } from '../../simulators/tcp-endpoint.ts';
import { createSeededWorld } from '../day/seeded-world.ts';
import { bindNext, callOf, spoil, takeAlong, toCollection } from './bound-donation.ts';
import { type BenchResult, quantile, rounded } from './figures.ts';

const startsAtMs = Date.UTC(2026, 5, 16, 0, 30);
const prints = 200;
const warmUp = 5;
const waitMs = 20_000;
const goalMs = 20;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + waitMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error('the printer never came that far');
    await pause(2);
  }
}

/** Milliseconds from the call `label.print` to the first byte of its job at the printer; the status question before it does not count. */
async function timePrints(
  open: (options: { name: string; baud: number }, onBytes: OnBytes) => Promise<Endpoint>,
): Promise<readonly number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bloodmobile-bench-'));
  let firstByteAtMs: number | null = null;
  const printer = createPrinterSimulator(() => endpoint);
  const endpoint = await open({ name: 'printer', baud: 115_200 }, (bytes) => {
    if (firstByteAtMs === null && bytes.includes(0x5e)) firstByteAtMs = performance.now();
    printer.onBytes(bytes);
  });
  const world = createSeededWorld(1, startsAtMs);
  const resources = join(import.meta.dirname, '..', '..', 'resources');
  const config = readCoreConfig(['--data', folder, '--printer', endpoint.url], resources);
  if (!config.ok) throw new Error(config.error);
  takeAlong(folder, config.value.vehicle, world);
  const core = startCore(config.value, { ...world, log: { ...world.log, warn: () => undefined } });
  try {
    const call = callOf(core, world);
    const visitId = await toCollection(call, world.clock.nowMs());
    const isReady = async (): Promise<boolean> =>
      (await call('device.list', {})).devices.some(
        ({ role, state }) => role === 'printer' && state === 'ready',
      );
    const samples: number[] = [];
    for (let run = 0; run < warmUp + prints; run += 1) {
      // A number nobody has printed yet: nothing of it is drawn beforehand.
      const donationId = await bindNext(call, visitId);
      await until(isReady);
      firstByteAtMs = null;
      const askedAtMs = performance.now();
      await call('label.print', { donationId, reason: null });
      await until(() => firstByteAtMs !== null);
      if (run >= warmUp) samples.push((firstByteAtMs ?? Number.NaN) - askedAtMs);
      await core.printed();
      await spoil(call, donationId);
    }
    return samples;
  } finally {
    await core.close();
    await endpoint.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From a command at the router to the first byte of the label set at the printer: a socket, and a pseudo-terminal where socat is installed. */
export async function benchPrint(): Promise<BenchResult> {
  const overTcp = await timePrints(openTcpEndpoint);
  const overPty = hasSocat() ? await timePrints(openPtyEndpoint) : null;
  const p95 = quantile(overTcp, 0.95);
  const p95Pty = overPty === null ? null : quantile(overPty, 0.95);
  return {
    name: 'print',
    figures: {
      ...{ prints, labelsEach: 5, tcpMedianMs: rounded(quantile(overTcp, 0.5)) },
      tcpP95Ms: rounded(p95),
      ...(overPty !== null && {
        ptyMedianMs: rounded(quantile(overPty, 0.5)),
        ptyP95Ms: rounded(quantile(overPty, 0.95)),
      }),
    },
    goals: { tcpP95Ms: `<= ${goalMs}`, ...(p95Pty !== null && { ptyP95Ms: `<= ${goalMs}` }) },
    met: p95 <= goalMs && (p95Pty ?? 0) <= goalMs,
  };
}
