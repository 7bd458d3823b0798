import type { z } from 'zod';
import type { spoilReason } from '../../shared/journal/bodies/donation.ts';
import type { FateKind } from './din-ranges.ts';
import type { InBoth } from './in-both.ts';
import type { SetAsideLine } from './sessions.ts';

// Words that stand on the page and in the files it gives away, so that both say the same.

/** What became of a number. */
export const fateWords: Readonly<Record<FateKind, InBoth>> = {
  used: { zh: '已用', en: 'used' },
  spoiled: { zh: '作废', en: 'spoiled' },
  returned: { zh: '交回', en: 'returned' },
  missing: { zh: '可能缺失', en: 'may be missing' },
  split: { zh: '转给其他车', en: 'with another vehicle' },
  recalled: { zh: '收回血站', en: 'back at the station' },
  free: { zh: '未用', en: 'free' },
};

/** Why a number was destroyed. */
export const spoiledWords: Readonly<Record<z.infer<typeof spoilReason>, InBoth>> = {
  'label-damaged': { zh: '标签损坏', en: 'label damaged' },
  'bag-faulty': { zh: '血袋不合格', en: 'faulty bag' },
  'second-puncture': { zh: '二次穿刺', en: 'second puncture' },
  'donor-withdrew': { zh: '献血者退出', en: 'donor withdrew' },
  lost: { zh: '遗失', en: 'lost' },
};

/** Why an entry waits for a person, and what to look at. */
export const setAsideWords: Readonly<Record<SetAsideLine['reason'], InBoth>> = {
  'donor-deferred': {
    zh: '献血者在血站名单中已被屏蔽：该袋暂扣',
    en: 'The donor is deferred on the station’s list: hold the unit',
  },
  'din-seen-before': {
    zh: '献血码已被另一次献血使用：先登记者有效，该袋暂扣',
    en: 'The number was used by another donation before: the first stands, hold this unit',
  },
  'din-outside-range': {
    zh: '献血码不在发给本车的号段内：核对标签',
    en: 'The number is outside the ranges issued to this vehicle: check the labels',
  },
  'registered-elsewhere': {
    zh: '同一人当日已在另一辆车登记：核对身份，先登记者有效',
    en: 'The same person was registered on another vehicle that day: check who it was; the first stands',
  },
  'seal-not-valid': {
    zh: '日终签名无效：与带队人员核对当日记录',
    en: 'The seal’s signature does not hold: go through the day with the team leader',
  },
  'unknown-entry': {
    zh: '本站尚不认识的记录（已保存）：请升级血站程序',
    en: 'An entry this station does not know (it is kept): update the station',
  },
  'interval-broken': {
    zh: '距上次献血的间隔不足：该袋暂扣',
    en: 'Too soon after another donation of this donor: hold the unit',
  },
  'time-impossible': {
    zh: '时间不可能：核对车上时钟与原始记录',
    en: 'The time cannot be right: compare the vehicle’s clock and the paper',
  },
  'operator-unknown': {
    zh: '操作者当时不在人员名单中：核实是谁操作',
    en: 'Whoever did this was not on the staff list then: find out who it was',
  },
  'rule-set-not-in-force': {
    zh: '使用的体检标准当日无效：按现行标准复核',
    en: 'The rule set used was not in force that day: judge again by the one that was',
  },
};
