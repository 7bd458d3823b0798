/**
 * npm run demo [-- --headless] [--port N] [--data DIR] [--browser] [device URLs …]
 *
 * A real PostgreSQL, the station, simulated devices and the app, ready to open a session. With --headless nothing is opened: one
 * line of JSON names every address, and it runs until SIGTERM, which ends all that it started and loses nothing. A device URL
 * (--id-reader, --scanner, --printer, --scale, --bp) puts a real device or somebody else's simulator in the place of ours.
 */
import { join, resolve } from 'node:path';
import { dayOf } from '../electron/core/store/append.ts';
import { type ControlPanel, startControlPanel } from '../simulators/control.ts';
import { generateDonors } from '../simulators/donors.ts';
import { type Simulators, startSimulators } from '../simulators/start.ts';
import { electronBinary } from './electron-binary.ts';
import { openBrowser } from './open-browser.ts';
import { runBrowserHost } from './run-browser-host.ts';
import { runElectron } from './run-electron.ts';
import { demoSettings } from './world/demo-settings.ts';
import { type DemoStation, demoVehicle, startDemoStation } from './world/demo-station.ts';
import { knownDonors } from './world/known-donors.ts';
import { readOptions } from './read-options.ts';

const devices = ['id-reader', 'scanner', 'printer', 'scale', 'bp'] as const;
const donorSeed = 1;
const donorCount = 100;

const device = { type: 'string' } as const;
const { values } = readOptions(
  'npm run demo -- [--headless] [--browser] [--port N] [--data DIR] [--id-reader|--scanner|--printer|--scale|--bp URL]',
  {
    options: {
      headless: { type: 'boolean', default: false },
      browser: { type: 'boolean', default: false },
      port: { type: 'string', default: '0' },
      data: { type: 'string', default: 'data/demo' },
      'id-reader': device,
      scanner: device,
      printer: device,
      scale: device,
      bp: device,
    },
  },
);

interface World {
  readonly station: DemoStation;
  readonly simulators: Simulators;
  readonly panel: ControlPanel;
}

const say = (sentence: string): void => console.error(sentence);

const folder = resolve(values.data);
const settings = demoSettings(folder, dayOf(Date.now()));

async function startWorld(): Promise<World> {
  const people = { seed: donorSeed, count: donorCount, onDate: settings.createdOn };
  const donors = knownDonors(generateDonors(people), settings.createdOn, settings.donorHashKeyHex);
  say('Starting PostgreSQL and the station …');
  const station = await startDemoStation({
    folder: join(folder, 'station'),
    onDate: settings.createdOn,
    donorHashKeyHex: settings.donorHashKeyHex,
    donors,
  });
  const simulators = await startSimulators();
  if (simulators.notice !== null) say(simulators.notice);
  const panel = await startControlPanel(simulators, people);
  return { station, simulators, panel };
}

async function endWorld({ station, simulators, panel }: World): Promise<void> {
  await panel.close();
  await simulators.close();
  await station.close();
}

/** Ours unless another was named. */
const deviceUrls = ({ urls }: Simulators): Record<(typeof devices)[number], string> => ({
  'id-reader': values['id-reader'] ?? urls.idReader,
  scanner: values.scanner ?? urls.scanner,
  printer: values.printer ?? urls.printer,
  scale: values.scale ?? urls.scale,
  bp: values.bp ?? urls.bp,
});

function appArgs({ station, simulators, panel }: World): string[] {
  const urls = deviceUrls(simulators);
  return [
    ...['--data', join(folder, 'vehicle'), '--vehicle', demoVehicle, '--demo'],
    ...['--station', station.station.url, '--enrol', station.enrolCode],
    ...['--simulators-url', panel.url],
    ...devices.flatMap((name) => [`--${name}`, urls[name]]),
  ];
}

async function runInBrowser(world: World): Promise<number> {
  const args = [...appArgs(world), '--port', values.port, `--token=${settings.appToken}`];
  const host = await runBrowserHost(args);
  if (host.page === undefined) return host.ended;
  const { station, simulators, panel } = world;
  const stationPage = station.page;
  if (values.headless) {
    const line = {
      page: host.page,
      token: settings.appToken,
      station: station.station.url,
      stationPage,
      stationToken: station.pageToken,
      devices: deviceUrls(simulators),
      simulators: panel.url,
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
    return host.ended;
  }
  const isOpen = await openBrowser(host.page, resolve('.tools/browser-profile'));
  say(isOpen ? `The app is open:    ${host.page}` : `Open in a browser:  ${host.page}`);
  say(`Simulated devices:  ${panel.url}`);
  say(`The station's page: ${stationPage}`);
  say('Ctrl-C ends the demo.');
  return host.ended;
}

async function run(world: World): Promise<number> {
  if (values.headless || values.browser) return runInBrowser(world);
  const electron = await electronBinary();
  if (electron === undefined) {
    say('Electron is not here and cannot be fetched now, so the demo runs in a browser.');
    return runInBrowser(world);
  }
  say(`Simulated devices:  ${world.panel.url}`);
  return runElectron(electron, appArgs(world));
}

// A signal that comes while the world is still being started must end it too.
let isAsked = false;
const note = (): void => {
  isAsked = true;
};
process.on('SIGTERM', note);
process.on('SIGINT', note);

try {
  const world = await startWorld();
  try {
    if (!isAsked) process.exitCode = await run(world);
  } finally {
    await endWorld(world);
  }
} catch (fault) {
  say(fault instanceof Error ? fault.message : String(fault));
  process.exitCode = 1;
}
