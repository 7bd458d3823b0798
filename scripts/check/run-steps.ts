import { spawn } from 'node:child_process';
import type { Count, Step } from './steps.ts';

/** More output of one step than this is cut in the middle of the run, never held in memory. */
const outputBytesMax = 4 * 1024 * 1024;

interface Outcome {
  readonly exitCode: number;
  readonly output: string;
  readonly tookMs: number;
}

/** Runs the steps, at most `atOnceMax` together, and adds up what they counted. */
export async function runSteps(steps: readonly Step[], atOnceMax: number): Promise<Count> {
  const together = steps.filter((step) => !step.alone);
  const alone = steps.filter((step) => step.alone);
  const counts: Count[] = [];
  const queue = [...together];
  const worker = async () => {
    for (let step = queue.shift(); step; step = queue.shift()) counts.push(await runStep(step));
  };
  await Promise.all(Array.from({ length: atOnceMax }, worker));
  for (const step of alone) counts.push(await runStep(step));
  return {
    passed: counts.reduce((sum, count) => sum + count.passed, 0),
    failed: counts.reduce((sum, count) => sum + count.failed, 0),
  };
}

async function runStep(step: Step): Promise<Count> {
  const outcome = await runNode(step);
  const count = step.count(outcome.exitCode);
  const mark = count.failed === 0 ? 'ok    ' : 'FAILED';
  const seconds = (outcome.tookMs / 1000).toFixed(1).padStart(6);
  const number = step.alone ? `  ${count.passed} passed, ${count.failed} failed` : '';
  console.log(`${mark} ${seconds} s  ${step.name}${number}`);
  if (count.failed > 0)
    console.log([...(count.failures ?? []), outcome.output.trimEnd()].join('\n\n'));
  return count;
}

async function runNode({ args, minutesMax }: Step): Promise<Outcome> {
  const startedAtMs = performance.now();
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    timeout: minutesMax * 60_000,
    killSignal: 'SIGKILL',
  });
  const stop = () => child.kill('SIGTERM');
  process.once('SIGTERM', stop).once('SIGINT', stop);
  let output = '';
  const keep = (chunk: Buffer) => {
    if (output.length < outputBytesMax) output += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const exitCode = await new Promise<number>((resolve) => {
    child.on('error', (error) => {
      output += error.message;
      resolve(1);
    });
    child.on('close', (code, signal) => {
      if (signal !== null) output += `\nended by ${signal} (it may take ${minutesMax} minutes)`;
      resolve(code ?? 1);
    });
  });
  process.off('SIGTERM', stop).off('SIGINT', stop);
  return { exitCode, output, tookMs: performance.now() - startedAtMs };
}
