import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { collectionRulesSchema } from '../../shared/domain/donation/collection-rules-schema.ts';
import {
  type DonationEvent,
  type DonationState,
  nextState,
  preparedDonation,
} from '../../shared/domain/donation/state.ts';
import { donationFlags, timeMarks } from '../../shared/domain/donation/timing.ts';
import { checkVolume, gramsToMl, mlToUnits } from '../../shared/domain/donation/volume.ts';

const RULES = collectionRulesSchema.parse(
  JSON.parse(
    readFileSync(
      new URL('../../resources/collection/collection-2019.json', import.meta.url),
      'utf8',
    ),
  ),
);

describe('draw time', () => {
  it.each([
    [200, 300, false, false],
    [200, 301, true, false],
    [200, 420, true, false],
    [200, 421, true, true],
    [300, 450, false, false],
    [300, 451, true, false],
    [300, 600, true, false],
    [300, 601, true, true],
    [400, 600, false, false],
    [400, 601, true, false],
    [400, 780, true, false],
    [400, 781, true, true],
    [350, 60, true, true],
  ])('%d mL in %d s: no platelets %s, no FFP %s', (volume, seconds, noPlatelets, noFfp) => {
    expect(timeMarks(volume, seconds, RULES)).toEqual({ noPlatelets, noFfp });
  });

  it('marks join the flags of the decision', () => {
    expect(donationFlags({ noPlatelets: true, noFfp: true }, ['no-platelets'])).toEqual([
      'no-ffp',
      'no-platelets',
    ]);
    expect(donationFlags({ noPlatelets: false, noFfp: false }, ['no-platelets'])).toEqual([
      'no-platelets',
    ]);
  });
});

describe('volume', () => {
  it.each([
    [200, 180, 'within'],
    [200, 179, 'under'],
    [200, 220, 'within'],
    [200, 221, 'over'],
    [300, 270, 'within'],
    [300, 269, 'under'],
    [300, 330, 'within'],
    [300, 331, 'over'],
    [400, 360, 'within'],
    [400, 359, 'under'],
    [400, 440, 'within'],
    [400, 441, 'over'],
  ])('of %d mL %d is %s', (nominal, drawn, kind) => {
    expect(checkVolume(nominal, drawn, RULES).kind).toBe(kind);
  });

  it('weighs and counts units', () => {
    expect(gramsToMl(421.2, RULES)).toBe(400);
    expect([200, 300, 400].map((ml) => mlToUnits(ml, RULES))).toEqual([1, 1.5, 2]);
  });
});

describe('a donation', () => {
  const after = (...events: readonly DonationEvent[]): DonationState =>
    events.reduce<DonationState>((state, event) => {
      const next = nextState(state, event);
      if (!next.ok) throw new Error(`${event}: ${next.error}`);
      return next.value;
    }, preparedDonation);
  const STARTED = ['labels-checked', 'identity-confirmed', 'started'] as const;

  it('goes from its number to its box, identity and labels in either order', () => {
    expect(after(...STARTED, 'stopped', 'packed').phase).toBe('packed');
    const anew = after(...STARTED, 'stopped', 'packed', 'unpacked');
    expect(anew.phase).toBe('stopped');
    expect(nextState(anew, 'packed')).toMatchObject({ value: { phase: 'packed' } });
    expect(after('identity-confirmed', 'labels-checked', 'started').phase).toBe('started');
  });

  it.each([
    [[], 'started', 'labels-not-all-scanned'],
    [['identity-confirmed'], 'started', 'labels-not-all-scanned'],
    [['labels-checked'], 'started', 'identity-not-confirmed'],
    [[], 'stopped', 'draw-not-running'],
    [[], 'packed', 'draw-not-started'],
    [STARTED, 'started', 'draw-already-started'],
    [STARTED, 'labels-checked', 'draw-already-started'],
    [STARTED, 'packed', 'draw-running'],
    [STARTED, 'spoiled', 'draw-running'],
    [[...STARTED, 'stopped'], 'started', 'draw-already-started'],
    [[...STARTED, 'stopped'], 'stopped', 'draw-not-running'],
    [[...STARTED, 'stopped', 'packed'], 'packed', 'unit-already-packed'],
    [[...STARTED, 'stopped', 'packed'], 'spoiled', 'unit-already-packed'],
    [[...STARTED, 'stopped'], 'unpacked', 'unit-not-packed'],
    [STARTED, 'unpacked', 'unit-not-packed'],
    [[], 'unpacked', 'unit-not-packed'],
    [['spoiled'], 'started', 'donation-spoiled'],
    [['spoiled'], 'spoiled', 'donation-spoiled'],
  ] as const)('after %j refuses %s: %s', (events, event, refusal) => {
    expect(nextState(after(...events), event)).toEqual({ ok: false, error: refusal });
  });

  it('may be spoiled before the draw and after it', () => {
    expect(after('spoiled').phase).toBe('spoiled');
    expect(after(...STARTED, 'stopped', 'spoiled').phase).toBe('spoiled');
  });
});
