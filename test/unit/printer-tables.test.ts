import { describe, expect, it } from 'vitest';
import { printerTrouble } from '../../shared/codec/printer-status.ts';
import { tsplStatusFeed } from '../../shared/codec/tspl-status.ts';
import { deviceTables } from '../support/device-tables.ts';

const statusesOf = (...bytes: readonly number[]) =>
  tsplStatusFeed(deviceTables.tsplStatus, Uint8Array.from(bytes)).events;
const troubleOf = (byte: number) => {
  const [event] = statusesOf(byte);
  return event === undefined ? 'no status' : printerTrouble(event.status);
};

describe('a TSPL printer asked <ESC>!?', () => {
  it.each([
    [0x00, null],
    [0x01, 'head-open'],
    [0x02, 'jammed'],
    [0x04, 'paper-out'],
    [0x05, 'head-open'],
    [0x08, 'ribbon-out'],
    [0x10, 'paused'],
    [0x20, null],
    [0x80, 'other-error'],
  ])('says with byte %i: %s', (byte, trouble) => {
    expect(troubleOf(byte)).toBe(trouble);
  });

  it('is not believed when a bit is set that nobody knows', () => {
    expect(statusesOf(0x40, 0x41)).toEqual([]);
    expect(statusesOf(0x40, 0x04)).toMatchObject([{ status: { isPaperOut: true } }]);
  });

  it('is known from memory only, and its table says so', () => {
    expect(deviceTables.tsplStatus.confirm).toBe(true);
  });
});
