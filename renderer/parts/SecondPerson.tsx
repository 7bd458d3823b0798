import { Select } from 'antd';
import { useId } from 'react';
import type { OperatorId } from '../../shared/ids.ts';
import { useCall, valueOf } from '../api/use-call.ts';
import { useText } from '../text/use-text.ts';

interface Props {
  readonly label: string;
  readonly value: OperatorId | null;
  readonly onChange: (person: OperatorId) => void;
}

/** Chooses the second person: anybody of the staff within their term, but who is signed in. */
export function SecondPerson({ label, value, onChange }: Props) {
  const { t } = useText();
  const id = useId();
  const state = valueOf(useCall('app.state', {}));
  const others =
    state?.staff.filter(
      ({ operatorId, mayAct }) => mayAct && operatorId !== state.operator.operatorId,
    ) ?? [];
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        value={value}
        placeholder={t('second-person.choose')}
        onChange={onChange}
        options={others.map(({ operatorId, name, roles }) => ({
          value: operatorId,
          label: `${name} · ${roles.map((role) => t(`role.${role}`)).join(t('list.separator'))}`,
        }))}
      />
    </div>
  );
}
