import { describe, expect, it } from 'vitest';
import {
  ruleSetSchema,
  decisionSchema,
  type HeldDeferral,
} from '../../shared/domain/screening/schema.ts';
import {
  codesOf,
  GB,
  healthyMan,
  healthyWoman,
  judge,
  withAnswer,
  withEvent,
  withVitals,
} from '../support/screening-facts.ts';

describe('a visit with nothing against it', () => {
  it('is eligible for every volume, today', () => {
    const decision = judge(healthyMan);
    expect(decision).toEqual({
      kind: 'eligible',
      date: '2026-03-15',
      wantedType: 'whole-blood',
      reasons: [],
      notes: [],
      allowedVolumesMl: [200, 300, 400],
      earliest: [
        { type: 'whole-blood', kind: 'on', date: '2026-03-15' },
        { type: 'apheresis-platelets', kind: 'on', date: '2026-03-15' },
      ],
      flags: [],
      ruleSet: { id: 'gb-18467-2011', version: 1 },
      questionnaire: { id: 'donor-health-inquiry', version: 1 },
    });
    expect(decisionSchema.parse(decision)).toEqual(decision);
    expect(judge(healthyWoman).kind).toBe('eligible');
  });

  it('a volume that is not offered is not eligible', () => {
    expect(codesOf(judge({ ...healthyMan, wantedVolumeMl: 350 }))).toEqual(['volume-not-offered']);
  });

  it('a type the rules do not cover goes to the physician', () => {
    const plasma = { ...healthyMan, wantedType: 'apheresis-plasma' as const, wantedVolumeMl: null };
    expect(codesOf(judge(plasma))).toEqual(['donation-type-not-covered']);
  });
});

describe('the deferral list', () => {
  const listed = (deferral: Partial<HeldDeferral>) => ({
    ...healthyMan,
    deferrals: [
      {
        reason: '实验室检测',
        clause: '10.2',
        permanent: false,
        until: null,
        bars: 'all' as const,
        endedOn: null,
        ...deferral,
      },
    ],
  });

  it('bars until its day and not on it', () => {
    expect(judge(listed({ until: '2026-03-16' }))).toMatchObject({
      kind: 'deferred',
      reasons: [{ code: 'deferral-on-list', until: '2026-03-16', text: { zh: '实验室检测' } }],
    });
    expect(judge(listed({ until: '2026-03-15' })).kind).toBe('eligible');
  });

  it('a permanent one bars for good, one without a date until somebody ends it', () => {
    expect(judge(listed({ permanent: true })).kind).toBe('deferred-permanently');
    expect(judge(listed({}))).toMatchObject({ kind: 'deferred', reasons: [{ until: null }] });
    expect(judge(listed({ permanent: true, endedOn: '2026-03-16' })).kind).toBe(
      'deferred-permanently',
    );
    expect(judge(listed({ permanent: true, endedOn: '2026-03-15' })).kind).toBe('eligible');
  });

  it('one without a date leaves the next day open, whatever else has a date', () => {
    const open = listed({});
    const { deferrals: dated } = listed({ until: '2026-05-01' });
    expect(judge({ ...open, deferrals: [...open.deferrals, ...dated] }).earliest).toEqual([
      { type: 'whole-blood', kind: 'open', date: null },
      { type: 'apheresis-platelets', kind: 'open', date: null },
    ]);
  });

  it('one for platelets leaves whole blood', () => {
    const decision = judge(listed({ permanent: true, bars: ['apheresis-platelets'] }));
    expect(decision.kind).toBe('eligible');
    expect(decision.earliest[1]).toEqual({
      type: 'apheresis-platelets',
      kind: 'never',
      date: null,
    });
  });
});

