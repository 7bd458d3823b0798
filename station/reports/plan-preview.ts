import type { PlanPreviewShown, PreviewLine } from '../contract/plans.ts';
import type { PlanLine, PlannedDrive } from '../plan/plan.ts';
import type { PlanPreview } from '../plan/preview.ts';
import { noteSentences, periodInWords, rejectedSentence, sumSentence } from '../plan/sentences.ts';
import { sliceOf } from './read-page.ts';

const unitsShownMax = 100;

/** A preview as the page shows it; `attention`: only rows that a person should look at. */
export function showPreview(
  preview: PlanPreview,
  show: 'all' | 'attention',
  wanted: { readonly page: number; readonly size: number },
): PlanPreviewShown {
  const lines = preview.lines
    .filter((line) => show === 'all' || needsAttention(line))
    .filter(({ kind }) => kind !== 'blank');
  const found = sliceOf(lines, wanted);
  return {
    ...{ fileName: preview.fileName, sha256: preview.sha256, year: preview.year },
    ...{ rows: preview.rows, understood: preview.understood, rejected: preview.rejected },
    ...{ units: preview.units, targets: preview.targets, targetTotal: preview.targetTotal },
    fileRows: preview.fileRows,
    lines: { ...found, rows: found.rows.map(toLine) },
  };
}

function needsAttention(line: PlanLine): boolean {
  if (line.kind === 'drive') return line.drive.notes.length > 0;
  if (line.kind === 'sum') return line.sum.differs;
  return line.kind === 'rejected' || line.kind === 'outside';
}

const nothing = {
  ...{ period: null, venue: null, units: [], headcount: null, target: null, notes: [] },
};

function toLine(line: PlanLine): PreviewLine {
  switch (line.kind) {
    case 'drive':
      return { kind: 'drive', ...driveCells(line.drive) };
    case 'rejected': {
      const { rejected } = line;
      const said = {
        zh: rejectedSentence(rejected, 'zh'),
        en: rejectedSentence(rejected, 'en'),
      };
      const { sheet, line: at, text } = rejected;
      return { ...nothing, kind: 'rejected', sheet, line: at, text, notes: [said] };
    }
    case 'sum': {
      const { sheet, line: at, text, stated } = line.sum;
      const notes = [{ ...sumSentence(line.sum) }];
      return { ...nothing, kind: 'sum', sheet, line: at, text, target: stated, notes };
    }
    case 'heading':
    case 'title':
    case 'outside':
    case 'blank':
      return { ...nothing, kind: line.kind, ...line.place, text: line.text };
  }
}

const driveCells = (drive: PlannedDrive): Omit<PreviewLine, 'kind'> => ({
  ...{ sheet: drive.sheet, line: drive.line, text: drive.planned, venue: drive.venue },
  period: { ...periodInWords(drive.period) },
  units: drive.units.slice(0, unitsShownMax).map(({ name }) => name),
  ...{ headcount: drive.headcount, target: drive.target },
  notes: drive.notes.map((note) => ({ ...noteSentences[note] })),
});
