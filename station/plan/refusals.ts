import type { Language } from './sentences.ts';

/** Why something about plans was not done: each with a sentence that says what to do. */
export type PlanningRefusal =
  | 'name-not-allowed'
  | 'year-unknown'
  | 'year-not-allowed'
  | 'unknown-drive'
  | 'drive-withdrawn'
  | 'not-a-date'
  | 'outside-period'
  | 'unknown-vehicle'
  | 'vehicle-taken'
  | 'no-team'
  | 'unknown-team-member'
  | 'not-confirmed'
  | 'reason-missing'
  | 'unknown-unit'
  | 'units-already-one'
  | 'units-one'
  | 'not-decided'
  | 'unknown-rule'
  | 'rule-without-base'
  | 'rule-name-taken'
  | 'not-a-number'
  | 'name-missing';

export const planSentences: Readonly<Record<PlanningRefusal, Readonly<Record<Language, string>>>> =
  {
    'name-not-allowed': {
      zh: '计划名称只能用字母、数字、点、下划线和短横，至多 58 个字符。',
      en: 'A plan’s name is made of letters, digits, dots, underscores and dashes, at most 58 of them.',
    },
    'year-unknown': {
      zh: '文件没有写明年份。请选择计划的年份。',
      en: 'The file names no year. Say which year the plan is for.',
    },
    'year-not-allowed': {
      zh: '年份应在 2000 至 2200 之间。',
      en: 'A plan’s year lies between 2000 and 2200.',
    },
    'unknown-drive': {
      zh: '没有这次采血活动。请刷新列表。',
      en: 'There is no such drive. Look at the list anew.',
    },
    'drive-withdrawn': {
      zh: '新的计划已不再包含这次活动。如仍要举行，请先把它加回计划。',
      en: 'The newest plan no longer holds this drive. Put it back into the plan first.',
    },
    'not-a-date': { zh: '日期不存在。', en: 'That is not a day that exists.' },
    'outside-period': {
      zh: '日期不在计划的时间内。如已与单位商定，请明确确认。',
      en: 'The day lies outside the planned time. If the unit has agreed to it, say so explicitly.',
    },
    'unknown-vehicle': { zh: '没有这辆采血车。', en: 'There is no such vehicle.' },
    'vehicle-taken': {
      zh: '这辆车当天已安排另一次活动。如同一天去两处，请明确确认。',
      en: 'The vehicle has another drive that day. If it is to do both, say so explicitly.',
    },
    'no-team': { zh: '请至少选择一名工作人员。', en: 'Choose at least one member of the team.' },
    'unknown-team-member': {
      zh: '工作人员名单里没有其中一人。',
      en: 'Someone of the team is not on the staff list.',
    },
    'not-confirmed': { zh: '这次活动尚未确认。', en: 'This drive is not confirmed.' },
    'reason-missing': { zh: '请写明原因。', en: 'Say why.' },
    'unknown-unit': { zh: '没有这个单位。', en: 'There is no such unit.' },
    'units-already-one': {
      zh: '这两个名称已算作同一单位。',
      en: 'The two names already stand for one unit.',
    },
    'units-one': {
      zh: '这两个名称已合并为同一单位。如不是同一单位，请先撤销合并。',
      en: 'The two names stand for one unit. If they are two, take that back first.',
    },
    'not-decided': {
      zh: '这两个名称没有可以撤销的决定。请刷新列表。',
      en: 'Nothing was decided on these two names. Look at the list anew.',
    },
    'unknown-rule': { zh: '没有这条任务规则。', en: 'There is no such rule.' },
    'rule-without-base': {
      zh: '该规则需要单位的人数（或辖区人口），请先填写。',
      en: 'The rule needs the unit’s headcount (or its population). Enter that first.',
    },
    'rule-name-taken': {
      zh: '另一类单位的规则已用了这个名称。',
      en: 'Another kind of unit has a rule of this name.',
    },
    'not-a-number': {
      zh: '应为 0 至 1 亿之间的整数。',
      en: 'A whole number from 0 to 100 million is wanted.',
    },
    'name-missing': { zh: '联系人须有姓名。', en: 'A contact needs a name.' },
  };
