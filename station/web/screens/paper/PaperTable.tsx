import { Table, type TableProps } from 'antd';

/** A table of all its rows: nobody turns pages on paper. Its columns cannot be sorted there. */
export function PaperTable<Row extends object>({
  columns,
  rows,
  rowKey,
}: {
  readonly columns: NonNullable<TableProps<Row>['columns']>;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}) {
  return (
    <Table<Row>
      size="small"
      pagination={false}
      columns={columns.map(({ sorter: _, ...column }) => column)}
      dataSource={rows}
      rowKey={rowKey}
    />
  );
}
