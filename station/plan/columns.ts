/** Where each thing stands in a plan's rows; undefined: the plan has no such column. Columns count from 0. */
export interface Columns {
  readonly units: number;
  readonly period: number | undefined;
  /** The month alone, where week or 旬 stand in a column of their own. */
  readonly month: number | undefined;
  readonly venue: number | undefined;
  readonly headcount: number | undefined;
  readonly population: number | undefined;
  readonly target: number | undefined;
  readonly leader: number | undefined;
  readonly liaison: number | undefined;
  readonly phone: number | undefined;
  /** Cells at this column and beyond have no heading. */
  readonly width: number;
}

const headings = {
  units: [
    '参加单位',
    '单位',
    '单位名称',
    '参与单位',
    '献血单位',
    '组织单位',
    '名称',
    'unit',
    'units',
  ],
  period: [
    ...['献血时间', '计划献血时间', '时间', '计划时间', '安排时间', '采血时间', '献血日期', '日期'],
    ...['计划日期', '时间安排', '周次', '旬', 'time', 'date'],
  ],
  month: ['月份', '献血月份', '月', 'month'],
  venue: ['献血地点', '地点', '采血地点', '献血点', '采血点', 'venue', 'place'],
  headcount: [
    ...['总人数', '人数', '在职人数', '在岗人数', '在职在岗人数', '职工人数', '单位人数'],
    ...['职工总数', '在岗职工数', 'headcount', 'staff'],
  ],
  population: ['人口', '人口数', '辖区人口', '常住人口', '户籍人口', 'population'],
  target: [
    ...['任务数', '任务', '献血任务', '献血任务数', '任务人数', '目标', '目标人数', '计划人数'],
    ...['计划献血人数', '献血人数', 'target'],
  ],
  leader: ['分管负责人', '分管领导', '负责人'],
  liaison: ['联系人', '联络员', '联系人姓名'],
  phone: ['联系电话', '电话', '联系方式', '手机', '手机号'],
} as const;

/** Finds the columns by their headings; undefined when the row is no heading of a plan: it must name units and something of them. */
export function findColumns(header: readonly string[]): Columns | undefined {
  const folded = header.map((text) =>
    text
      .slice(0, 40)
      .normalize('NFKC')
      .replace(/\s+|\(.*?\)/gu, '')
      .toLowerCase(),
  );
  const at = (names: readonly string[]) => {
    const index = folded.findIndex((text) => names.includes(text));
    return index < 0 ? undefined : index;
  };
  const units = at(headings.units);
  if (units === undefined) return undefined;
  const columns = {
    units,
    period: at(headings.period),
    month: at(headings.month),
    venue: at(headings.venue),
    headcount: at(headings.headcount),
    population: at(headings.population),
    target: at(headings.target),
    leader: at(headings.leader),
    liaison: at(headings.liaison),
    phone: at(headings.phone),
    width: folded.findLastIndex((text) => text !== '') + 1,
  };
  const { period, month, venue, headcount, population, target } = columns;
  const others = [period, month, venue, headcount, population, target];
  return others.every((each) => each === undefined) ? undefined : columns;
}
