import { Select } from 'antd';
import { useCall } from '../api/use-call.ts';
import { useText } from '../text/TextProvider.tsx';

const shownMax = 100;

/** One vehicle, or all of them when nothing is chosen. */
export function VehicleSelect({
  value,
  onChange,
  width = 200,
}: {
  readonly value: string | undefined;
  readonly onChange: (vehicle: string | undefined) => void;
  readonly width?: number | string;
}) {
  const { t } = useText();
  const vehicles = useCall('vehicle.list', { size: shownMax });
  return (
    <Select<string>
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('vehicle.vehicle')}
      aria-label={t('vehicle.vehicle')}
      style={{ width }}
      {...(value === undefined ? {} : { value })}
      onChange={(chosen: string | undefined) => onChange(chosen)}
      options={(vehicles.value?.rows ?? []).map(({ vehicle, plate }) => ({
        value: vehicle,
        label: `${plate} · ${vehicle}`,
      }))}
    />
  );
}
