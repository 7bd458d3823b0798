import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIdReader } from '../../electron/core/devices/id-reader.ts';
import type {
  IdReader,
  IdReaderProblem,
  PlacedCard,
} from '../../electron/core/devices/id-reader-port.ts';
import { cardPhoto } from '../../simulators/card.ts';
import { type Started, startDevice } from '../../simulators/start.ts';
import { foreigner2023, li, zhang } from '../support/card-files.ts';
import { deviceUrl, pause, realDeviceDeps, until } from '../support/device-deps.ts';
import { listenHere } from '../../simulators/loopback.ts';

let cards: PlacedCard[];
let problems: IdReaderProblem['kind'][];
let removals: number;

const listen = (url: string): IdReader => {
  cards = [];
  problems = [];
  removals = 0;
  return createIdReader(
    realDeviceDeps(),
    { url: deviceUrl(url) },
    {
      onState: () => {},
      onCard: (card) => cards.push(card),
      onRemoved: () => {
        removals += 1;
      },
      onProblem: ({ kind }) => problems.push(kind),
    },
  );
};

describe('a sidecar with a card reader', () => {
  let sidecar: Started<'idReader'>;
  let reader: IdReader;

  beforeEach(async () => {
    sidecar = await startDevice('idReader', { protocol: 'sidecar' });
    expect(sidecar.url).toMatch(/^sidecar:tcp:\/\/127\.0\.0\.1:[0-9]+$/u);
    reader = listen(sidecar.url);
    await until('the greeting', () => reader.state().kind === 'ready');
  });
  afterEach(async () => {
    await reader.close();
    await sidecar.close();
  });

  it('gives a placed card once, says when it was taken off, and gives the next', async () => {
    sidecar.simulator.placeCard(li);
    await until('the card', () => cards.length === 1);
    expect(cards[0]).toMatchObject({
      card: { name: '\u{20BB7}\uE864明', number: li.idNumber },
      photo: cardPhoto(li),
      samId: '05.03-20160325-0001234567-1234567890',
    });
    expect(cards[0]?.text).toHaveLength(256);
    expect(removals).toBe(0);
    sidecar.simulator.removeCard();
    await until('the removal', () => removals === 1);
    sidecar.simulator.placeCard(foreigner2023);
    await until('the next card', () => cards.length === 2);
    expect(cards[1]?.card.layout).toBe('foreigner-2023');
    expect(problems).toEqual([]);
  });

  it('that dies is lost, and reads cards again when somebody has started it', async () => {
    sidecar.simulator.placeCard(zhang);
    await until('the card', () => cards.length === 1);
    await sidecar.simulator.unplug();
    await until('the loss', () => reader.state().kind === 'lost');
    expect(removals).toBe(1);
    await sidecar.simulator.plug();
    await until('the card that lies there', () => cards.length === 2);
    expect(reader.state().kind).toBe('ready');
  });

  it('is asked to reset its reader when cards are refused again and again', async () => {
    sidecar.simulator.jam(0x31);
    for (let placed = 0; placed < 3; placed += 1) sidecar.simulator.placeCard(zhang);
    await until('the card after the reset', () => cards.length === 1);
    expect(sidecar.simulator.resets()).toBe(1);
    // Once for each placing.
    expect(problems).toEqual(['card-refused', 'card-refused', 'card-refused']);
  });

  it('of which one line is spoilt is listened to further on', async () => {
    sidecar.cable.fault('noise');
    sidecar.simulator.placeCard(zhang);
    await pause(200);
    sidecar.simulator.placeCard(li);
    await until('a card', () => cards.some(({ card }) => card.number === li.idNumber));
    expect(reader.state().kind).not.toBe('lost');
  });
});

describe('what only says that it is a sidecar', () => {
  let server: Server;
  let client: Socket | undefined;
  let heard = '';
  let reader: IdReader | undefined;

  const serve = async (greeting: string): Promise<string> => {
    heard = '';
    server = createServer((socket) => {
      client = socket;
      socket.on('error', () => {});
      socket.on('data', (bytes) => {
        heard += bytes.toString();
      });
      socket.write(greeting);
    });
    const port = await listenHere(server);
    return `sidecar:tcp://127.0.0.1:${port}`;
  };
  afterEach(async () => {
    await reader?.close();
    client?.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const card = JSON.stringify({
    ...{ type: 'card', text: '20'.repeat(256), photo: null, samId: null },
  });

  it('is greeted first with the versions we know', async () => {
    reader = listen(await serve(''));
    await until('our greeting', () => heard.includes('\n'));
    expect(JSON.parse(heard.split('\n')[0] ?? '')).toEqual({
      ...{ type: 'hello', protocols: [1], app: 'bloodmobile' },
    });
    expect(reader.state().kind).toBe('busy');
  });

  it('is no reader when it keeps another version, and gives no cards', async () => {
    const hello = '{"type":"hello","protocol":2,"program":"newer","reader":null}\n';
    reader = listen(await serve(`${hello}${card}\n`));
    await until('the problem', () => problems.length > 0);
    expect(problems).toEqual(['sidecar-wrong']);
    expect(reader.state()).toEqual({ kind: 'lost', reason: 'no-reply' });
    expect(cards).toEqual([]);
  });

  it('is no reader when it speaks something else', async () => {
    reader = listen(
      await serve('HTTP/1.1 400 Bad Request\r\nA: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\n\r\n'),
    );
    await until('the problem', () => problems.length > 0);
    expect(problems).toEqual(['sidecar-wrong']);
  });

  it('has a card that cannot be read told by name', async () => {
    const hello = '{"type":"hello","protocol":1,"program":"p","reader":null,"later":1}\n';
    reader = listen(await serve(`${hello}{"type":"weather"}\n${card}\n`));
    await until('the problem', () => problems.length > 0);
    expect(problems).toEqual(['card-unreadable']);
    expect(reader.state().kind).toBe('ready');
  });

  it('is lost when it says nothing any more, and is sent our heart-beat', async () => {
    reader = listen(await serve('{"type":"hello","protocol":1,"program":"p","reader":null}\n'));
    await until('the loss', () => reader?.state().kind === 'lost', 9000);
    expect(problems).toEqual(['no-reply']);
    expect(heard.match(/"beat"/gu)?.length).toBeGreaterThanOrEqual(2);
    client?.write('{"type":"beat"}\n');
    await until('its return', () => reader?.state().kind === 'ready');
  });
});
