import { defineConfig, globalIgnores } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const readsTheClock =
  'Take the time from `Clock`, or as an argument: a replay must give the same answer.';
const drawsRandom = 'Take it from `Random`, or as an argument: a replay must give the same answer.';
const setsATimer = 'Take it from `Timers`, so that a test can own the time.';

const impureSyntax = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: readsTheClock },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: readsTheClock },
  { selector: "CallExpression[callee.name='Date']", message: readsTheClock },
  { selector: "MemberExpression[object.name='performance']", message: readsTheClock },
  {
    selector: "MemberExpression[object.name='process'][property.name=/^(hrtime|uptime)$/]",
    message: readsTheClock,
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: drawsRandom,
  },
  {
    selector:
      "MemberExpression[object.name='globalThis'][property.name=/^(Date|Math|crypto|performance|set[A-Z].*)$/]",
    message: readsTheClock,
  },
];

const impureGlobals = [
  ...['setTimeout', 'setInterval', 'setImmediate'].map((name) => ({ name, message: setsATimer })),
  { name: 'crypto', message: drawsRandom },
];

const impureImports = {
  paths: [
    {
      name: 'node:crypto',
      importNames: ['randomBytes', 'randomUUID', 'randomInt', 'randomFillSync', 'webcrypto'],
      message: drawsRandom,
    },
    { name: 'uuid', message: drawsRandom },
    ...['node:timers', 'node:timers/promises', 'timers', 'timers/promises'].map((name) => ({
      name,
      message: setsATimer,
    })),
    { name: 'node:perf_hooks', message: readsTheClock },
  ],
};

const rawIpc = [
  {
    selector: 'MemberExpression[object.name=/^(ipcMain|ipcRenderer)$/]',
    message:
      'Electron has two channels, `call` and `event`; both live in electron/main/ipc.ts and the preload.',
  },
];

export default defineConfig(
  globalIgnores([
    'out/',
    'dist/',
    '.tools/',
    'data/',
    'node_modules/',
    'resources/',
    '**/fixtures/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        // `const { dropped: _, ...rest } = whole` is how a property is left out.
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-console': 'error',
      eqeqeq: 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
      'no-restricted-syntax': ['error', ...rawIpc],
    },
  },
  {
    files: ['shared/**/*.ts', 'electron/core/**/*.ts'],
    // `system.ts` hands the real clock, timers and randomness to the core; a key is drawn once and never replayed.
    ignores: ['electron/core/system.ts', 'electron/core/keys.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...impureSyntax, ...rawIpc],
      'no-restricted-globals': ['error', ...impureGlobals],
      '@typescript-eslint/no-restricted-imports': ['error', impureImports],
    },
  },
  {
    files: ['electron/main/ipc.ts', 'electron/preload/*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['renderer/**/*.{ts,tsx}', 'station/web/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
  },
  {
    // Commands speak to the terminal, and configuration files are default exports by their tools' wish.
    files: [
      'scripts/**',
      'simulators/main.ts',
      'station/main.ts',
      'electron/browser/main.ts',
      '*.config.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  { files: ['*.config.ts', '**/vite.config.ts'], rules: { 'no-restricted-exports': 'off' } },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      'no-console': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'MemberExpression[object.name=/^(describe|it|test|suite|bench)$/][property.name=/^(only|skip|todo|fails)$/]',
          message: 'Every test runs, or is deleted.',
        },
        {
          selector: "MemberExpression[object.name='vi'][property.name=/^(mock|doMock|spyOn)$/]",
          message:
            'Fakes stand for the world outside, never for our own modules; pass them as arguments.',
        },
      ],
    },
  },
);
