import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startCore } from '../core/compose.ts';
import { coreOptions, readCoreConfig } from '../core/config.ts';
import { fixedOperator } from '../core/operator.ts';
import { startRefusal } from '../core/start-refusal.ts';
import { type BrowserHost, CannotListen, PortTaken, startBrowserHost } from './server.ts';

/**
 * The plain-Node host: `node electron/browser/main.ts [--data DIR] [--port N] [--host H] [--token T] [device URLs …]`.
 * Prints one line of JSON with the page's address when it is ready; ends cleanly on SIGTERM or SIGINT.
 */
const root = join(import.meta.dirname, '..', '..');
const hostOptions = {
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: '0' },
  token: { type: 'string' },
} as const;

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, options: { ...coreOptions, ...hostOptions }, strict: true }).values;
  } catch (fault) {
    // Its message names the option and says what is wrong with it.
    return fail(fault instanceof Error ? fault.message : String(fault));
  }
}

const tokenForm = /^[A-Za-z0-9._~-]{8,200}$/;

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const values = readArguments(args);
  const config = readCoreConfig(args, join(root, 'resources'));
  if (!config.ok) fail(config.error);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    fail('--port: a number from 0 to 65535.');
  if (values.token !== undefined && !tokenForm.test(values.token))
    fail('--token: 8 to 200 letters, digits, dots, dashes, underscores or tildes.');

  const core = startCoreOrFail(config.value);
  const token = values.token ?? randomBytes(24).toString('hex');
  let host: BrowserHost;
  try {
    host = await startBrowserHost({
      ...{ core, token, port, host: values.host, caller: fixedOperator },
      pageFolder: join(root, 'out', 'renderer'),
    });
  } catch (fault) {
    await core.close();
    if (fault instanceof CannotListen) {
      fail(
        `不能在 ${values.host}:${port} 上提供页面（${fault.message}），请改用其他 --host 或 --port。 / The page cannot be served at ${values.host}:${port} (${fault.message}); choose another --host or --port.`,
      );
    }
    if (!(fault instanceof PortTaken)) throw fault;
    fail(
      `端口 ${port} 已被占用，请用 --port 另选一个。 / Port ${port} is taken by another program; choose another with --port.`,
    );
  }
  process.stdout.write(`${JSON.stringify({ page: host.url, origin: host.origin, token })}\n`);

  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    await host.close();
    await core.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

function startCoreOrFail(config: Parameters<typeof startCore>[0]) {
  try {
    return startCore(config);
  } catch (fault) {
    const sentence = startRefusal(fault, config.dataFolder);
    if (sentence === undefined) throw fault;
    return fail(sentence);
  }
}

await main();
