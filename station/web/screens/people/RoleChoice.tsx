import { Checkbox } from 'antd';
import { type StationRole, stationRoles } from '../../../contract/roles.ts';
import { useText } from '../../text/TextProvider.tsx';

export function RoleChoice({
  roles,
  onChange,
}: {
  readonly roles: readonly StationRole[];
  readonly onChange: (roles: StationRole[]) => void;
}) {
  const { t } = useText();
  return (
    <Checkbox.Group<StationRole>
      value={[...roles]}
      onChange={onChange}
      options={stationRoles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
    />
  );
}
