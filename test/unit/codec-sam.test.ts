import { describe, expect, it } from 'vitest';
import { bytesToHex } from '../../shared/codec/bytes.ts';
import {
  samCommandFrame,
  samFeed,
  samInitial,
  samUnfinished,
} from '../../shared/codec/sam-frame.ts';
import { readBaseData, readSamId, samStatusName } from '../../shared/codec/sam-id-card.ts';

const hex = (text: string): Uint8Array =>
  Uint8Array.from(text.trim().split(/\s+/u), (byte) => Number.parseInt(byte, 16));

const baseReply = (): Uint8Array => {
  const body = [
    ...hex('05 08 00 00 90 01 00 04 00'),
    ...new Array<number>(256).fill(0x20),
    ...new Array<number>(1024).fill(0x5a),
  ];
  return Uint8Array.of(
    ...hex('AA AA AA 96 69'),
    ...body,
    body.reduce((x, b) => x ^ b, 0),
  );
};

describe('commands to the card reader', () => {
  it.each([
    ['reset-sam', 'AA AA AA 96 69 00 03 10 FF EC'],
    ['sam-status', 'AA AA AA 96 69 00 03 11 FF ED'],
    ['read-sam-id', 'AA AA AA 96 69 00 03 12 FF EE'],
    ['find-card', 'AA AA AA 96 69 00 03 20 01 22'],
    ['select-card', 'AA AA AA 96 69 00 03 20 02 21'],
    ['read-base', 'AA AA AA 96 69 00 03 30 01 32'],
  ] as const)('%s is %s', (command, frame) => {
    expect(bytesToHex(samCommandFrame(command))).toBe(frame);
  });
});

describe('replies of the card reader', () => {
  it.each([
    ['AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97', 'card-found'],
    ['AA AA AA 96 69 00 04 00 00 80 84', 'find-failed'],
    ['AA AA AA 96 69 00 0C 00 00 90 00 00 00 00 00 00 00 00 9C', 'done'],
    ['AA AA AA 96 69 00 04 00 00 81 85', 'select-failed'],
    ['AA AA AA 96 69 00 04 00 00 41 45', 'read-failed'],
  ])('%s says %s', (frame, name) => {
    const { events, state } = samFeed(samInitial, hex(frame));
    expect(events).toHaveLength(1);
    const [reply] = events;
    expect(reply?.kind === 'reply' && samStatusName(reply.status)).toBe(name);
    expect(samUnfinished(state)).toBe('nothing');
  });

  it('carry 1295 bytes of base data, text and photo kept raw', () => {
    const bytes = baseReply();
    expect(bytes).toHaveLength(1295);
    const [reply] = samFeed(samInitial, bytes).events;
    if (reply?.kind !== 'reply') throw new Error('no reply');
    const base = readBaseData(reply);
    if (!base.ok) throw new Error(base.error);
    expect(base.value.text).toEqual(new Uint8Array(256).fill(0x20));
    expect(base.value.photo).toEqual(new Uint8Array(1024).fill(0x5a));
  });

  it('with a wrong checksum are named and not used', () => {
    const { events } = samFeed(samInitial, baseReply().with(400, 0));
    expect(events).toEqual([{ kind: 'bad-checksum', frameBytes: 1295 }]);
  });

  it('with an impossible length are named and the next good frame is found', () => {
    const { events } = samFeed(
      samInitial,
      hex('AA AA AA 96 69 FF F0 00 AA AA AA AA 96 69 00 04 00 00 80 84'),
    );
    expect(events).toEqual([
      { kind: 'bad-length', declared: 0xfff0 },
      { kind: 'reply', detail: [0, 0], status: 0x80, data: new Uint8Array(0), noiseBytes: 9 },
    ]);
  });

  it('that stop half way are told from silence and from noise', () => {
    expect(samUnfinished(samInitial)).toBe('nothing');
    expect(samUnfinished(samFeed(samInitial, hex('01 02')).state)).toBe('noise');
    expect(samUnfinished(samFeed(samInitial, baseReply().slice(0, 700)).state)).toBe('half-frame');
  });

  it('to the question for the SAM id give it as its label prints it', () => {
    const [reply] = samFeed(
      samInitial,
      hex('AA AA AA 96 69 00 14 00 00 90 05 00 03 00 45 9F 33 01 87 D6 12 00 D2 02 96 49 26'),
    ).events;
    expect(reply?.kind).toBe('reply');
    expect(reply?.kind === 'reply' && readSamId(reply)).toBe(
      '05.03-20160325-0001234567-1234567890',
    );
  });
});
