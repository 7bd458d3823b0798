import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CardFile } from '../../simulators/card.ts';
import { cardPhoto } from '../../simulators/card.ts';
import { type Started, startDevice } from '../../simulators/start.ts';
import { foreigner2017, foreigner2023, permit, zhang } from '../support/card-files.ts';
import { cardText } from '../support/card-text.ts';
import { until } from '../support/device-deps.ts';

// The simulated reader against the protocol's own frames: the devices' tests are worth what this one says.
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const ask = {
  samId: hex('AA AA AA 96 69 00 03 12 FF EE'),
  find: hex('AA AA AA 96 69 00 03 20 01 22'),
  select: hex('AA AA AA 96 69 00 03 20 02 21'),
  read: hex('AA AA AA 96 69 00 03 30 01 32'),
  address: hex('AA AA AA 96 69 00 03 30 03 30'),
  reset: hex('AA AA AA 96 69 00 03 10 FF EC'),
};

type Fields = Parameters<typeof cardText>[0];
const dates = (from: string, to: string): Fields => [
  [188, 16, from],
  [204, 16, to],
];
const cards: readonly (readonly [string, CardFile, Fields])[] = [
  [
    'a resident',
    zhang,
    [
      ...([
        [0, 30, '张秀英'],
        [30, 2, '2'],
        [32, 4, '01'],
        [36, 16, '19491231'],
      ] as const),
      [52, 70, '北京市朝阳区建国门外大街1号'],
      [122, 36, '11010519491231002X'],
      [158, 30, '北京市公安局朝阳分局'],
      ...dates('20160105', '长期'),
    ],
  ],
  [
    'a resident of Hong Kong, Macau or Taiwan',
    permit,
    [
      ...([
        [0, 30, '陈大文'],
        [30, 2, '2'],
        [36, 16, '19940823'],
        [52, 70, '广东省深圳市福田区'],
      ] as const),
      ...([
        [122, 36, '810000199408230021'],
        [158, 30, '深圳市公安局'],
      ] as const),
      ...dates('20200601', '20360601'),
      ...([
        [220, 18, 'H12345678'],
        [238, 4, '01'],
        [248, 2, 'J'],
      ] as const),
    ],
  ],
  [
    'a foreigner, card of 2017',
    foreigner2017,
    [
      ...([
        [0, 120, 'DOE, JANE ALEXANDRA'],
        [120, 2, '2'],
        [122, 30, 'CAN110081080310'],
      ] as const),
      ...([[152, 6, 'CAN'], [158, 30, '杜珍'], ...dates('20180101', '20280101')] as const),
      ...([
        [220, 16, '19810803'],
        [236, 4, '01'],
        [240, 8, '1500'],
        [248, 2, 'I'],
      ] as const),
    ],
  ],
  [
    'a foreigner, card of 2023',
    foreigner2023,
    [
      ...([
        [0, 30, '杜珍'],
        [30, 2, '2'],
        [32, 4, '00'],
        [36, 16, '19810803'],
      ] as const),
      ...([
        [52, 70, 'A'.repeat(35)],
        [122, 36, '911124198108030024'],
      ] as const),
      ...dates('20240101', '20340101'),
      ...([
        [220, 22, 'B'.repeat(11)],
        [242, 6, '124'],
        [248, 2, 'Y'],
      ] as const),
    ],
  ],
];

describe('the simulated card reader, byte for byte', () => {
  let reader: Started<'idReader'>;
  let socket: Socket;
  let received: Buffer;

  beforeEach(async () => {
    reader = await startDevice('idReader', { transport: 'tcp' });
    received = Buffer.alloc(0);
    socket = connect(Number(reader.url.split(':').at(-1)), '127.0.0.1');
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes]);
    });
    await until('the connection', () => reader.cable.isConnected());
  });
  afterEach(async () => {
    socket.destroy();
    await reader.close();
  });

  const answerTo = async (command: Buffer, bytes: number): Promise<string> => {
    received = Buffer.alloc(0);
    socket.write(command);
    await until('the answer', () => received.length >= bytes);
    return received.toString('hex').toUpperCase();
  };
  const compact = (text: string): string => text.replaceAll(' ', '');

  it('answers as the protocol says while there is no card', async () => {
    expect(await answerTo(ask.find, 11)).toBe(compact('AA AA AA 96 69 00 04 00 00 80 84'));
    expect(await answerTo(ask.select, 11)).toBe(compact('AA AA AA 96 69 00 04 00 00 81 85'));
    expect(await answerTo(ask.read, 11)).toBe(compact('AA AA AA 96 69 00 04 00 00 41 45'));
    expect(await answerTo(ask.reset, 11)).toBe(compact('AA AA AA 96 69 00 04 00 00 90 94'));
    expect(await answerTo(ask.samId, 27)).toHaveLength(54);
  });

  it.each(cards)('gives the card of %s', async (_, card, fields) => {
    reader.simulator.placeCard(card);
    expect(await answerTo(ask.find, 15)).toBe(
      compact('AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97'),
    );
    expect(await answerTo(ask.select, 19)).toBe(
      compact('AA AA AA 96 69 00 0C 00 00 90 00 00 00 00 00 00 00 00 9C'),
    );
    await answerTo(ask.read, 1295);
    expect(received).toHaveLength(1295);
    expect(received.subarray(0, 14)).toEqual(hex('AA AA AA 96 69 05 08 00 00 90 01 00 04 00'));
    expect(new Uint8Array(received.subarray(14, 270))).toEqual(cardText(fields));
    expect(new Uint8Array(received.subarray(270, 1294))).toEqual(cardPhoto(card));
    expect(received.subarray(5).reduce((xor, byte) => xor ^ byte, 0)).toBe(0);
    // The card that was read is there and has no further address; it is not found again before it was taken off.
    expect(await answerTo(ask.address, 11)).toBe(compact('AA AA AA 96 69 00 04 00 00 91 95'));
    expect(await answerTo(ask.find, 11)).toBe(compact('AA AA AA 96 69 00 04 00 00 80 84'));
    reader.simulator.removeCard();
    expect(await answerTo(ask.address, 11)).toBe(compact('AA AA AA 96 69 00 04 00 00 41 45'));
  });
});
