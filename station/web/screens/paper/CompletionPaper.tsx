import { type CompletionBy, completionBy } from '../../../contract/plans.ts';
import { call } from '../../api/call.ts';
import { useCall } from '../../api/use-call.ts';
import { useWhole } from '../../api/use-whole.ts';
import { FailureNote } from '../../parts/FailureNote.tsx';
import { useText } from '../../text/TextProvider.tsx';
import { completionColumns } from '../completion/columns.tsx';
import { Total } from '../completion/Total.tsx';
import { Paper } from './Paper.tsx';
import { PaperTable } from './PaperTable.tsx';

/** 完成情况 on paper: one of its four tables, every row of it. */
export function CompletionPaper({ year, by }: { readonly year: string; readonly by: string }) {
  const texts = useText();
  const wanted = { year: Number(year), by: completionBy.catch('unit').parse(by) } satisfies {
    year: number;
    by: CompletionBy;
  };
  const total = useCall('completion.get', { ...wanted, size: 1 });
  const rows = useWhole(
    `completion ${year} ${wanted.by}`,
    (part) => call('completion.get', { ...wanted, ...part }),
    ({ table }) => table,
  );
  const failed = [total, rows].find(({ failure }) => failure !== undefined);
  return (
    <Paper
      title={`${texts.t('paper.completion-title', { year })} · ${texts.t(`completion.by-${wanted.by}`)}`}
      back="/completion"
      isWhole={total.value !== undefined && rows.value !== undefined}
    >
      {failed && <FailureNote answer={failed} />}
      {total.value && <Total year={total.value.year} total={total.value.total} />}
      <PaperTable
        columns={completionColumns(texts, wanted.by)}
        rows={rows.value ?? []}
        rowKey={({ key }) => key ?? '—'}
      />
    </Paper>
  );
}
