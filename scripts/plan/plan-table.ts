import type { PlanLine, PlannedDrive } from '../../station/plan/plan.ts';
import type { PlanPreview } from '../../station/plan/preview.ts';
import {
  noteSentences,
  periodInWords,
  rejectedSentence,
  sumSentence,
} from '../../station/plan/sentences.ts';

const shownUnitsMax = 3;
const shownTextMax = 60;

/** A preview as lines for a person: a table of every row of the file, what was not taken, and the counts. */
export function planTable(preview: PlanPreview): string[] {
  const { rows, understood, rejected, units, targets, targetTotal, fileRows } = preview;
  const { headings, titles, sums, outside, blanks, year } = preview;
  const others = `${headings} 表头 headings, ${titles} 标题 titles, ${sums} 合计 sums, ${outside} 表外 outside, ${blanks} 空行 blank`;
  return [
    '行 row   时间 time | 地点 place | 单位 units | 人数 headcount | 任务 target',
    ...preview.lines.flatMap(inWords),
    '',
    ...preview.rejectedRows.flatMap((row) => [
      `✗ ${rejectedSentence(row, 'zh')}`,
      `  ${rejectedSentence(row, 'en')}`,
    ]),
    `文件 ${fileRows} 行：数据 ${rows} · File rows ${fileRows}: data ${rows}, ${others}`,
    `已理解 understood ${understood}，未采用 rejected ${rejected}，单位 units ${units}，年份 year ${year ?? '—'}`,
    `任务 targets ${targets}，合计 ${targetTotal} 人 people`,
  ];
}

function inWords(line: PlanLine): string[] {
  switch (line.kind) {
    case 'drive':
      return [`${at(line.drive.line)} ✓ ${driveInWords(line.drive)}`, ...notesOf(line.drive)];
    case 'rejected':
      return [`${at(line.rejected.line)} ✗ ${short(line.rejected.text)}`];
    case 'sum': {
      const { zh, en } = sumSentence(line.sum);
      return [`${at(line.sum.line)} Σ ${short(line.sum.text)}  （${zh} · ${en}）`];
    }
    case 'blank':
      return [`${at(line.place.line)}`];
    case 'heading':
    case 'title':
    case 'outside':
      return [`${at(line.place.line)} # ${short(line.text)}`];
  }
}

const at = (line: number) => String(line).padStart(5);
const short = (text: string) => {
  const flat = text.replace(/\s+/gu, ' ');
  return flat.length > shownTextMax ? `${flat.slice(0, shownTextMax)}…` : flat;
};

function driveInWords(drive: PlannedDrive): string {
  const { zh, en } = periodInWords(drive.period);
  const names = drive.units.map(({ name }) => name);
  const more = names.length - shownUnitsMax;
  const listed = names.slice(0, shownUnitsMax).join('、') + (more > 0 ? ` +${more}` : '');
  const cells = [`${zh} · ${en}`, drive.venue, listed, drive.headcount ?? '—', drive.target ?? '—'];
  return cells.join(' | ');
}

const notesOf = ({ notes }: PlannedDrive): string[] =>
  notes.map((note) => `        ! ${noteSentences[note].zh} · ${noteSentences[note].en}`);
