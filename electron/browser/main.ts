import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startCore } from '../core/compose.ts';
import { coreOptions, readCoreConfig } from '../core/config.ts';
import { fixedOperator } from '../core/operator.ts';
import { startRefusal } from '../core/start-refusal.ts';
import { type BrowserHost, PortTaken, startBrowserHost } from './server.ts';

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

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const { values } = parseArgs({ args, options: { ...coreOptions, ...hostOptions }, strict: true });
  const config = readCoreConfig(args, join(root, 'resources'));
  if (!config.ok) fail(config.error);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    fail('--port: a number from 0 to 65535.');

  const core = startCoreOrFail(config.value);
  const token = values.token ?? randomBytes(24).toString('base64url');
  let host: BrowserHost;
  try {
    host = await startBrowserHost({
      ...{ core, token, port, host: values.host, caller: fixedOperator },
      pageFolder: join(root, 'out', 'renderer'),
    });
  } catch (fault) {
    await core.close();
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
