import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BpProblem, createBloodPressure } from '../../electron/core/devices/blood-pressure.ts';
import type { Device } from '../../electron/core/devices/device.ts';
import { createScale, type Weight } from '../../electron/core/devices/scale.ts';
import type { BpReading } from '../../shared/codec/omron-bp.ts';
import { type Simulators, startSimulators } from '../../simulators/start.ts';
import { scaleFormatOf } from '../support/device-tables.ts';
import { deviceUrl, realDeviceDeps, until } from '../support/device-deps.ts';

describe.each(['pty', 'tcp'] as const)('over %s', (transport) => {
  let simulators: Simulators;
  let scale: Device;
  let bp: Device;
  let weights: Weight[];
  let scaleProblems: string[];
  let readings: BpReading[];
  let bpProblems: BpProblem[];

  beforeEach(async () => {
    simulators = await startSimulators({ transport });
    weights = [];
    scaleProblems = [];
    readings = [];
    bpProblems = [];
    scale = createScale(
      realDeviceDeps(),
      { url: deviceUrl(simulators.urls.scale), format: scaleFormatOf('generic') },
      {
        onState: () => {},
        onWeight: (weight) => weights.push(weight),
        onProblem: ({ kind }) => scaleProblems.push(kind),
      },
    );
    bp = createBloodPressure(
      realDeviceDeps(),
      { url: deviceUrl(simulators.urls.bp) },
      {
        onState: () => {},
        onReading: (reading) => readings.push(reading),
        onProblem: (problem) => bpProblems.push(problem),
      },
    );
    await until(
      'both are ready',
      () => scale.state().kind === 'ready' && bp.state().kind === 'ready',
    );
    await until('the scale sends', () => weights.length > 0);
  });
  afterEach(async () => {
    await Promise.all([scale.close(), bp.close()]);
    await simulators.close();
  });

  it('the scale says when a weight stands still', async () => {
    simulators.scale.set(437.5);
    await until('a stable weight', () => weights.at(-1)?.grams === 437.5);
    expect(weights.at(-1)?.isStable).toBe(true);
    expect(weights.some(({ grams, isStable }) => !isStable && grams !== 437.5)).toBe(true);
  });

  it('the scale names overload and garbage and goes on weighing', async () => {
    simulators.scale.garbage();
    simulators.scale.setOverload(true);
    await until('both problems', () => new Set(scaleProblems).size === 2);
    simulators.scale.setOverload(false);
    const before = weights.length;
    await until('the next weight', () => weights.length > before);
  });

  it('the blood pressure monitor gives what it measured, its failures and garbage by name', async () => {
    await until('the monitor is connected', () => {
      if (readings.length === 0) simulators.bp.measure({ systolic: 128, diastolic: 79, pulse: 72 });
      return readings.length > 0;
    });
    expect(readings[0]).toMatchObject({ systolicMmHg: 128, diastolicMmHg: 79, pulsePerMin: 72 });
    simulators.bp.fail('4');
    simulators.bp.garbage();
    await until('both problems', () => bpProblems.length === 2);
    expect(bpProblems).toMatchObject([
      { kind: 'measurement-failed', code: '4' },
      { kind: 'garbage', reason: 'not-a-reading' },
    ]);
  });
});
