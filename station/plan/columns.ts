/** Where each thing stands in a plan's rows; undefined: the plan has no such column. */
export interface Columns {
  readonly units: number;
  readonly period: number | undefined;
  readonly venue: number | undefined;
  readonly headcount: number | undefined;
  readonly target: number | undefined;
}

const headings = {
  units: ['参加单位', '单位', '单位名称', '参与单位', '献血单位'],
  period: ['献血时间', '计划献血时间', '时间', '计划时间', '安排时间'],
  venue: ['献血地点', '地点', '采血地点'],
  headcount: ['总人数', '人数', '在职人数', '在岗人数', '在职在岗人数'],
  target: ['任务数', '任务数(人)', '任务', '献血任务', '目标', '目标人数'],
} as const;

/** Finds the columns by their headings; undefined when the row is no heading of a plan (it must at least name units). */
export function findColumns(header: readonly string[]): Columns | undefined {
  const folded = header.map((text) => text.normalize('NFKC').replace(/\s+/gu, ''));
  const at = (names: readonly string[]) => {
    const index = folded.findIndex((text) => names.includes(text));
    return index < 0 ? undefined : index;
  };
  const units = at(headings.units);
  if (units === undefined) return undefined;
  const columns = {
    units,
    period: at(headings.period),
    venue: at(headings.venue),
    headcount: at(headings.headcount),
    target: at(headings.target),
  };
  return columns.period === undefined && columns.target === undefined ? undefined : columns;
}
