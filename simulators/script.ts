import { isLineFault, type FaultSetting, type FaultyEndpoint } from './faults.ts';

/** What a device can be told to do: one property of a step, with its value. Throws when the value makes no sense. */
export type Verbs = Readonly<Record<string, (value: unknown, step: Step) => void | Promise<void>>>;
export type Step = Readonly<Record<string, unknown>>;

export interface Stage {
  readonly cable: FaultyEndpoint;
  readonly verbs: Verbs;
  readonly sleep: (ms: number) => Promise<void>;
}

const STEPS_MAX = 100_000;
const LOOK_MS = 50;
const PAUSE_MS_MAX = 3_600_000;

export const numberIn = (value: unknown, min: number, max: number): number => {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < min || value > max) {
    throw new Error(`not a number of ${min} to ${max}: ${JSON.stringify(value)}`);
  }
  return value;
};

const settingOf = (step: Step): FaultSetting => ({
  ...(step['times'] === undefined ? {} : { times: numberIn(step['times'], 0, 1e6) }),
  ...(step['probability'] === undefined
    ? {}
    : { probability: numberIn(step['probability'], 0, 1) }),
  ...(step['minBytes'] === undefined ? {} : { minBytes: numberIn(step['minBytes'], 0, 1e6) }),
});

/** What every device's script may say. */
const common = ({ cable, sleep }: Stage): Verbs => ({
  pauseMs: (value) => sleep(numberIn(value, 0, PAUSE_MS_MAX)),
  waitForConnection: async () => {
    while (!cable.isConnected()) await sleep(LOOK_MS);
  },
  fault: (value, step) => {
    if (typeof value !== 'string' || !isLineFault(value))
      throw new Error(`no such fault: ${String(value)}`);
    cable.fault(value, settingOf(step));
  },
  unplugMs: async (value) => {
    await cable.unplug();
    await sleep(numberIn(value, 0, PAUSE_MS_MAX));
    await cable.plug();
  },
});

/** JSON, one object a line; empty lines and lines that begin with `#` are passed over. */
export const parseScript = (text: string): readonly Step[] => {
  const steps: Step[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    steps.push(parseStep(line, at + 1));
    if (steps.length > STEPS_MAX) throw new Error(`more than ${STEPS_MAX} steps`);
  }
  return steps;
};

export const parseStep = (line: string, lineNumber: number): Step => {
  try {
    const step: unknown = JSON.parse(line);
    if (typeof step === 'object' && step !== null && !Array.isArray(step)) return { ...step };
    throw new Error('not an object');
  } catch (error) {
    throw new Error(`line ${lineNumber}: ${String(error)}`, { cause: error });
  }
};

/** Does one step; the first of its properties that is a verb says what. */
export const performStep = async (stage: Stage, step: Step): Promise<void> => {
  const verbs: Verbs = { ...common(stage), ...stage.verbs };
  const verb = Object.keys(step).find((name) => Object.hasOwn(verbs, name));
  const act = verb === undefined ? undefined : verbs[verb];
  if (verb === undefined || act === undefined) {
    throw new Error(`${JSON.stringify(step)}: none of ${Object.keys(verbs).join(', ')}`);
  }
  await act(step[verb], step);
};

/** Does the steps one after the other; `repeat` times, from the first again. */
export const runScript = async (
  stage: Stage,
  steps: readonly Step[],
  {
    repeat = 1,
    isEnded = () => false,
  }: { readonly repeat?: number; readonly isEnded?: () => boolean } = {},
): Promise<void> => {
  for (let round = 0; round < repeat; round += 1) {
    for (const step of steps) {
      if (isEnded()) return;
      await performStep(stage, step);
    }
  }
};
