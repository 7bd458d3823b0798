import { Select } from 'antd';
import { useNames } from '../api/use-names.ts';
import { useText } from '../text/TextProvider.tsx';

/** One vehicle, or all of them when nothing is chosen; found by plate or by its own name. */
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
  const { vehicles } = useNames();
  return (
    <Select<string>
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('vehicle.vehicle')}
      aria-label={t('vehicle.vehicle')}
      style={{ width }}
      {...(value === undefined ? {} : { value })}
      onChange={(chosen: string | undefined) => onChange(chosen)}
      options={vehicles.map(({ id, name }) => ({ value: id, label: `${name} · ${id}` }))}
    />
  );
}
