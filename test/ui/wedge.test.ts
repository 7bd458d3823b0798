import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  endBurst,
  feedKey,
  idle,
  type Wedge,
  type WedgeAction,
} from '../../renderer/scan/wedge.ts';

interface Typed {
  readonly state: Wedge;
  readonly actions: readonly WedgeAction[];
}

/** Types a text with one pause between any two keys, Enter at the end when asked. */
function type(text: string, gapMs: number, enter: boolean): Typed {
  let state: Wedge = idle;
  const actions: WedgeAction[] = [];
  const keys = enter ? [...text, 'Enter'] : [...text];
  keys.forEach((key, at) => {
    const step = feedKey(state, { key, us: key.length === 1 ? key : null }, 1000 + at * gapMs);
    state = step.state;
    actions.push(step.action);
  });
  return { state, actions };
}

const kinds = ({ actions }: Typed): readonly string[] => actions.map(({ kind }) => kind);

it("a scanner's burst ending with Enter is a scan, and nothing of it stays in the field", () => {
  const typed = type('=G12341765431700', 8, true);
  expect(typed.actions.at(-1)).toMatchObject({ kind: 'scan', text: '=G12341765431700' });
  expect(kinds(typed).filter((kind) => kind === 'take-back')).toHaveLength(1);
  expect(kinds(typed).slice(0, 2)).toEqual(['watch', 'take-back']);
  expect(typed.state).toEqual(idle);
});

it('a box code without identifier is known by its speed', () => {
  expect(type('T-04', 10, true).actions.at(-1)).toMatchObject({ kind: 'scan', text: 'T-04' });
});

it('typing by hand reaches the field, Enter included', () => {
  for (const kind of kinds(type('13956100001', 90, true)))
    expect(['pass', 'watch']).toContain(kind);
});

it('two keys rolled over by a quick finger are still typing', () => {
  expect(kinds(type('ab', 12, true))).toEqual(['watch', 'pass', 'pass']);
});

it('a code whose Enter got lost is a scan; a fast text without code or Enter is given back', () => {
  expect(endBurst(type('=G12341765431700', 8, false).state)).toMatchObject({
    kind: 'scan',
    text: '=G12341765431700',
  });
  expect(endBurst(type('hello world', 1, false).state)).toEqual({
    kind: 'typing',
    text: 'hello world',
  });
  expect(endBurst(idle)).toBeNull();
});

it('shift keys between the characters of a burst do not break it', () => {
  let state: Wedge = idle;
  let action: WedgeAction = { kind: 'pass' };
  ['=', 'Shift', 'G', 'Shift', '1', '2', 'Enter'].forEach((key, at) => {
    ({ state, action } = feedKey(state, { key, us: null }, at * 8));
  });
  expect(action).toEqual({ kind: 'scan', text: '=G12', us: null });
});

it('whatever is typed at whatever speed, the text kept is bounded', () => {
  const key = fc.oneof(fc.constant('Enter'), fc.string({ minLength: 1, maxLength: 1 }));
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.nat(60)), { maxLength: 400 }), (keys) => {
      let state: Wedge = idle;
      let atMs = 0;
      for (const [pressed, gapMs] of keys) {
        atMs += gapMs;
        state = feedKey(state, { key: pressed, us: null }, atMs).state;
        if (state.kind !== 'idle') expect([...state.text].length).toBeLessThanOrEqual(512);
      }
    }),
  );
});

it('Tab ends a code as Enter does, and moves on from a field otherwise', () => {
  let state: Wedge = idle;
  let action: WedgeAction = { kind: 'pass' };
  [...'=G1234', 'Tab'].forEach((key, at) => {
    ({ state, action } = feedKey(state, { key, us: null }, at * 8));
  });
  expect(action).toMatchObject({ kind: 'scan', text: '=G1234' });
  expect(feedKey(idle, { key: 'Tab', us: null }, 0).action).toEqual({ kind: 'pass' });
});

it('a prefix the scanner is set to is taken off', () => {
  const options = { gapMaxMs: 35, prefix: '~~' };
  let state: Wedge = idle;
  let action: WedgeAction = { kind: 'pass' };
  [...'~~T-04', 'Enter'].forEach((key, at) => {
    ({ state, action } = feedKey(state, { key, us: key }, at * 8, options));
  });
  expect(action).toMatchObject({ kind: 'scan', text: 'T-04' });
});

it('a character of two code units and a dead key are one key each', () => {
  let state: Wedge = idle;
  for (const [at, key] of ['𠮷', 'Dead', 'a'].entries()) {
    state = feedKey(state, { key, us: null }, at * 8).state;
  }
  expect(state).toMatchObject({ kind: 'maybe', keys: 3, text: '𠮷\ufffda' });
});

it('a scanner set to longer pauses between its keys is followed when told so', () => {
  const codeAt = (gapMaxMs: number): string => {
    let state: Wedge = idle;
    let kind = 'pass';
    [...'=G1234', 'Enter'].forEach((key, at) => {
      const step = feedKey(state, { key, us: null }, at * 60, { gapMaxMs, prefix: '' });
      state = step.state;
      kind = step.action.kind;
    });
    return kind;
  };
  expect([codeAt(35), codeAt(80)]).toEqual(['pass', 'scan']);
});
