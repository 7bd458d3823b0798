import type { PlannedPeriod } from './period.ts';
import type { PlanRefusal, RejectedRow, SumRow } from './plan.ts';
import type { PlanNote, RowReason } from './read-row.ts';

export type Language = 'zh' | 'en';

type InBoth = Readonly<Record<Language, string>>;

/** Why a file is no plan, and what to do. */
export const fileSentences: Readonly<Record<PlanRefusal, InBoth>> = {
  'too-large': {
    zh: '文件超过 2 MB。请只保留计划表后再试。',
    en: 'The file is larger than 2 MB. Keep the plan’s table alone and try again.',
  },
  'not-text': {
    zh: '文件既不是 CSV（UTF-8、UTF-16 或 GBK），也不是 XLSX。请另存为其中一种。',
    en: 'The file is neither CSV (UTF-8, UTF-16 or GBK) nor XLSX. Save it as one of them.',
  },
  'too-many-rows': {
    zh: '表格超过 5000 行。请分成几个文件。',
    en: 'A table has more than 5,000 rows. Split it into several files.',
  },
  'too-many-cells': {
    zh: '表格超过 64 列，或合并单元格过多。请删去无关的列。',
    en: 'A table has more than 64 columns, or too many merged cells. Remove what does not belong to the plan.',
  },
  'too-many-sheets': {
    zh: '工作簿中可见的工作表超过 20 个。请分成几个文件，或隐藏无关的工作表。',
    en: 'The workbook shows more than 20 sheets. Split it into several files, or hide what does not belong to the plan.',
  },
  'open-quote': {
    zh: '有一个引号没有配对，无法分清单元格。请在表格软件中重新另存为 CSV。',
    en: 'A quotation mark is never closed, so the cells cannot be told apart. Save the CSV anew from the spreadsheet.',
  },
  'old-excel': {
    zh: '这是旧版 .xls 或加密的工作簿。请另存为不带密码的 .xlsx 或 CSV。',
    en: 'This is an old .xls or a workbook under a password. Save it as .xlsx without one, or as CSV.',
  },
  'not-a-workbook': {
    zh: '工作簿已损坏，或不是 XLSX。请重新另存。',
    en: 'The workbook is damaged, or is no XLSX. Save it anew.',
  },
  'unpacks-too-large': {
    zh: '工作簿解压后过大，已拒绝。请只保留计划表后另存。',
    en: 'The workbook unpacks to far more than a plan and was refused. Keep the plan’s table alone and save it anew.',
  },
  empty: { zh: '文件里没有内容。', en: 'There is nothing in the file.' },
  'no-headings': {
    zh: '没有找到表头。前 20 行内要有一行写明“单位”，以及“时间”“地点”“总人数”“任务数”中的至少一项。',
    en: 'No headings were found. One of the first 20 rows must name units (单位) and a time, place, headcount or target.',
  },
};

const reasons: Readonly<Record<RowReason, InBoth>> = {
  'no-unit': { zh: '没有写单位', en: 'names no unit' },
  'nothing-planned': {
    zh: '只有名称，没有时间、地点或数字',
    en: 'has a name alone: no time, place or number',
  },
  'period-not-understood': {
    zh: '时间看不懂（可写“3月第三周”“3月上旬”“3月17日”）',
    en: 'has a time that is not understood (write 3月第三周, 3月上旬 or 2026-03-17)',
  },
  'headcount-not-a-number': { zh: '人数不是整数', en: 'has a headcount that is no whole number' },
  'population-not-a-number': { zh: '人口不是整数', en: 'has a population that is no whole number' },
  'target-not-a-number': { zh: '任务数不是整数', en: 'has a target that is no whole number' },
  duplicate: {
    zh: '与前面的行完全相同，只计一次',
    en: 'says the same as a row above; it counts once',
  },
  'beyond-headings': {
    zh: '有内容超出表头（单位之间若用逗号，请给整个单元格加引号）',
    en: 'has text beyond the headings (a list of units with commas wants quotation marks around it)',
  },
  'too-long': {
    zh: '内容过长（名称至多 200 字，时间至多 64 字，单位至多 100 个）',
    en: 'is too long (names to 200 characters, times to 64, at most 100 units)',
  },
};

/** Why a row is not taken, which cell to look at and what stands there. */
export function rejectedSentence(row: RejectedRow, language: Language): string {
  const { sheet, line, cell, found, sameAsLine } = row;
  const reason = reasons[row.reason][language];
  if (language === 'zh') {
    const where = sheet === null ? `第 ${line} 行` : `“${sheet}”第 ${line} 行`;
    const same = sameAsLine === null ? '' : `，见第 ${sameAsLine} 行`;
    return `${where}：${reason}${same}。单元格 ${cell}：“${found}”。`;
  }
  const where = sheet === null ? `Row ${line}` : `Row ${line} of “${sheet}”`;
  const same = sameAsLine === null ? '' : ` (row ${sameAsLine})`;
  return `${where} ${reason}${same}. Cell ${cell}: “${found}”.`;
}

export const noteSentences: Readonly<Record<PlanNote, InBoth>> = {
  'unit-repeated': { zh: '单位重复，只计一次', en: 'a unit stood there twice and counts once' },
  'brackets-unpaired': {
    zh: '括号不配对，请核对单位的划分',
    en: 'brackets do not pair: check how the units were told apart',
  },
  'no-time': { zh: '没有时间：全年任何时候', en: 'no time: any time of the year' },
  'day-order-assumed': { zh: '按“月/日”理解，请核对', en: 'read as month/day: check it' },
  'as-above': { zh: '时间和地点取自上一行', en: 'time and place from the row above' },
  'beyond-headings': {
    zh: '表头之外还有内容，未采用',
    en: 'what stands under no heading was left out',
  },
  'number-merged-above': {
    zh: '数字在合并单元格内，已计入上面的行',
    en: 'its number is in a merged cell and counts with the row above',
  },
};

export const sumSentence = ({ stated, differs }: SumRow): InBoth =>
  differs
    ? {
        zh: `合计行写的是 ${stated}，与各行之和不符`,
        en: `a sum row says ${stated}, which is not the sum of the rows above`,
      }
    : { zh: '合计行，不计入', en: 'a sum row, not counted' };

const parts = {
  first: { zh: '上旬', en: '1st–10th' },
  middle: { zh: '中旬', en: '11th–20th' },
  last: { zh: '下旬', en: '21st to the end' },
} as const;

/** What was understood of a time, in words. */
export function periodInWords(period: PlannedPeriod): InBoth {
  switch (period.kind) {
    case 'week':
      return {
        zh: `${period.month}月第${period.week}周`,
        en: `week ${period.week} of month ${period.month}`,
      };
    case 'ten-days': {
      const part = parts[period.part];
      return { zh: `${period.month}月${part.zh}`, en: `month ${period.month}, ${part.en}` };
    }
    case 'days': {
      const { first, last } = period;
      const isOne = first.month === last.month && first.day === last.day;
      const zh = `${first.month}月${first.day}日`;
      const en = `${first.month}-${first.day}`;
      return isOne
        ? { zh, en: `day ${en}` }
        : { zh: `${zh}至${last.month}月${last.day}日`, en: `${en} to ${last.month}-${last.day}` };
    }
    case 'months': {
      const { first, last } = period;
      return first === last
        ? { zh: `${first}月`, en: `month ${first}` }
        : { zh: `${first}月至${last}月`, en: `months ${first} to ${last}` };
    }
    case 'open':
      return { zh: '未定', en: 'any time' };
  }
}
