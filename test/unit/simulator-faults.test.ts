import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../simulators/endpoint.ts';
import { type LineFault, withFaults } from '../../simulators/faults.ts';
import { seededRandom } from '../../simulators/random.ts';
import { parseScript, performStep, runScript } from '../../simulators/script.ts';
import { parseFault } from '../../simulators/device-program.ts';

const bench = (seed = 1, frameBytesMin = 0) => {
  const sent: Uint8Array[] = [];
  const plugs: string[] = [];
  const endpoint: Endpoint = {
    ...{ url: 'tcp://127.0.0.1:1', isConnected: () => true },
    send: (bytes) => void sent.push(bytes),
    unplug: async () => void plugs.push('out'),
    plug: async () => void plugs.push('in'),
    close: async () => {},
  };
  const cable = withFaults(endpoint, { random: seededRandom(seed), frameBytesMin });
  return { cable, sent, plugs, bytes: () => Buffer.concat(sent).toString('latin1') };
};
const TEXT = 'ABCDEFGHIJKLMNOPQRST';
const send = ({ cable }: ReturnType<typeof bench>) => cable.send(Buffer.from(TEXT));

describe('what goes wrong on a cable', () => {
  it('goes wrong so many times and then no more', () => {
    const one = bench();
    one.cable.fault('silence', { times: 2 });
    for (let at = 0; at < 3; at += 1) send(one);
    expect(one.bytes()).toBe(TEXT);
    expect(one.cable.faults()).toEqual({});
  });

  it('sends the first half, a changed bit, or something before it', () => {
    const half = bench();
    half.cable.fault('half-frame');
    send(half);
    expect(half.bytes()).toBe(TEXT.slice(0, 10));
    const wrong = bench();
    wrong.cable.fault('wrong-checksum');
    send(wrong);
    const differing = [...wrong.bytes()].filter((char, at) => char !== TEXT.charAt(at));
    expect(wrong.bytes()).toHaveLength(TEXT.length);
    expect(differing).toHaveLength(1);
    const noisy = bench();
    noisy.cable.fault('noise');
    send(noisy);
    expect(noisy.bytes().endsWith(TEXT)).toBe(true);
    expect(noisy.bytes().length).toBeGreaterThan(TEXT.length);
  });

  it('cuts frames only, where short answers are no frame', () => {
    const reader = bench(1, 200);
    reader.cable.fault('half-frame');
    send(reader);
    expect(reader.bytes()).toBe(TEXT);
    reader.cable.send(Buffer.alloc(400));
    expect(reader.sent.at(-1)).toHaveLength(200);
  });

  it('pulls the plug in the middle and puts it back', async () => {
    const one = bench();
    one.cable.fault('unplug');
    send(one);
    expect(one.bytes()).toBe(TEXT.slice(0, 10));
    await expect.poll(() => one.plugs, { timeout: 3000 }).toEqual(['out', 'in']);
    await one.cable.close();
  });

  it('drips slowly and keeps the order of what follows', async () => {
    const one = bench();
    one.cable.fault('slow');
    send(one);
    send(one);
    expect(one.bytes().length).toBeLessThan(TEXT.length);
    await expect.poll(() => one.bytes(), { timeout: 3000 }).toBe(TEXT + TEXT);
  });

  it('by chance goes wrong at the same places for the same seed', () => {
    const places = (seed: number): string => {
      const one = bench(seed);
      one.cable.fault('silence', { probability: 0.3 });
      return Array.from({ length: 200 }, () => {
        const before = one.sent.length;
        send(one);
        return one.sent.length === before ? '-' : 'x';
      }).join('');
    };
    expect(places(7)).toBe(places(7));
    expect(places(7)).not.toBe(places(8));
    expect(places(7).split('-').length - 1).toBeGreaterThan(30);
    expect(places(7).split('-').length - 1).toBeLessThan(90);
  });

  it.each([
    ['noise', ['noise', { times: 1 }]],
    ['noise:3', ['noise', { times: 3 }]],
    ['slow:0.2', ['slow', { probability: 0.2 }]],
  ])('%s on the command line is understood', (text, fault) => {
    expect(parseFault(text)).toEqual(fault);
  });

  it.each(['rain', 'noise:', 'noise:x', 'noise:2.5', 'noise:-1'])('%s is not', (text) => {
    expect(() => parseFault(text)).toThrow();
  });
});

describe('a script', () => {
  const stage = () => {
    const done: string[] = [];
    const { cable, plugs } = bench();
    const verbs = { scan: (value: unknown) => void done.push(String(value)) };
    const sleep = async (ms: number) => void done.push(`${ms} ms`);
    return { stage: { cable, verbs, sleep }, done, plugs, cable };
  };

  it('does its steps in order, as often as it is told', async () => {
    const { stage: on, done, plugs, cable } = stage();
    const steps = parseScript(
      '# two codes\n{"scan":"=A"}\n\n{"pauseMs":20}\n{"fault":"noise","times":4}\n{"unplugMs":5}\n',
    );
    await runScript(on, steps, { repeat: 2 });
    expect(done).toEqual(['=A', '20 ms', '5 ms', '=A', '20 ms', '5 ms']);
    expect(plugs).toEqual(['out', 'in', 'out', 'in']);
    expect(cable.faults()).toEqual({ noise: { times: 4 } });
  });

  it('that is wrong is refused with the line', () => {
    expect(() => parseScript('{"scan":"=A"}\n{"scan":')).toThrow('line 2');
    expect(() => parseScript('[1]')).toThrow('line 1');
  });

  it.each([
    { weigh: 5 },
    { fault: 'rain' },
    { pauseMs: '5' },
    { fault: 'noise', times: -1 },
    { fault: 'noise' satisfies LineFault, probability: 1.5 },
    {},
  ])('stops at a step it cannot do: %j', async (step) => {
    await expect(performStep(stage().stage, step)).rejects.toThrow();
  });
});
