import { Alert } from 'antd';
import type { SessionNumbers } from '../../../contract/sessions.ts';
import { useCall } from '../../api/use-call.ts';
import { useNames } from '../../api/use-names.ts';
import { usePaging } from '../../api/use-paging.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { type Figure, Figures } from '../../parts/Figures.tsx';
import { FileLinks } from '../../parts/FileLinks.tsx';
import { useText } from '../../text/TextProvider.tsx';
import { fateColumns } from '../din-ranges/fate-columns.tsx';

/** How many numbers the day had with it and where they went; in red where they do not add up. */
export function NumberCounts({ numbers }: { readonly numbers: SessionNumbers }) {
  const { t, number } = useText();
  const { left, returned } = numbers;
  const missing = returned === null ? 0 : left - returned;
  const figures: readonly Figure[] = [
    [t('numbers.carried'), number(numbers.carried)],
    [t('numbers.elsewhere'), number(numbers.elsewhere)],
    [t('numbers.used'), number(numbers.used)],
    [t('numbers.spoiled'), number(numbers.spoiled)],
    [t(returned === null ? 'numbers.left-now' : 'numbers.left'), number(left)],
    ...(returned === null ? [] : [[t('numbers.returned'), number(returned)] as const]),
  ];
  return (
    <>
      <Figures figures={figures} />
      {missing !== 0 && (
        <Alert
          type={missing > 0 ? 'error' : 'warning'}
          showIcon
          style={{ marginTop: 8 }}
          title={
            missing > 0
              ? t('numbers.missing', { n: number(missing) })
              : t('numbers.surplus', { n: number(-missing) })
          }
        />
      )}
    </>
  );
}

/** Every number of a session: used and spoiled by whom, counted back, missing. */
export function Numbers({ id }: { readonly id: string }) {
  const texts = useText();
  const names = useNames();
  const paging = usePaging<'number'>('number');
  const { page, size } = paging.wanted;
  const answer = useCall('session.numbers', { sessionId: id, page, size });
  return (
    <>
      <div className="bar">
        <h2>{texts.t('numbers.title')}</h2>
        <div className="bar push">
          <FileLinks name="session-numbers" wanted={{ session: id }} />
        </div>
      </div>
      {answer.value !== undefined && (
        <section className="panel">
          <NumberCounts numbers={answer.value} />
        </section>
      )}
      <DataTable
        answer={answer}
        page={answer.value?.lines}
        paging={paging}
        columns={fateColumns(texts, names, false)}
        rowKey={({ kind, firstDin }) => `${kind} ${firstDin}`}
        empty="numbers.empty"
        rowClass={({ kind }) => (kind === 'missing' ? 'stop' : '')}
      />
    </>
  );
}
