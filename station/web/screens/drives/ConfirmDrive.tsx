import { Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import type { DriveLine } from '../../../contract/plans.ts';
import { useCall } from '../../api/use-call.ts';
import { useCommand } from '../../api/use-command.ts';
import { Ask } from '../../parts/Ask.tsx';
import { Field } from '../../parts/Field.tsx';
import { VehicleSelect } from '../../parts/VehicleSelect.tsx';
import { useText } from '../../text/TextProvider.tsx';

/** Fixes a planned drive's day, vehicle and team. */
export function ConfirmDrive({
  drive,
  onClose,
}: {
  readonly drive: DriveLine;
  readonly onClose: () => void;
}) {
  const { t } = useText();
  const { confirmed } = drive;
  const [on, setOn] = useState(confirmed?.on ?? drive.from);
  const [vehicle, setVehicle] = useState(confirmed?.vehicle);
  const [team, setTeam] = useState(confirmed?.team ?? []);
  const [outsidePeriod, setOutside] = useState(false);
  const [secondThatDay, setSecond] = useState(false);
  const staff = useCall('staff.list', {});
  const confirm = useCommand('drive.confirm');
  return (
    <Ask
      title={`${t('drive.confirm-title')} · ${drive.venue}`}
      action={t('drive.confirm')}
      busy={confirm.busy}
      disabled={on === '' || vehicle === undefined || team.length === 0}
      failure={confirm.failure}
      onClose={onClose}
      onDo={() => {
        if (vehicle === undefined) return;
        const { driveId } = drive;
        void confirm
          .run({ driveId, on, vehicle, team, outsidePeriod, secondThatDay })
          .then((done) => done && onClose());
      }}
    >
      <Field label={t('drive.on')} hint={`${drive.planned} · ${drive.from} – ${drive.to}`}>
        <Input type="date" value={on} onChange={({ target }) => setOn(target.value)} />
      </Field>
      <Field label={t('drive.vehicle')}>
        <VehicleSelect value={vehicle} onChange={setVehicle} width="100%" />
      </Field>
      <Field label={t('drive.team')}>
        <Select<string[]>
          mode="multiple"
          aria-label={t('drive.team')}
          showSearch={{ optionFilterProp: 'label' }}
          value={team}
          onChange={setTeam}
          options={(staff.value?.staff ?? []).map(({ operatorId, name }) => ({
            value: operatorId,
            label: `${name} · ${operatorId}`,
          }))}
        />
      </Field>
      <Checkbox checked={outsidePeriod} onChange={({ target }) => setOutside(target.checked)}>
        {t('drive.outside')}
      </Checkbox>
      <Checkbox checked={secondThatDay} onChange={({ target }) => setSecond(target.checked)}>
        {t('drive.second')}
      </Checkbox>
    </Ask>
  );
}
