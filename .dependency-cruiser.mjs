// Who may import whom: the table of ARCHITECTURE.md, one entry per folder, and nothing else is allowed.
// `scripts/boundaries.ts` runs it and refuses a run that saw fewer modules than there are on disk.

const pkg = (...names) => names.map((name) => `^node_modules/${name}/`);

// Pure, like `shared/` itself: schemas travel with the contract.
const zod = pkg('zod');

// What both pages are made of.
const pagePackages = pkg(
  '@ant-design',
  '@fontsource[^/]*',
  '@tanstack',
  '@types/react(-dom)?',
  'antd',
  'dayjs',
  'i18next',
  'react',
  'react-dom',
  'react-i18next',
  'uplot',
  'vite',
  'wouter',
);

const anyPackage = '^node_modules/';
const electron = '^(node_modules/)?electron(/|$)(?!(main|preload|browser|core)/)';

/** `to`: patterns of what `from` may import; `node`: whether Node's own modules are among it. */
const zones = [
  { name: 'shared', from: '^shared/', to: ['^shared/', ...zod] },
  {
    name: 'renderer',
    from: '^renderer/',
    to: ['^renderer/', '^shared/', '\\.css$', ...pagePackages],
    notFrom: '^renderer/vite\\.config\\.ts$',
  },
  {
    name: 'core-services',
    from: '^electron/core/services/',
    to: [
      '^electron/core/services/',
      '^shared/',
      '^electron/core/store/',
      '^electron/core/devices/[^/]+\\.ts$',
      '^electron/core/sync/',
      '^electron/core/deps\\.ts$',
      ...zod,
    ],
  },
  {
    name: 'core-store',
    from: '^electron/core/store/',
    to: [
      '^electron/core/store/',
      '^electron/core/deps\\.ts$',
      '^shared/',
      ...zod,
      ...pkg('kysely', 'better-sqlite3-multiple-ciphers'),
    ],
    node: true,
  },
  {
    name: 'core-devices',
    from: '^electron/core/devices/(?!ports/)',
    to: ['^electron/core/devices/(?!ports/)', '^shared/', '^electron/core/deps\\.ts$', ...zod],
  },
  {
    name: 'core-device-ports',
    from: '^electron/core/devices/ports/',
    to: [
      '^electron/core/devices/ports/',
      '^electron/core/devices/line\\.ts$',
      // The timers: a print queue is looked at again until a job has left it.
      '^electron/core/deps\\.ts$',
      '^shared/',
      ...pkg('serialport', '@serialport', 'usb'),
    ],
    node: true,
  },
  {
    name: 'core-sync',
    from: '^electron/core/sync/',
    to: [
      '^electron/core/sync/',
      '^shared/',
      '^electron/core/store/',
      '^electron/core/deps\\.ts$',
      ...zod,
    ],
    node: true,
  },
  {
    name: 'core-compose',
    from: '^electron/core/[^/]+\\.ts$',
    to: [
      '^electron/core/',
      '^shared/',
      ...zod,
      ...pkg('jose', 'opentype\\.js', 'pino', 'pinyin-pro', 'uuid'),
    ],
    node: true,
  },
  {
    name: 'browser-host',
    from: '^electron/browser/',
    to: [
      '^electron/browser/',
      '^electron/core/',
      '^shared/',
      ...zod,
      ...pkg('fastify', '@fastify', '@types/ws', 'ws'),
    ],
    node: true,
  },
  {
    name: 'electron-main',
    from: '^electron/main/',
    to: ['^electron/main/', '^electron/core/', '^shared/', electron, ...pkg('electron-updater')],
    node: true,
  },
  {
    name: 'electron-preload',
    from: '^electron/preload/',
    to: ['^electron/preload/', electron],
  },
  {
    name: 'station',
    from: '^station/(?!web/|contract/)',
    to: ['^station/(?!web/)', '^shared/', anyPackage],
    node: true,
  },
  // Pure, like `shared/`: it travels with the page.
  {
    name: 'station-contract',
    from: '^station/contract/',
    to: ['^station/contract/', '^shared/', ...zod],
  },
  {
    name: 'station-page',
    from: '^station/web/',
    to: ['^station/(web|contract)/', '^shared/', '\\.css$', ...pagePackages],
    notFrom: '^station/web/vite\\.config\\.ts$',
  },
  {
    name: 'simulators',
    from: '^simulators/',
    to: ['^simulators/', ...pkg('fastify', '@fastify', 'serialport', '@serialport')],
    node: true,
  },
  {
    name: 'scripts',
    from: '^scripts/',
    to: ['^(shared|electron|renderer|station|simulators|scripts)/', '^package\\.json$', anyPackage],
    node: true,
  },
];

const zoneRule = ({ name, from, notFrom, to, node }) => ({
  name: `${name}-imports-only-its-row`,
  severity: 'error',
  comment: 'See "Who may import whom" in ARCHITECTURE.md.',
  from: { path: from, ...(notFrom === undefined ? {} : { pathNot: notFrom }) },
  to: { pathNot: to, ...(node === true ? { dependencyTypesNot: ['core'] } : {}) },
});

const product = '^(shared|electron|renderer|station|simulators)/';

export default {
  forbidden: [
    ...zones.map(zoneRule),
    {
      name: 'every-folder-has-a-row',
      severity: 'error',
      comment: 'A new folder needs an entry in the table before it may import anything.',
      from: { pathNot: [...zones.map((zone) => zone.from), '^test/', '^node_modules/', '^[^/]+$'] },
      to: {},
    },
    {
      name: 'core-never-reaches-electron',
      severity: 'error',
      comment: 'The core runs in plain Node, in a utility process and in a test.',
      from: { path: '^(electron/(core|browser)|shared|station|renderer|simulators)/' },
      to: { path: [electron, '^electron/(main|preload)/'], reachable: true },
    },
    {
      name: 'page-never-reaches-the-core',
      severity: 'error',
      from: { path: '^(renderer|shared)/' },
      to: { path: '^(electron|station|simulators|scripts)/', reachable: true },
    },
    {
      name: 'only-scripts-and-tests-know-the-simulators',
      severity: 'error',
      from: { path: '^(shared|electron|renderer|station)/' },
      to: { path: '^simulators/', reachable: true },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'only-tests-import-scripts',
      severity: 'error',
      from: { path: product },
      to: { path: '^scripts/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Types may refer to each other: they are gone when the program runs.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      // Vite answers these imports itself.
      to: { couldNotResolve: true, pathNot: ['^virtual:', '\\?(url|raw|inline)$'] },
    },
    {
      name: 'no-development-package-in-the-product',
      severity: 'error',
      comment:
        'Electron is bundled with the app by the packager; everything else must be a dependency.',
      from: { path: '^(shared|electron|station)/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only', 'npm'],
        pathNot: [electron, '^node_modules/@types/'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(out|dist|\\.tools|data)/' },
    // The fences' own test works on a copy whose node_modules is a link.
    preserveSymlinks: true,
    tsPreCompilationDeps: true,
    detectJSDocImports: false,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
