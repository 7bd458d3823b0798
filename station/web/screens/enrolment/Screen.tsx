import { Alert, Button, Tag } from 'antd';
import { useState } from 'react';
import type { LaptopLine } from '../../../contract/enrolment.ts';
import { useCall } from '../../api/use-call.ts';
import { useNames } from '../../api/use-names.ts';
import { useCommand } from '../../api/use-command.ts';
import { usePaging } from '../../api/use-paging.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { FailureSays } from '../../parts/FailureNote.tsx';
import { Screen } from '../../parts/Frame.tsx';
import { SearchBox } from '../../parts/SearchBox.tsx';
import { ToldApart } from '../../parts/ToldApart.tsx';
import { VehicleName } from '../../parts/VehicleName.tsx';
import { VehicleSelect } from '../../parts/VehicleSelect.tsx';
import { useText } from '../../text/TextProvider.tsx';
import { Codes } from './Codes.tsx';
import { Revoke } from './Revoke.tsx';

const shortChars = 12;

function MakeCode() {
  const { t, moment } = useText();
  const [vehicle, setVehicle] = useState<string>();
  const [made, setMade] = useState<{ readonly code: string; readonly expiresAtMs: number }>();
  const make = useCommand('enrol-code.make');
  return (
    <>
      <div className="bar">
        <VehicleSelect value={vehicle} onChange={setVehicle} />
        <Button
          type="primary"
          disabled={vehicle === undefined}
          loading={make.busy}
          onClick={() => vehicle !== undefined && void make.run({ vehicle }).then(setMade)}
        >
          {t('enrolment.make-code')}
        </Button>
      </div>
      <FailureSays failure={make.failure} />
      {made !== undefined && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={t('enrolment.code-once', { at: moment(made.expiresAtMs) })}
          description={
            <>
              <p className="secret">{made.code}</p>
              {t('enrolment.code-how')}
            </>
          }
        />
      )}
    </>
  );
}

/** 工作站登记: which laptops may speak for which vehicle, and which came with another state than the station holds. */
export function EnrolmentScreen() {
  const { t, moment } = useText();
  const names = useNames();
  const [search, setSearch] = useState('');
  const [revoking, setRevoking] = useState<LaptopLine>();
  const paging = usePaging<'vehicle'>('vehicle');
  const { page, size } = paging.wanted;
  const answer = useCall('laptop.list', { page, size, search });
  return (
    <Screen title="area.enrolment" how="enrolment.how">
      <MakeCode />
      <ToldApart />
      <div className="bar">
        <SearchBox hint="enrolment.search" onSearch={paging.narrow(setSearch)} />
      </div>
      <DataTable
        answer={answer}
        page={answer.value}
        paging={paging}
        rowKey={({ laptop }) => laptop}
        empty="enrolment.no-laptops"
        columns={[
          {
            title: t('vehicle.vehicle'),
            render: (_, { vehicle, plate }) => <VehicleName vehicle={vehicle} plate={plate} />,
          },
          {
            title: t('enrolment.laptop'),
            render: (_, { laptop, machineName, appVersion }) => (
              <span className="two">
                {machineName}
                <small>
                  <code>{laptop.slice(0, shortChars)}…</code> · {appVersion}
                </small>
              </span>
            ),
          },
          {
            title: t('enrolment.enrolled'),
            className: 'one-line',
            render: (_, row) => moment(row.enrolledAtMs),
          },
          {
            title: t('vehicle.last'),
            className: 'one-line',
            render: (_, row) => moment(row.lastSeenAtMs),
          },
          {
            title: t('people.state'),
            render: (_, { revoked }) =>
              revoked === null ? (
                <Tag color="green">{t('people.active')}</Tag>
              ) : (
                <span className="two">
                  <Tag color="red">{t('enrolment.revoked')}</Tag>
                  <small>
                    {moment(revoked.atMs)} {names.user(revoked.by)}: {revoked.why}
                  </small>
                </span>
              ),
          },
          {
            title: '',
            render: (_, laptop) =>
              laptop.revoked === null && (
                <Button size="small" danger onClick={() => setRevoking(laptop)}>
                  {t('enrolment.revoke')}
                </Button>
              ),
          },
        ]}
      />
      <Codes />
      {revoking && <Revoke laptop={revoking} onClose={() => setRevoking(undefined)} />}
    </Screen>
  );
}
