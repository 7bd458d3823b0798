import { Empty, Table, type TableProps } from 'antd';
import type { Page } from '../../contract/page.ts';
import type { Answer } from '../api/use-call.ts';
import type { Paging } from '../api/use-paging.ts';
import { type TextKey, useText } from '../text/TextProvider.tsx';
import { FailureNote } from './FailureNote.tsx';

type Columns<Row> = NonNullable<TableProps<Row>['columns']>;

interface DataTableProps<Row, Sort extends string> {
  readonly answer: Answer<unknown>;
  readonly page: Page<Row> | undefined;
  readonly paging: Paging<Sort>;
  /** A column that is one of the call's sorts has its name as `key` and `sorter: true`. */
  readonly columns: Columns<Row>;
  readonly rowKey: (row: Row) => string;
  readonly empty: TextKey;
  readonly rowClass?: (row: Row) => string;
  readonly onRow?: (row: Row) => void;
}

/** A list that the station pages and sorts. */
export function DataTable<Row extends object, Sort extends string>({
  answer,
  page,
  paging,
  columns,
  rowKey,
  empty,
  rowClass = () => '',
  onRow,
}: DataTableProps<Row, Sort>) {
  const { t } = useText();
  const { wanted } = paging;
  const sorted = columns.map((column) =>
    'sorter' in column && column.sorter !== undefined
      ? { ...column, sortOrder: column.key === wanted.sort ? wanted.direction : null }
      : column,
  );
  return (
    <>
      <FailureNote answer={answer} />
      <section className="panel">
        <Table<Row>
          size="small"
          columns={sorted}
          dataSource={page?.rows ?? []}
          rowKey={rowKey}
          loading={answer.busy && page === undefined}
          rowClassName={rowClass}
          showSorterTooltip={false}
          {...(onRow && {
            onRow: (row) => ({ onClick: () => onRow(row), style: { cursor: 'pointer' } }),
          })}
          locale={{
            // While nothing has come yet nobody knows that there is nothing.
            emptyText: (
              <Empty
                image={Empty.PRESENTED_IMAGE_SIMPLE}
                description={page === undefined ? ' ' : t(empty)}
              />
            ),
          }}
          onChange={({ current = 1, pageSize = wanted.size }, _, sorter) => {
            const { columnKey, order } = Array.isArray(sorter) ? (sorter[0] ?? {}) : sorter;
            paging.set(
              current,
              pageSize,
              order ? String(columnKey) : undefined,
              order ?? undefined,
            );
          }}
          pagination={{
            current: wanted.page,
            pageSize: wanted.size,
            total: page?.total ?? 0,
            showSizeChanger: true,
            pageSizeOptions: [20, 50, 100],
            hideOnSinglePage: (page?.total ?? 0) <= 20,
            style: { padding: '0 12px' },
            showTotal: (total) => t(page?.hasMore ? 'frame.of-more' : 'frame.of-total', { total }),
          }}
        />
      </section>
    </>
  );
}
