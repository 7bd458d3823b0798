import { Button, Progress } from 'antd';
import { useState } from 'react';
import type { DinRangeLine } from '../../../contract/din-ranges.ts';
import { useMay } from '../../api/me.ts';
import { useCall } from '../../api/use-call.ts';
import { usePaging } from '../../api/use-paging.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { Screen } from '../../parts/Frame.tsx';
import { VehicleSelect } from '../../parts/VehicleSelect.tsx';
import { dinText } from '../../text/formats.ts';
import { useText } from '../../text/TextProvider.tsx';
import { Fates } from './Fates.tsx';
import { FindNumber } from './FindNumber.tsx';
import { IssueRange } from './IssueRange.tsx';
import { TakeBack } from './TakeBack.tsx';

/** 献血码号段: which numbers each vehicle has, and how many of them are left. */
export function DinRangesScreen() {
  const { t, moment, number } = useText();
  const [vehicle, setVehicle] = useState<string>();
  const [issuing, setIssuing] = useState(false);
  const [fatesOf, setFatesOf] = useState<DinRangeLine>();
  const [taking, setTaking] = useState<DinRangeLine>();
  const mayTake = useMay('din-range.recall');
  const mayIssue = useMay('din-range.issue');
  const paging = usePaging<'issued'>('issued');
  const { page, size } = paging.wanted;
  const answer = useCall('din-range.list', {
    ...{ page, size },
    ...(vehicle === undefined ? {} : { vehicle }),
  });
  return (
    <Screen title="area.din-ranges" how="din.how">
      <FindNumber />
      <div className="bar">
        <VehicleSelect value={vehicle} onChange={paging.narrow(setVehicle)} />
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
          {
            title: t('din.issued'),
            className: 'one-line',
            render: (_, { issuedAtMs }) => moment(issuedAtMs),
          },
          {
            title: '',
            render: (_, range) => (
              <div className="bar" style={{ margin: 0, flexWrap: 'nowrap' }}>
                <Button size="small" onClick={() => setFatesOf(range)}>
                  {t('din.fates')}
                </Button>
                {mayTake && range.free > 0 && (
                  <Button size="small" onClick={() => setTaking(range)}>
                    {t('din.take-back')}
                  </Button>
                )}
              </div>
            ),
          },
        ]}
      />
      {fatesOf && <Fates range={fatesOf} onClose={() => setFatesOf(undefined)} />}
      {taking && <TakeBack range={taking} onClose={() => setTaking(undefined)} />}
      {issuing && <IssueRange onClose={() => setIssuing(false)} />}
    </Screen>
  );
}
