import { Input, Select } from 'antd';
import { useId } from 'react';
import type { OperatorId } from '../../../shared/ids.ts';
import type { Identity } from '../../../shared/journal/bodies/donor.ts';
import { Choices } from '../../parts/Choices.tsx';
import { SecondPerson } from '../../parts/SecondPerson.tsx';
import { useText } from '../../text/use-text.ts';
import { numberProblem, type TypedIdentity, withNumber } from './view-model.ts';

export interface TypedRegistration {
  readonly identity: TypedIdentity;
  readonly reason: string;
  readonly witness: OperatorId | null;
}

interface Props {
  readonly value: TypedRegistration;
  readonly onChange: (value: TypedRegistration) => void;
}

const documentTypes = ['resident-id', 'hmt-permit', 'foreigner-id', 'other'] as const;

/** Identity by hand, when no card can be read: with the number's check, a reason and a second person. */
export function TypedForm({ value, onChange }: Props) {
  const { t, say } = useText();
  const id = useId();
  const { identity } = value;
  const setIdentity = (change: Partial<TypedIdentity>): void =>
    onChange({ ...value, identity: { ...identity, ...change } });
  const problem = numberProblem(identity);
  return (
    <div className="form">
      <div className="field">
        <label htmlFor={`${id}-type`}>{t('register.document-type')}</label>
        <Select<Identity['documentType']>
          id={`${id}-type`}
          value={identity.documentType}
          onChange={(documentType) => setIdentity({ documentType })}
          options={documentTypes.map((type) => ({ value: type, label: t(`document.${type}`) }))}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-number`}>{t('register.document-number')}</label>
        <Input
          id={`${id}-number`}
          value={identity.documentNumber}
          status={problem === null ? '' : 'error'}
          aria-invalid={problem !== null}
          autoComplete="off"
          maxLength={32}
          onChange={(event) =>
            onChange({ ...value, identity: withNumber(identity, event.target.value) })
          }
        />
        {problem !== null && (
          <p className="problem" role="alert">
            {say(problem)}
          </p>
        )}
      </div>
      <div className="field">
        <label htmlFor={`${id}-name`}>{t('register.name')}</label>
        <Input
          id={`${id}-name`}
          value={identity.name}
          maxLength={120}
          autoComplete="off"
          onChange={(event) => setIdentity({ name: event.target.value })}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-birth`}>{t('who.birth-date')}</label>
        <Input
          id={`${id}-birth`}
          type="date"
          value={identity.birthDate}
          onChange={(event) => setIdentity({ birthDate: event.target.value })}
        />
      </div>
      <div className="field">
        <span>{t('register.sex')}</span>
        <Choices
          label={t('register.sex')}
          value={identity.sex}
          onChoose={(sex) => setIdentity({ sex })}
          choices={[
            { value: 'male', label: t('sex.male') },
            { value: 'female', label: t('sex.female') },
          ]}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-reason`}>{t('register.typed-reason')}</label>
        <Input
          id={`${id}-reason`}
          value={value.reason}
          maxLength={200}
          placeholder={t('register.typed-reason-example')}
          onChange={(event) => onChange({ ...value, reason: event.target.value })}
        />
      </div>
      <SecondPerson
        label={t('register.witness')}
        value={value.witness}
        onChange={(witness) => onChange({ ...value, witness })}
      />
    </div>
  );
}
