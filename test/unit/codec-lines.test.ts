import { describe, expect, it } from 'vitest';
import { bpFeed, bpInitial } from '../../shared/codec/omron-bp.ts';
import {
  printerStatusFeed,
  printerStatusInitial,
  printerTrouble,
} from '../../shared/codec/printer-status.ts';
import { scaleFeed, scaleInitial } from '../../shared/codec/scale.ts';
import {
  type ScannerConfig,
  scannerFeed,
  scannerIdle,
  scannerInitial,
} from '../../shared/codec/scanner.ts';
import { scaleFormatOf } from '../support/device-tables.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const scans = (config: ScannerConfig, text: string) =>
  scannerFeed(config, scannerInitial, ascii(text)).events;

describe('a serial scanner', () => {
  it('gives one scan for each code whatever ends it', () => {
    const expected = [
      { kind: 'scan', text: '=A99991712345600' },
      { kind: 'scan', text: '=%6200' },
    ];
    expect(scans({ suffix: 'any' }, '=A99991712345600\r\n=%6200\r')).toEqual(expected);
    expect(scans({ suffix: 'any' }, '=A99991712345600\n=%6200\n')).toEqual(expected);
    expect(scans({ suffix: 'crlf' }, '=A99991712345600\r\n=%6200\r\n')).toEqual(expected);
    expect(scans({ suffix: 'tab' }, '=A99991712345600\t=%6200\t')).toEqual(expected);
    expect(scans({ suffix: 'cr', prefix: '<<' }, '<<=A99991712345600\r<<=%6200\r')).toEqual(
      expected,
    );
  });

  it('without a suffix has a whole code when the line falls idle', () => {
    const step = scannerFeed({ suffix: 'none' }, scannerInitial, ascii('=%6200'));
    expect(step.events).toEqual([]);
    expect(scannerIdle({ suffix: 'none' }, step.state).events).toEqual([
      { kind: 'scan', text: '=%6200' },
    ]);
  });

  it('names garbage and what sets it right, and reads the next code', () => {
    expect(scans({ suffix: 'any' }, '=A9\x00\x01\r=%6200\r')).toEqual([
      { kind: 'garbage', reason: 'control-character', advice: 'check-baud-rate', droppedBytes: 5 },
      { kind: 'scan', text: '=%6200' },
    ]);
    const noisy = scannerFeed({ suffix: 'any' }, scannerInitial, Uint8Array.of(0xf3, 0x80, 13));
    expect(noisy.events).toMatchObject([{ reason: 'not-ascii' }]);
    expect(scans({ suffix: 'any' }, `${'8'.repeat(600)}\r`)).toMatchObject([
      { reason: 'too-long', advice: 'check-suffix-setting', droppedBytes: 600 },
    ]);
    expect(scans({ suffix: 'cr', prefix: '<<' }, '=%6200\r')).toMatchObject([
      { reason: 'prefix-missing', advice: 'check-prefix-setting' },
    ]);
  });

  it('drops by name a code whose suffix never comes, instead of gluing it to the next', () => {
    const step = scannerFeed({ suffix: 'any' }, scannerInitial, ascii('=A9999'));
    const idle = scannerIdle({ suffix: 'any' }, step.state);
    expect(idle.events).toMatchObject([{ kind: 'garbage', reason: 'suffix-missing' }]);
    expect(scannerFeed({ suffix: 'any' }, idle.state, ascii('=%6200\r')).events).toEqual([
      { kind: 'scan', text: '=%6200' },
    ]);
  });
});

describe('a printer asked ~HS', () => {
  const reply = (paperOut: 0 | 1, headOpen: 0 | 1) =>
    ascii(
      `\x02030,${paperOut},0,0225,002,0,0,0,000,0,0,0\x03\r\n` +
        `\x02000,0,${headOpen},0,0,2,4,0,00000003,1,000\x03\r\n\x021234,0\x03\r\n`,
    );
  const status = (bytes: Uint8Array) => {
    const [event] = printerStatusFeed(printerStatusInitial, bytes).events;
    if (event === undefined) throw new Error('no status');
    return event.status;
  };

  it('says that it can print, and what is waiting', () => {
    expect(status(reply(0, 0))).toMatchObject({
      isPaperOut: false,
      isHeadOpen: false,
      waitingFormats: 2,
      labelsRemaining: 3,
    });
    expect(printerTrouble(status(reply(0, 0)))).toBeNull();
  });

  it('says paper out and head open, the head first', () => {
    expect(printerTrouble(status(reply(1, 0)))).toBe('paper-out');
    expect(printerTrouble(status(reply(1, 1)))).toBe('head-open');
  });

  it('is not believed before all three strings are there', () => {
    expect(printerStatusFeed(printerStatusInitial, ascii('\x021234,0\x03')).events).toEqual([]);
    expect(printerStatusFeed(printerStatusInitial, reply(0, 0).slice(0, -4)).events).toEqual([]);
  });
});

describe('a scale', () => {
  const weigh = (text: string) =>
    scaleFeed(scaleFormatOf('generic'), scaleInitial, ascii(text)).events;

  it('gives grams and whether they are stable', () => {
    expect(weigh('ST,+00523.4 g\r\nUS,-00001.0 g\r\nST,GS,+   0.5230kg\r\n')).toEqual([
      { kind: 'weight', grams: 523.4, isStable: true, serial: null, raw: 'ST,+00523.4 g' },
      { kind: 'weight', grams: -1, isStable: false, serial: null, raw: 'US,-00001.0 g' },
      { kind: 'weight', grams: 523, isStable: true, serial: null, raw: 'ST,GS,+   0.5230kg' },
    ]);
  });

  it('says overload and garbage by name', () => {
    expect(weigh('OL\r\n\x01\x02\r\nST,+0.5 lb\n')).toEqual([
      { kind: 'overload' },
      { kind: 'garbage', reason: 'not-a-reading' },
      { kind: 'garbage', reason: 'not-a-reading' },
    ]);
    expect(weigh(`${'0'.repeat(200)}\r\n`)).toEqual([{ kind: 'garbage', reason: 'line-too-long' }]);
  });
});

describe('an Omron HBP-9030 in output format 5', () => {
  const measured = '2026,11,20,09,30,donor-7             ,0,128, 79, 72,1\r\n';
  const read = (line: string) => bpFeed(bpInitial, ascii(line)).events;

  it('sends 55 bytes, and the identification does not go further', () => {
    expect(measured).toHaveLength(55);
    expect(read(measured)).toEqual([
      {
        kind: 'reading',
        reading: {
          systolicMmHg: 128,
          diastolicMmHg: 79,
          pulsePerMin: 72,
          movements: 1,
          deviceTime: '2026-11-20T09:30',
          rawWithoutId: '2026,11,20,09,30,                    ,0,128, 79, 72,1',
        },
      },
    ]);
  });

  it('says that a measurement failed', () => {
    expect(read('2026,11,20,09,30,                    ,3,   ,   ,   ,0\r\n')).toMatchObject([
      { kind: 'measurement-failed', code: '3' },
    ]);
  });

  it('refuses what the device cannot measure and what is no reading', () => {
    expect(read(measured.replace('128', '261'))).toMatchObject([{ reason: 'out-of-range' }]);
    expect(read(measured.replace('128', ' 70'))).toMatchObject([{ reason: 'out-of-range' }]);
    expect(read(measured.replace('2026,11', '2026,13'))).toMatchObject([
      { reason: 'not-a-reading' },
    ]);
    expect(read('128/79\r\n')).toMatchObject([{ reason: 'not-a-reading' }]);
  });
});
