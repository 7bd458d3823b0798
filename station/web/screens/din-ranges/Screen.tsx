import { Button, Progress } from 'antd';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { useCall } from '../../api/use-call.ts';
import { usePaging } from '../../api/use-paging.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { Screen } from '../../parts/Frame.tsx';
import { VehicleSelect } from '../../parts/VehicleSelect.tsx';
import { dinText } from '../../text/formats.ts';
import { useText } from '../../text/TextProvider.tsx';
import { IssueRange } from './IssueRange.tsx';

/** 献血码号段: which numbers each vehicle has, and how many of them are left. */
export function DinRangesScreen() {
  const { t, moment, number } = useText();
  const [vehicle, setVehicle] = useState<string>();
  const [issuing, setIssuing] = useState(false);
  const mayIssue = useMay('din-range.issue');
  const paging = usePaging<'issued'>('issued');
  const { page, size } = paging.wanted;
  const answer = useCall('din-range.list', {
    ...{ page, size },
    ...(vehicle === undefined ? {} : { vehicle }),
  });
  return (
    <Screen title="area.din-ranges" how="din.how">
      <div className="bar">
        <VehicleSelect
          value={vehicle}
          onChange={(chosen) => {
            setVehicle(chosen);
            paging.restart();
          }}
        />
        {mayIssue && (
          <Button className="push" type="primary" onClick={() => setIssuing(true)}>
            {t('din.issue')}
          </Button>
        )}
      </div>
      <DataTable
        answer={answer}
        page={answer.value}
        paging={paging}
        rowKey={({ rangeId }) => rangeId}
        empty="din.empty"
        columns={[
          {
            title: t('din.range'),
            render: (_, { firstDin, lastDin }) => (
              <code>
                {dinText(firstDin)} – {dinText(lastDin)}
              </code>
            ),
          },
          { title: t('din.vehicle'), dataIndex: 'plate' },
          { title: t('din.count'), align: 'right', render: (_, { count }) => number(count) },
          { title: t('din.used'), align: 'right', render: (_, { used }) => number(used) },
          { title: t('din.free'), align: 'right', render: (_, { free }) => number(free) },
          {
            title: '',
            width: 160,
            render: (_, { used, count }) => (
              <Progress
                percent={Math.round((used / count) * 1000) / 10}
                size="small"
                status="normal"
              />
            ),
          },
          { title: t('din.issued'), render: (_, { issuedAtMs }) => moment(issuedAtMs) },
        ]}
      />
      {issuing && <IssueRange onClose={() => setIssuing(false)} />}
    </Screen>
  );
}
