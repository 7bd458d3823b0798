/**
 * @typedef {object} Task
 * @property {string} about
 * @property {readonly string[]} [program] arguments for Node; none: set-up alone
 * @property {readonly import('./page.mjs').PageName[]} [pages] those that it serves
 * @property {readonly import('./system-packages.mjs').SystemPackage[]} [packages]
 * @property {boolean} [packagesNeeded] it cannot go on without them
 */

const bothPages = /** @type {const} */ (['renderer', 'station']);
const everything = /** @type {const} */ (['socat', 'chromium', 'fonts-noto-cjk']);
const forTests = /** @type {const} */ ([...everything, 'cups-daemon', 'cups-client']);

/** @type {Record<string, Task>} */
export const tasks = {
  setup: { about: 'bring all that the other tasks need', pages: bothPages, packages: everything },
  demo: {
    about: 'station, simulated devices and the app, ready to open a session',
    program: ['scripts/demo.ts'],
    pages: bothPages,
    packages: everything,
  },
  start: { about: 'the app alone', program: ['scripts/start.ts'], pages: ['renderer'] },
  station: {
    about: "the central station's service",
    program: ['station/main.ts'],
    pages: ['station'],
  },
  plan: { about: 'what a plan file holds: preview FILE', program: ['scripts/plan.ts'] },
  day: { about: 'rehearse a whole day', program: ['scripts/day.ts'] },
  verify: { about: 'check the journal of a data folder', program: ['scripts/verify.ts'] },
  bench: { about: 'measure: lookup, decide, print, sync', program: ['scripts/bench.ts'] },
  simulate: { about: 'simulated devices alone', program: ['simulators/main.ts'] },
  'simulate:histories': {
    about: 'vehicles, station, line and power under many seeds',
    program: ['scripts/simulate-histories.ts'],
  },
  dictionary: {
    about: 'the words that batches of entries are packed against',
    program: ['scripts/make-dictionary.ts'],
  },
  'simulate:line': {
    about: 'a day over a slow line that drops',
    program: ['scripts/simulate-line.ts'],
  },
  check: { about: 'format, types, lint, boundaries, unit tests', program: ['scripts/check.ts'] },
  test: {
    about: 'everything that check does, and all other tests',
    program: ['scripts/check.ts', '--all'],
    pages: bothPages,
    packages: forTests,
    packagesNeeded: true,
  },
  format: {
    about: 'put every file into the form that check wants',
    program: ['node_modules/@biomejs/biome/bin/biome', 'format', '--write', '.'],
  },
  build: { about: 'the Electron app into out/', program: ['scripts/build.ts'] },
};
