import { Button } from 'antd';
import type { UnitDecision } from '../../../contract/units.ts';
import { useMay } from '../../api/me.ts';
import { useCall } from '../../api/use-call.ts';
import { useCommand } from '../../api/use-command.ts';
import { usePaging } from '../../api/use-paging.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { FailureSays } from '../../parts/FailureNote.tsx';
import { useText } from '../../text/TextProvider.tsx';

/** What people said of names, each with the way back. */
export function Decided() {
  const { t, moment } = useText();
  const may = useMay('unit.reconsider');
  const paging = usePaging<'given'>('given');
  const { page, size } = paging.wanted;
  const answer = useCall('unit.decisions', { page, size });
  const undo = useCommand('unit.reconsider');
  return (
    <>
      <FailureSays failure={undo.failure} />
      <DataTable<UnitDecision, 'given'>
        answer={answer}
        page={answer.value}
        paging={paging}
        rowKey={({ unitId, otherId }) => `${unitId} ${otherId}`}
        empty="names.decided-none"
        columns={[
          {
            title: t('names.decision'),
            render: (_, { name, otherName, same }) =>
              t(same ? 'names.same' : 'names.two', { name, other: otherName }),
          },
          {
            title: t('names.who'),
            width: 220,
            render: (_, { by, atMs }) => (
              <span className="two">
                {moment(atMs)}
                <small>{by}</small>
              </span>
            ),
          },
          ...(may
            ? [
                {
                  key: 'undo',
                  width: 120,
                  render: (_: unknown, { unitId, otherId }: UnitDecision) => (
                    <Button
                      size="small"
                      disabled={undo.busy}
                      onClick={() => void undo.run({ unitId, otherId })}
                    >
                      {t('names.undo')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </>
  );
}
