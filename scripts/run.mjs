/**
 * node scripts/run.mjs TASK [arguments]
 *
 * Every npm script comes through here. It brings what the task needs (Node 24, the dependencies,
 * system packages, the built page), which takes no time when it is all there, and runs the task
 * under Node 24. Plain JavaScript for any Node from 18; no dependencies; says things on standard
 * error only.
 */
import { dirname, delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChild } from './setup/child.mjs';
import { dependenciesAreThere, installDependencies } from './setup/dependencies.mjs';
import { exclusively } from './setup/exclusively.mjs';
import { node24 } from './setup/node24.mjs';
import { buildPage, pageIsBuilt } from './setup/page.mjs';
import { say, SetupFailure } from './setup/say.mjs';
import { installPackages, missingPackages } from './setup/system-packages.mjs';
import { tasks } from './setup/tasks.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** @param {import('./setup/tasks.mjs').Task} task */
async function setUp(task) {
  const node = node24(root);
  const missing = missingPackages(task.packages ?? []);
  const pages = task.pages ?? [];
  const isDone = () =>
    node.bring === undefined &&
    dependenciesAreThere(root, node) &&
    pages.every((page) => pageIsBuilt(root, page));
  if (missing.length === 0 && isDone()) return node;

  await exclusively(join(root, '.tools/setup.lock'), async () => {
    await node.bring?.();
    if (!dependenciesAreThere(root, node)) await installDependencies(root, node);
    if (missing.length > 0) {
      await installPackages(missing, { needed: task.packagesNeeded === true });
    }
    for (const page of pages) if (!pageIsBuilt(root, page)) await buildPage(root, page, node);
  });
  return node;
}

/**
 * @param {string} name
 * @param {readonly string[]} args
 */
async function main(name, args) {
  const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
  if (task === undefined) {
    say('Run one of these with `npm run NAME`, arguments after `--`:');
    for (const [each, { about }] of Object.entries(tasks)) say(`  ${each.padEnd(9)} ${about}`);
    process.exit(2);
  }
  const node = await setUp(task);
  if (task.program === undefined) {
    say(`Everything is there. Node ${node.version}: ${node.path}`);
    return;
  }
  const path = `${dirname(node.path)}${delimiter}${process.env.PATH ?? ''}`;
  const { exitCode, signal } = await runChild(node.path, [...task.program, ...args], {
    cwd: root,
    env: { ...process.env, PATH: path },
  });
  if (signal === null) process.exitCode = exitCode;
  else process.kill(process.pid, signal);
}

try {
  await main(process.argv[2] ?? '', process.argv.slice(3));
} catch (error) {
  if (!(error instanceof SetupFailure)) throw error;
  say(error.message);
  process.exitCode = 1;
}
