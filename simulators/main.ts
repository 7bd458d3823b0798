import { parseArgs } from 'node:util';
import { startControlPanel } from './control.ts';
import { startSimulators, type Transport } from './start.ts';

const USAGE =
  'node simulators/main.ts [--transport auto|pty|tcp] [--printer-port N] [--control-port N] [--seed N]';

const isTransport = (value: string): value is Transport => ['auto', 'pty', 'tcp'].includes(value);
const wholeNumber = (value: string): number => {
  if (!/^[0-9]{1,9}$/u.test(value)) throw new Error(`not a number: ${value}\n${USAGE}`);
  return Number(value);
};

const { values } = parseArgs({
  options: {
    transport: { type: 'string', default: 'auto' },
    'printer-port': { type: 'string', default: '0' },
    'control-port': { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
  },
});
if (!isTransport(values.transport)) throw new Error(USAGE);

const simulators = await startSimulators({
  transport: values.transport,
  printerPort: wholeNumber(values['printer-port']),
});
const panel = await startControlPanel(simulators, {
  port: wholeNumber(values['control-port']),
  seed: wholeNumber(values.seed),
  onDate: new Date().toISOString().slice(0, 10),
});

let isEnding = false;
const end = async (): Promise<void> => {
  if (isEnding) return;
  isEnding = true;
  await panel.close();
  await simulators.close();
  process.exitCode = 0;
};
process.on('SIGTERM', () => void end());
process.on('SIGINT', () => void end());

const { urls, transport, notice } = simulators;
process.stdout.write(`${JSON.stringify({ urls, transport, notice, control: panel.url })}\n`);
