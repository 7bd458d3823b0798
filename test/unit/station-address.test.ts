import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCoreConfig } from '../../electron/core/config.ts';
import { checkStationUrl, keepStation, keptStation } from '../../electron/core/station-address.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test.each([
  ['https://station.example:8600', true],
  ['http://127.0.0.1:8600', true],
  ['http://127.9.9.9', true],
  ['http://localhost:8600', true],
  ['http://[::1]:8600', true],
  ['http://station.example', false],
  ['http://127.0.0.1.example', false],
  ['http://localhost.example', false],
  ['http://10.0.0.9:8600', false],
  ['ftp://127.0.0.1', false],
  ['station', false],
  ['', false],
])('records go to %s: %s', (url, isTaken) => {
  expect(checkStationUrl(url, false).ok).toBe(isTaken);
});

test('plain http to another machine is taken where it was asked for, and the refusal says how', () => {
  expect(checkStationUrl('http://10.0.0.9:8600', true).ok).toBe(true);
  const args = ['--data', temporaryFolder(), '--station', 'http://10.0.0.9:8600'];
  const refused = readCoreConfig(args, '');
  expect(refused.ok ? '' : refused.error).toContain('--allow-plain-http');
  expect(readCoreConfig([...args, '--allow-plain-http'], '').ok).toBe(true);
});

test('the address typed in is kept; the command line and config.json win over it', () => {
  const folder = temporaryFolder();
  keepStation(folder, 'https://kept.example');
  const station = (...args: string[]) => {
    const config = readCoreConfig(['--data', folder, ...args], '');
    return config.ok ? config.value.station : config.error;
  };
  expect(station()).toEqual({ url: 'https://kept.example', isFixed: false });
  expect(station('--station', 'https://named.example')).toEqual({
    ...{ url: 'https://named.example', isFixed: true },
  });
  writeFileSync(join(folder, 'config.json'), '{"station":"https://file.example"}');
  expect(station()).toEqual({ url: 'https://file.example', isFixed: true });
  writeFileSync(join(folder, 'station.json'), '{');
  expect(keptStation(folder)).toBeUndefined();
});

test('a code of another form is refused at the start, in a sentence', () => {
  const config = readCoreConfig(['--data', temporaryFolder(), '--enrol', 'abc'], '');
  expect(config.ok ? '' : config.error).toContain('--enrol');
});
