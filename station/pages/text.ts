import type { BatchReply } from '../../shared/sync/station-api.ts';

type Reason = BatchReply['setAside'][number]['reason'];

/** Why an entry waits for a person: what happened, and what to do with the unit meanwhile. */
export const reasonText: Readonly<Record<Reason, readonly [chinese: string, english: string]>> = {
  'donor-deferred': [
    '献血者在血站名单中已被屏蔽：该袋暂扣',
    'The donor is deferred on the station’s list: hold the unit',
  ],
  'din-seen-before': [
    '献血码已被另一次献血使用：先登记者有效，该袋暂扣',
    'The number was used by another donation before: the first stands, hold this unit',
  ],
  'din-outside-range': [
    '献血码不在发给本车的号段内：核对标签',
    'The number is outside the ranges issued to this vehicle: check the labels',
  ],
  'interval-broken': [
    '距上次献血的间隔不足：该袋暂扣',
    'Too soon after another donation of this donor: hold the unit',
  ],
  'time-impossible': [
    '时间不可能：核对车上时钟与原始记录',
    'The time cannot be right: compare the vehicle’s clock and the paper',
  ],
  'operator-unknown': [
    '操作者当时不在人员名单中：核实是谁操作',
    'Whoever did this was not on the staff list then: find out who it was',
  ],
  'rule-set-not-in-force': [
    '使用的体检标准当日无效：按现行标准复核',
    'The rule set used was not in force that day: judge again by the one that was',
  ],
  'registered-elsewhere': [
    '同一人当日已在另一辆车登记：核对身份，先登记者有效',
    'The same person was registered on another vehicle that day: check who it was; the first stands',
  ],
  'seal-not-valid': [
    '日终签名无效：与带队人员核对当日记录',
    'The seal’s signature does not hold: go through the day with the team leader',
  ],
  'unknown-entry': [
    '本站尚不认识的记录（已保存）：请升级血站程序',
    'An entry this station does not know (it is kept): update the station',
  ],
};

const spoiled: Readonly<Record<string, readonly [chinese: string, english: string]>> = {
  'label-damaged': ['标签损坏', 'label damaged'],
  'bag-faulty': ['血袋不合格', 'faulty bag'],
  'second-puncture': ['二次穿刺', 'second puncture'],
  'donor-withdrew': ['献血者退出', 'donor withdrew'],
  lost: ['遗失', 'lost'],
};

export const spoiledText = (reason: string): readonly [chinese: string, english: string] =>
  spoiled[reason] ?? [reason, reason];
