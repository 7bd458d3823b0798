import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type FaultSetting, isLineFault, LINE_FAULTS, type LineFault } from './faults.ts';
import { parseScript, parseStep, performStep, runScript, type Stage } from './script.ts';
import { nameOfDevice, type SimulatedDevice, startDevice, type StartOptions } from './start.ts';
import { verbsOf } from './verbs.ts';

export interface ProgramOptions extends StartOptions {
  /** A file of steps, or `-` for steps typed while it runs. */
  readonly script?: string;
  readonly repeat: number;
  /** End when the script has ended. */
  readonly once: boolean;
  readonly faults: readonly (readonly [LineFault, FaultSetting])[];
  readonly onDate: string;
}

/** `noise` once, `noise:3` three times, `noise:0.2` one time in five. */
export const parseFault = (text: string): readonly [LineFault, FaultSetting] => {
  const [name = '', much] = text.split(':', 2);
  if (!isLineFault(name))
    throw new Error(`no such fault: ${name}; there are ${LINE_FAULTS.join(', ')}`);
  if (much === undefined) return [name, { times: 1 }];
  const value = Number(much);
  if (!/^[0-9]{1,6}(\.[0-9]{1,6})?$/u.test(much)) throw new Error(`how often? ${text}`);
  if (much.includes('.') && value > 1) throw new Error(`a probability is at most 1.0: ${text}`);
  return [name, much.includes('.') ? { probability: value } : { times: value }];
};

const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const LOOK_MS = 50;

/**
 * Runs one device until it is told to end. The first line it says is `{ device, url, transport }`, then one for each step it
 * has done, and for a printer one for each label.
 */
export const runDevice = async <Device extends SimulatedDevice>(
  device: Device,
  options: ProgramOptions,
): Promise<{ readonly ended: Promise<void>; readonly close: () => Promise<void> }> => {
  const { script, repeat, once, faults, onDate, seed = 1 } = options;
  const steps =
    script === undefined || script === '-' ? [] : parseScript(readFileSync(script, 'utf8'));
  const { simulator, cable, url, transport, close } = await startDevice(device, options);
  for (const [fault, setting] of faults) cable.fault(fault, setting);
  const scriptPath = script === undefined || script === '-' ? null : script;
  const verbs = verbsOf[device](simulator, { scriptPath, seed, onDate });
  const told = Object.fromEntries(
    Object.entries(verbs).map(([name, act]) => [
      name,
      async (value: unknown, step: object) => {
        await act(value, { ...step });
        say({ did: step });
      },
    ]),
  );
  const stage: Stage = { cable, verbs: told, sleep };
  if ('onLabel' in simulator) simulator.onLabel((label) => say({ label }));
  say({ device: nameOfDevice(device), url, transport });

  let isEnded = false;
  const run = async (): Promise<void> => {
    if (script === undefined) return;
    if (script === '-') return runTyped(stage);
    // What is sent before somebody has opened the device is lost, as on a cable.
    while (!cable.isConnected() && !isEnded) await sleep(LOOK_MS);
    await runScript(stage, steps, { repeat, isEnded: () => isEnded });
  };
  const forGood = new Promise<void>(() => {});
  return {
    ended: run().then(() => (once ? undefined : forGood)),
    close: async () => {
      isEnded = true;
      await close();
    },
  };
};

/** Steps typed or piped in: a wrong one is said and the next is read. */
const runTyped = async (stage: Stage): Promise<void> => {
  let lineNumber = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    lineNumber += 1;
    if (line.trim() === '') continue;
    try {
      await performStep(stage, parseStep(line, lineNumber));
    } catch (error) {
      process.stderr.write(`${String(error)}\n`);
    }
  }
};
