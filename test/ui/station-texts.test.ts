import { expect, it } from 'vitest';
import { spoilReason } from '../../shared/journal/bodies/donation.ts';
import { entryBodies } from '../../shared/journal/types.ts';
import { setAsideReason } from '../../shared/sync/station-api.ts';
import { resolutionDecision } from '../../shared/sync/verdicts.ts';
import { callFailure } from '../../station/contract/failure.ts';
import { fateKind } from '../../station/contract/din-ranges.ts';
import { toldApart } from '../../station/contract/enrolment.ts';
import { stationCalls } from '../../station/contract/index.ts';
import { actFact } from '../../station/contract/people.ts';
import { completionBy, driveState } from '../../station/contract/plans.ts';
import { stationRefusal } from '../../station/contract/refusals.ts';
import { stationRoles } from '../../station/contract/roles.ts';
import { chainFault, sealedFigure } from '../../station/contract/sessions.ts';
import { fateWords, setAsideWords, spoiledWords } from '../../station/contract/words.ts';
import type { Names } from '../../station/web/api/use-names.ts';
import { en } from '../../station/web/text/en.ts';
import { entryName } from '../../station/web/text/entry-name.ts';
import { factSentences } from '../../station/web/text/fact-sentences.ts';
import { failureSentence } from '../../station/web/text/failure-sentence.ts';
import { spoiledWord } from '../../station/web/text/spoiled-word.ts';
import { textsIn, type TextKey } from '../../station/web/text/TextProvider.tsx';
import { toldSentences } from '../../station/web/text/told-sentences.ts';
import { zhCN } from '../../station/web/text/zh-CN.ts';

const keys = Object.keys(zhCN) as TextKey[];
const valuesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').toSorted();
const chinese = textsIn('zh-CN');
const english = textsIn('en');
const names: Names = {
  operator: (id) => (id === 'wang' ? '王队长' : id),
  user: (id) => id,
  plate: (id) => (id === 'van-04' ? '皖F·采04' : id),
  vehicles: [],
};

it('both languages hold the same sentences, none of them empty, and name the same values', () => {
  expect(Object.keys(en).toSorted()).toEqual([...keys].toSorted());
  for (const key of keys) {
    expect([key, valuesIn(en[key])]).toEqual([key, valuesIn(zhCN[key])]);
    expect([key, zhCN[key].trim(), en[key].trim()]).not.toContain('');
  }
});

it('the Chinese list is Chinese, and the English one has no Chinese in it', () => {
  // Another language's own name, and what is all values.
  const alike: readonly TextKey[] = ['frame.other-language', 'set-aside.word'];
  for (const key of keys.filter((each) => !alike.includes(each))) {
    expect([key, /\p{Script=Han}/u.test(zhCN[key])]).toEqual([key, true]);
    expect([key, /\p{Script=Han}/u.test(en[key])]).toEqual([key, false]);
  }
});

it('every word of the contract has a text in both languages', () => {
  const commands = Object.entries(stationCalls).filter(([, { kind }]) => kind === 'command');
  const failures = callFailure.shape.error.options.filter((error) => error !== 'refused');
  const wanted = [
    ...Object.keys(entryBodies).map((type) => `entry.${type}`),
    ...failures.map((error) => `failure.${error}`),
    ...stationRefusal.options.map((reason) => `refusal.${reason}`),
    ...stationRoles.map((role) => `role.${role}`),
    ...commands.map(([name]) => `call.${name}`),
    ...actFact.options.map((fact) => `act-fact.${fact}`),
    ...resolutionDecision.options.map((decision) => `decision.${decision}`),
    ...sealedFigure.options.map((figure) => `sealed.${figure}`),
    ...chainFault.options.map((fault) => `chain-fault.${fault}`),
    ...driveState.options.map((state) => `drive.state.${state}`),
    ...completionBy.options.map((by) => `completion.by-${by}`),
    ...toldApart.shape.told.options.flatMap((told) =>
      ['title', 'what', 'kept', 'to-do'].map((part) => `told.${told}.${part}`),
    ),
  ];
  expect(wanted.filter((key) => !Object.hasOwn(zhCN, key))).toEqual([]);
  expect(Object.keys(setAsideWords).toSorted()).toEqual(setAsideReason.options.toSorted());
  expect(Object.keys(fateWords).toSorted()).toEqual(fateKind.options.toSorted());
  expect(Object.keys(spoiledWords).toSorted()).toEqual(spoilReason.options.toSorted());
});

