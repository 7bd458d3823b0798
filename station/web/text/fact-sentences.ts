import type { VerdictFacts } from '../../../shared/sync/verdicts.ts';
import type { QueueItem } from '../../contract/queue.ts';
import type { Names } from '../api/use-names.ts';
import type { Texts, Values } from './TextProvider.tsx';

const times = {
  'after-receipt': 'aheadMs',
  'before-epoch': 'earlyMs',
  'stop-before-start': 'lateMs',
} as const;

/** What the station found when it set something aside, in words; empty where the reason says it all. */
export function factSentences(
  texts: Texts,
  names: Names,
  { reason, facts }: Pick<QueueItem, 'reason' | 'facts'>,
): readonly string[] {
  const { t, duration, moment } = texts;
  const values: Values = { ...facts };
  switch (reason) {
    case 'donor-deferred':
      return [facts['until'] === undefined ? t('fact.no-end') : t('fact.until', values)];
    case 'interval-broken':
      return facts['earliest'] === undefined ? [] : [t('fact.interval', values)];
    case 'time-impossible': {
      const { what } = facts;
      if (what === 'draw-length') return [t('fact.draw-length', values)];
      if (what !== 'after-receipt' && what !== 'before-epoch' && what !== 'stop-before-start') {
        return [];
      }
      return [t(`fact.${what}`, { length: duration(Number(facts[times[what]])) })];
    }
    case 'operator-unknown':
      return [t('fact.operator', { who: names.operator(textOf(facts, 'operator')) })];
    case 'rule-set-not-in-force': {
      const sets = { used: textOf(facts, 'used'), inForce: textOf(facts, 'inForce') };
      if (sets.used === '') return [];
      return [t(sets.inForce === '' ? 'fact.no-rule-set' : 'fact.rule-set', sets)];
    }
    case 'din-outside-range': {
      const { change, changedAtMs, toldAtMs } = facts;
      if (change !== 'split' && change !== 'recalled') return [];
      const at = moment(Number(changedAtMs));
      return [
        t(`fact.${change}`, { at, vehicle: names.plate(textOf(facts, 'toVehicle')) }),
        toldAtMs === undefined
          ? t('fact.not-told')
          : t('fact.told', { at: moment(Number(toldAtMs)) }),
      ];
    }
    case 'unknown-entry':
      return facts['unreadSeq'] === undefined
        ? []
        : [t('fact.unread', { seq: facts['unreadSeq'] })];
    case 'din-seen-before':
    case 'registered-elsewhere':
    case 'seal-not-valid':
      return [];
  }
}

const textOf = (facts: VerdictFacts, name: string): string => String(facts[name] ?? '');
