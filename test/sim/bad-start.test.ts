import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { openConnection } from '../../electron/core/store/connection.ts';
import { listenHere } from '../../simulators/loopback.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'bloodmobile-start-'));
  ends.push(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

interface Ended {
  readonly code: number | null;
  readonly said: string;
  readonly printed: string;
}

const run = (args: readonly string[], env: NodeJS.ProcessEnv = process.env) => {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  let said = '';
  let printed = '';
  child.stderr.on('data', (bytes: Buffer) => {
    said += bytes.toString('utf8');
  });
  child.stdout.on('data', (bytes: Buffer) => {
    printed += bytes.toString('utf8');
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, said, printed }));
  });
  return { child, ended };
};

const host = (...args: readonly string[]) => run(['electron/browser/main.ts', ...args]);

const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    if (child.stdout) createInterface({ input: child.stdout }).once('line', resolve);
  });

/** A host that is up, ended at the end of the test. */
const startedHost = async (data: string): Promise<void> => {
  const { child, ended } = host('--data', data);
  ends.push(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  await firstLine(child);
};

describe('starting when something is in the way', () => {
  it('says that the data folder is in use by another process, and leaves that one alone', async () => {
    const data = folder();
    await startedHost(data);
    const second = await host('--data', data).ended;
    expect(second.code).toBe(1);
    expect(second.said).toContain('in use by another process');
    expect(second.said).toContain('--data');
    expect(second.printed).toBe('');
  });

  it('says that the database is newer than the app, and does not touch it', async () => {
    const data = folder();
    await startedHost(data);
    await ends.pop()?.();
    const keyHex = readFileSync(join(data, 'database.key'), 'utf8').trim();
    const db = openConnection(join(data, 'bloodmobile.db'), keyHex);
    db.exec('PRAGMA user_version = 9990');
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    const before = readFileSync(join(data, 'bloodmobile.db'));
    const { code, said } = await host('--data', data).ended;
    expect(code).toBe(1);
    expect(said).toContain('newer version of this program (version 9990)');
    expect(readFileSync(join(data, 'bloodmobile.db')).equals(before)).toBe(true);
  });

  it('says that the key does not fit, instead of beginning an empty database', async () => {
    const data = folder();
    await startedHost(data);
    await ends.pop()?.();
    writeFileSync(join(data, 'database.key'), 'ef'.repeat(32));
    const { code, said } = await host('--data', data).ended;
    expect(code).toBe(1);
    expect(said).toContain('wrong key or damaged file');
  });

  it('says that the port is taken and which option chooses another', async () => {
    const server: Server = createServer();
    const port = await listenHere(server);
    ends.push(() => new Promise((closed) => server.close(closed)));
    const { code, said } = await host('--data', folder(), '--port', String(port)).ended;
    expect(code).toBe(1);
    expect(said).toContain(`Port ${port} is taken`);
    expect(said).toContain('--port');
  });

  it('prints the address when there is no browser or no screen to open it on', async () => {
    const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
    const { child, ended } = run(['scripts/start.ts', '--browser', '--data', folder()], {
      ...env,
      PATH: '',
    });
    const line = await new Promise<string>((resolve) => {
      if (child.stderr) {
        createInterface({ input: child.stderr }).on('line', (said) => {
          if (said.includes('http://')) resolve(said);
        });
      }
    });
    expect(line).toMatch(/^Open in a browser: http:\/\/127\.0\.0\.1:\d+\/\?token=/);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });

  it('says how a proxy is written', async () => {
    const { code, said } = await host('--data', folder(), '--proxy', 'squid').ended;
    expect(code).toBe(1);
    expect(said).toContain('--proxy squid: write http://host:port, or none.');
  });

  it('names a device URL it cannot use and shows how one is written', async () => {
    const { code, said } = await host('--data', folder(), '--printer', 'lpt1').ended;
    expect(code).toBe(1);
    expect(said).toContain('--printer lpt1');
    expect(said).toContain('tcp://');
  });

  it('goes on without a station and without a single device', async () => {
    const data = folder();
    const { child, ended } = host(
      ...['--data', data, '--station', 'http://127.0.0.1:9'],
      ...['--printer', 'tcp://127.0.0.1:9', '--scanner', 'serial:/dev/no-such-port'],
    );
    const { origin, token } = JSON.parse(await firstLine(child)) as Record<string, string>;
    const ask = async (name: string) => {
      const response = await fetch(`${origin ?? ''}/call`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token ?? ''}`, 'content-type': 'application/json' },
        body: JSON.stringify({ name, input: {} }),
      });
      return (await response.json()) as { readonly value: unknown };
    };
    expect((await ask('sync.now')).value).toMatchObject({ state: 'offline', configured: true });
    const { devices } = (await ask('device.list')).value as {
      readonly devices: readonly { readonly role: string }[];
    };
    for (const role of ['printer', 'scanner']) {
      const device = devices.find((each) => each.role === role);
      expect(device).toMatchObject({ state: 'absent', reason: 'not-there' });
    }
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });
});