it('every refusal and failure says what to do: a sentence that ends', () => {
  for (const key of keys.filter((name) => /^(?:refusal|failure)\./.test(name))) {
    expect(zhCN[key]).toMatch(/。$/);
    expect(en[key]).toMatch(/[.]$/);
  }
});

it('no sentence of a refusal shows an identifier of the program', () => {
  for (const reason of stationRefusal.options) {
    const said = failureSentence(chinese, { error: 'refused', sentence: '', reason });
    expect(said).not.toContain(reason);
  }
});

it('a kind of entry is named, and one the station does not know keeps its name', () => {
  expect(entryName(chinese, 'donation.prepared')).toBe('取献血码');
  expect(entryName(english, 'donation.prepared')).toBe('Number taken');
  expect(entryName(chinese, 'future.kind')).toBe('本站不认识的记录（future.kind）');
});

it('what was found is told with its days, people and plates', () => {
  const told = (reason: Parameters<typeof factSentences>[2]['reason'], facts: object) =>
    factSentences(chinese, names, { reason, facts: facts as Record<string, string | number> });
  expect(told('donor-deferred', { until: '2027-01-15' })).toEqual(['屏蔽至 2027-01-15']);
  expect(told('donor-deferred', {})).toEqual(['屏蔽没有到期日']);
  expect(told('interval-broken', { earliest: '2026-12-01', donatedOn: '2026-06-01' })).toEqual([
    '上次献血 2026-06-01，2026-12-01 起才可再献',
  ]);
  expect(told('time-impossible', { what: 'after-receipt', aheadMs: 90 * 60_000 })).toEqual([
    '记录的时间比血站收到时晚 1 小时 30 分钟',
  ]);
  expect(
    told('time-impossible', { what: 'draw-length', durationS: 3, drawMinS: 60, drawMaxS: 900 }),
  ).toEqual(['采血 3 秒，应为 60 至 900 秒']);
  expect(told('operator-unknown', { operator: 'wang' })).toEqual(['操作者：王队长']);
  expect(told('rule-set-not-in-force', { used: 'a@1', inForce: '' })).toEqual([
    '用的是 a@1，当日没有有效标准',
  ]);
  const change = { change: 'split', changedAtMs: Date.UTC(2026, 2, 18), toVehicle: 'van-04' };
  expect(told('din-outside-range', change)).toEqual([
    '此号 2026-03-18 08:00 已转给 皖F·采04',
    '车上当时还不知道',
  ]);
  for (const reason of setAsideReason.options) {
    for (const sentence of told(reason, {})) expect(sentence).not.toMatch(/\{\{|undefined|NaN/);
  }
});

it('a repeat, a restore and a copy are told in three parts, before and after the laptop went on', () => {
  const seen = {
    ...{ vehicle: 'van-03', plate: '皖F·采03', epoch: 'e', laptop: null, seq: 7, heldSeq: 32 },
    ...{ firstSeenAtMs: 0, lastSeenAtMs: 0, count: 1 },
  };
  for (const texts of [chinese, english]) {
    const all = toldApart.shape.told.options.flatMap((told) =>
      [false, true].map((wentOn) => toldSentences(texts, { ...seen, told, wentOn })),
    );
    for (const { title, what, kept, toDo } of all) {
      for (const sentence of [title, what, kept, toDo]) expect(sentence).not.toMatch(/\{\{|^$/);
    }
    expect(new Set(all.map(({ title }) => title)).size).toBe(3);
    // A laptop that went on and one that waits have other things to do.
    expect(new Set(all.map(({ toDo }) => toDo)).size).toBe(5);
  }
});

it('a reason for spoiling is worded, a person’s own words stay', () => {
  expect(spoiledWord(chinese, 'bag-faulty')).toBe('血袋不合格');
  expect(spoiledWord(english, '标签印歪')).toBe('标签印歪');
});
