import { expect, onTestFinished } from 'vitest';
import { parseDeviceUrl } from '../../shared/device-url.ts';
import type { VisitId } from '../../shared/ids.ts';
import type { PrintJob } from '../../shared/contract/visit.ts';
import type { Bound } from './donor-steps.ts';
import { createPrinterSimulator, type PrinterSimulator } from '../../simulators/printer.ts';
import { openTcpEndpoint } from '../../simulators/tcp-endpoint.ts';
import { openTestCore, type TestCore } from './test-core.ts';

interface Paper {
  readonly url: string;
  readonly printer: PrinterSimulator;
  readonly labels: () => number;
  readonly close: () => Promise<void>;
}

/** A ZPL printer on a socket of its own. */
export async function paper(): Promise<Paper> {
  const printer = createPrinterSimulator(() => endpoint);
  const endpoint = await openTcpEndpoint({ name: 'printer', baud: 9600 }, printer.onBytes);
  return {
    ...{ url: endpoint.url, printer, close: () => endpoint.close() },
    labels: () => printer.labels().length,
  };
}

const waitMs = 8_000;
const pollMs = 20;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export async function until<T>(look: () => Promise<T>, isIt: (seen: T) => boolean): Promise<T> {
  for (let waited = 0; waited < waitMs; waited += pollMs) {
    const seen = await look();
    if (isIt(seen)) return seen;
    await pause(pollMs);
  }
  throw new Error(`never: ${JSON.stringify(await look())}`);
}

export const jobsOf = async (it: TestCore, visitId: VisitId): Promise<readonly PrintJob[]> =>
  (await it.ok('visit.get', { visitId })).donation?.printJobs ?? [];

export const states = (it: TestCore, { visitId }: Bound, wanted: readonly string[]) =>
  until(
    async () => (await jobsOf(it, visitId)).map(({ state }) => state),
    (seen) => seen.join() === wanted.join(),
  );

export const isReady = (it: TestCore, wanted = 'ready') =>
  until(
    async () => (await it.ok('device.list', {})).devices.find(({ role }) => role === 'printer'),
    (printer) => printer?.state === wanted,
  );

export async function openWithPaper(from?: TestCore): Promise<{ it: TestCore; printer: Paper }> {
  const printer = await paper();
  const url = parseDeviceUrl(printer.url);
  if (!url.ok) throw new Error(url.error);
  const it = openTestCore({
    devices: { printer: url.value },
    ...(from && { folder: from.folder, world: from.world, taken: 'already' }),
  });
  onTestFinished(async () => {
    await it.core.close();
    await printer.close();
    expect(it.world.errors).toEqual([]);
  });
  await isReady(it);
  return { it, printer };
}

export const print = (it: TestCore, { donationId }: Bound, reason: string | null = null) =>
  it.ok('label.print', { donationId, reason });
export const refused = async (it: TestCore, { donationId }: Bound, reason: string | null = null) =>
  (await it.refusal('label.print', { donationId, reason })).reason;
