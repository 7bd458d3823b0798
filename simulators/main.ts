import { parseArgs } from 'node:util';
import { startControlPanel } from './control.ts';
import { parseFault, runDevice } from './device-program.ts';
import { deviceNamed, deviceNames, startSimulators, type Transport } from './start.ts';

const USAGE = `node simulators/main.ts [${deviceNames().join('|')}] [options]

Without a device: all of them, with a control panel.
  --transport auto|pty|tcp  --printer-port N  --control-port N  --seed N
With one: that device alone (simulators/README.md).
  --transport auto|pty|tcp  --port N  --seed N  --protocol sam|sidecar
  --script FILE|-  --repeat N  --once  --fault KIND[:TIMES|:PROBABILITY] …`;

const isTransport = (value: string): value is Transport => ['auto', 'pty', 'tcp'].includes(value);
const wholeNumber = (value: string): number => {
  if (!/^[0-9]{1,9}$/u.test(value)) throw new Error(`not a number: ${value}\n${USAGE}`);
  return Number(value);
};

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        transport: { type: 'string', default: 'auto' },
        'printer-port': { type: 'string', default: '0' },
        'control-port': { type: 'string', default: '0' },
        port: { type: 'string', default: '0' },
        seed: { type: 'string', default: '1' },
        protocol: { type: 'string', default: 'sam' },
        script: { type: 'string' },
        repeat: { type: 'string', default: '1' },
        once: { type: 'boolean', default: false },
        fault: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', default: false },
      },
    });
  } catch {
    process.stderr.write(`${USAGE}\n`);
    process.exit(2);
  }
}

const { values, positionals } = readArguments();
const { transport, protocol, script } = values;
const onDate = new Date().toISOString().slice(0, 10);

/** Starts what was asked for and gives the way to end it. */
const start = async (): Promise<{
  readonly ended: Promise<void>;
  readonly close: () => Promise<void>;
}> => {
  if (!isTransport(transport) || (protocol !== 'sam' && protocol !== 'sidecar')) {
    throw new Error(USAGE);
  }
  const seed = wholeNumber(values.seed);
  const [name] = positionals;
  if (name !== undefined) {
    const device = deviceNamed(name);
    if (device === undefined) throw new Error(`no such device: ${name}\n${USAGE}`);
    return runDevice(device, {
      ...{ transport, protocol, seed, onDate, once: values.once },
      ...{ port: wholeNumber(values.port), repeat: wholeNumber(values.repeat) },
      faults: values.fault.map(parseFault),
      ...(script === undefined ? {} : { script }),
    });
  }
  const printerPort = wholeNumber(values['printer-port']);
  const simulators = await startSimulators({ transport, printerPort, seed, protocol });
  const panel = await startControlPanel(simulators, {
    ...{ port: wholeNumber(values['control-port']), seed, onDate },
  });
  const { urls, notice } = simulators;
  const said = { urls, transport: simulators.transport, notice, control: panel.url };
  process.stdout.write(`${JSON.stringify(said)}\n`);
  return {
    ended: new Promise<void>(() => {}),
    close: async () => {
      await panel.close();
      await simulators.close();
    },
  };
};

if (values.help) {
  process.stdout.write(`${USAGE}\n`);
} else {
  let isEnding = false;
  try {
    const running = await start();
    const end = async (exitCode: number): Promise<void> => {
      if (isEnding) return;
      isEnding = true;
      await running.close();
      // Steps may still be waited for on standard input.
      process.exit(exitCode);
    };
    process.on('SIGTERM', () => void end(0));
    process.on('SIGINT', () => void end(0));
    running.ended.then(
      () => end(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        void end(1);
      },
    );
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
}
