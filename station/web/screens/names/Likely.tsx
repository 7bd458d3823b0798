import { Button, Space, type TableProps } from 'antd';
import { useState } from 'react';
import type { LikelyUnits, UnitFound } from '../../../contract/units.ts';
import { useMay } from '../../api/me.ts';
import { useCall } from '../../api/use-call.ts';
import { useCommand } from '../../api/use-command.ts';
import { usePaging } from '../../api/use-paging.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { FailureSays } from '../../parts/FailureNote.tsx';
import { useText } from '../../text/TextProvider.tsx';

const keyOf = ({ units: [a, b] }: LikelyUnits): string => `${a.unitId} ${b.unitId}`;

function Unit({ unit }: { readonly unit: UnitFound }) {
  const { t } = useText();
  const { name, drives, plans, headcount } = unit;
  return (
    <span className="two">
      <b>{name}</b>
      <small>
        {t('names.drives', { n: drives, plans: plans.join(' ') })}
        {headcount !== null && ` · ${t('names.headcount', { n: headcount })}`}
      </small>
    </span>
  );
}

/** Pairs of names that may be one unit: a person says which. */
export function Likely() {
  const { t } = useText();
  const may = useMay('unit.merge');
  const paging = usePaging<'given'>('given');
  const { page, size } = paging.wanted;
  const answer = useCall('unit.likely-same', { page, size });
  const merge = useCommand('unit.merge');
  const apart = useCommand('unit.keep-apart');
  const [swapped, setSwapped] = useState<ReadonlySet<string>>(new Set());
  const inOrder = (pair: LikelyUnits): readonly [UnitFound, UnitFound] => {
    const [a, b] = pair.units;
    return swapped.has(keyOf(pair)) ? [b, a] : [a, b];
  };
  const swap = (pair: LikelyUnits): void =>
    setSwapped((was) => {
      const now = new Set(was);
      if (!now.delete(keyOf(pair))) now.add(keyOf(pair));
      return now;
    });
  const busy = merge.busy || apart.busy;
  const columns: NonNullable<TableProps<LikelyUnits>['columns']> = [
    { title: t('names.first'), width: 270, render: (_, pair) => <Unit unit={inOrder(pair)[0]} /> },
    { title: t('names.second'), width: 270, render: (_, pair) => <Unit unit={inOrder(pair)[1]} /> },
    {
      title: t('names.why'),
      width: 240,
      render: (_, { why, common }) => t(`names.why.${why}`, { common }),
    },
    ...(may
      ? [
          {
            key: 'actions',
            render: (_: unknown, pair: LikelyUnits) => {
              const [kept, other] = inOrder(pair);
              const two = { unitId: other.unitId, otherId: kept.unitId };
              return (
                <Space wrap>
                  <Button
                    size="small"
                    type="primary"
                    disabled={busy}
                    onClick={() => void merge.run(two)}
                  >
                    {t('names.merge')}
                  </Button>
                  <Button size="small" disabled={busy} onClick={() => void apart.run(two)}>
                    {t('names.apart')}
                  </Button>
                  <Button size="small" type="link" onClick={() => swap(pair)}>
                    {t('names.swap')}
                  </Button>
                </Space>
              );
            },
          },
        ]
      : []),
  ];
  return (
    <>
      <FailureSays failure={merge.failure ?? apart.failure} />
      <DataTable
        answer={answer}
        page={answer.value}
        paging={paging}
        columns={columns}
        rowKey={keyOf}
        empty="names.none"
      />
    </>
  );
}