describe('the questionnaire', () => {
  it('aspirin allows whole blood and flags that no platelets come of it', () => {
    const decision = judge(
      withEvent(healthyMan, { reason: '6.2.11-platelet-inhibitor', date: '2026-03-12' }),
    );
    expect(decision).toMatchObject({
      kind: 'eligible',
      flags: ['no-platelets'],
      notes: [{ code: '6.2.11-platelet-inhibitor', until: '2026-03-17' }],
      earliest: [{ date: '2026-03-15' }, { date: '2026-03-17' }],
    });
  });

  it('aspirin on an unknown day keeps the flag', () => {
    const decision = judge(withEvent(healthyMan, { reason: '6.2.11-platelet-inhibitor' }));
    expect(decision).toMatchObject({ kind: 'eligible', flags: ['no-platelets'] });
  });

  it.each(['q08', 'q26'])(
    'an unexpected answer to %s without follow-up is incomplete',
    (itemId) => {
      const decision = judge(withAnswer(healthyMan, { itemId, answer: 'yes', events: [] }));
      expect(decision).toMatchObject({
        kind: 'incomplete',
        reasons: [{ code: 'missing-follow-up', itemId }],
      });
    },
  );

  it('a bare answer stands for its only reason where no date is needed', () => {
    const hivPositive = judge(withAnswer(healthyMan, { itemId: 'q29', answer: 'yes', events: [] }));
    expect(hivPositive).toMatchObject({
      kind: 'deferred-permanently',
      reasons: [{ code: '6.1.14-infectious', clause: '6.1.14', placesDeferral: true }],
    });
    const unfit = judge(withAnswer(healthyMan, { itemId: 'q01', answer: 'no', events: [] }));
    expect(unfit).toMatchObject({ kind: 'deferred', reasons: [{ until: '2026-03-16' }] });
  });

  it('an unanswered question, a missing signature and a signature instead of an answer block', () => {
    const given = healthyMan.questionnaire;
    if (!given) throw new Error('no answers');
    const without = (id: string) => ({
      ...healthyMan,
      questionnaire: { ...given, answers: given.answers.filter(({ itemId }) => itemId !== id) },
    });
    expect(codesOf(judge(without('q12')))).toEqual(['missing-answer']);
    expect(codesOf(judge(without('q33')))).toEqual(['missing-signature']);
    const signed = withAnswer(healthyMan, { itemId: 'q12', answer: 'signed', events: [] });
    expect(codesOf(judge(signed))).toEqual(['missing-answer']);
  });

  it('answers to another version are not answers', () => {
    const given = healthyMan.questionnaire;
    if (!given) throw new Error('no answers');
    const other = { ...healthyMan, questionnaire: { ...given, questionnaireVersion: 9 } };
    expect(codesOf(judge(other))).toEqual(['questionnaire-other-version']);
  });

  it('a reason the rule set does not know goes to the physician', () => {
    expect(codesOf(judge(withEvent(healthyMan, { reason: 'no-such-reason' })))).toEqual([
      'unknown-reason',
    ]);
  });
});

describe('overrides', () => {
  const referred = withEvent(healthyMan, { reason: 'previous-reaction' });
  const by = (role: 'examiner' | 'leader', reason = 'previous-reaction') => ({
    ...referred,
    overrides: [{ reason, role, note: '三年前轻微头晕' }],
  });

  it('the role a rule names may set it aside, and it is still told', () => {
    expect(judge(referred).kind).toBe('refer');
    expect(judge(by('examiner'))).toMatchObject({
      kind: 'eligible',
      notes: [{ code: 'previous-reaction', effect: 'note' }],
    });
  });

  it('it sets aside only the reason it names', () => {
    expect(judge(by('examiner', 'alcohol')).kind).toBe('refer');
  });

  it('another role may not, and what no rule allows cannot be set aside', () => {
    expect(judge(by('leader')).kind).toBe('refer');
    const light = withVitals(by('examiner', 'weight-low-male'), { weightKg: 40 });
    expect(codesOf(judge(light))).toContain('weight-low-male');
  });
});

describe('the group on record', () => {
  const known = (knownAbo: 'A' | 'B' | null, aboForward: 'A' | null) =>
    judge({
      ...healthyMan,
      donor: { ...healthyMan.donor, knownAbo },
      tests: { ...healthyMan.tests, aboForward },
    });

  it('is looked at when there is one and the group was typed today', () => {
    expect(known('A', 'A').kind).toBe('eligible');
    expect(known(null, 'A').kind).toBe('eligible');
    expect(codesOf(known('B', null))).toEqual(['missing-abo-forward']);
    const other = known('B', 'A');
    expect(other.kind).toBe('refer');
    expect(other.reasons).toMatchObject([
      { code: 'abo-differs', overridableBy: ['examiner'], toConfirm: true },
    ]);
  });
});

describe('the order of reasons', () => {
  it('puts the gravest and longest first, and it names the decision', () => {
    const input = withVitals(
      {
        ...withEvent(healthyMan, { reason: '6.2.9-tattoo', date: '2026-03-01' }),
        tests: { ...healthyMan.tests, aboForward: null },
      },
      { weightKg: 40 },
    );
    expect(codesOf(judge(input))).toEqual([
      '6.2.9-tattoo',
      'weight-low-male',
      'missing-abo-forward',
    ]);
    expect(judge(input)).toMatchObject({
      kind: 'deferred',
      earliest: [{ date: '2027-03-01' }, {}],
    });
  });
});

describe('a rule set from elsewhere', () => {
  it('is judged by its own words', () => {
    const parsed = ruleSetSchema.parse(JSON.parse(JSON.stringify({ ...GB, version: 7 })));
    expect(judge(healthyMan, parsed).ruleSet).toEqual({ id: GB.id, version: 7 });
  });
});
