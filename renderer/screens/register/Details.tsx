import { AutoComplete, Input } from 'antd';
import { useId } from 'react';
import { useText } from '../../text/use-text.ts';
import { isPhone } from './view-model.ts';

export interface DonorDetails {
  readonly organisation: string;
  readonly phone: string;
  readonly personChecked: boolean;
}

interface Props {
  readonly organisations: readonly string[];
  readonly value: DonorDetails;
  readonly onChange: (value: DonorDetails) => void;
}

/** What no card tells: organisation, phone, and that the face was compared. */
export function Details({ organisations, value, onChange }: Props) {
  const { t } = useText();
  const id = useId();
  const phoneIsWrong = !isPhone(value.phone);
  return (
    <div className="form">
      <button
        type="button"
        role="checkbox"
        aria-checked={value.personChecked}
        className={`row-choice wide ${value.personChecked ? 'chosen' : ''}`}
        onClick={() => onChange({ ...value, personChecked: !value.personChecked })}
      >
        <span className="venue">
          <b>{t('register.person-checked')}</b>
          <small>{t('register.person-checked-how')}</small>
        </span>
      </button>
      <div className="field">
        <label htmlFor={`${id}-organisation`}>{t('who.organisation')}</label>
        <AutoComplete
          id={`${id}-organisation`}
          value={value.organisation}
          allowClear
          placeholder={t('register.organisation-how')}
          onChange={(organisation: string | undefined) =>
            onChange({ ...value, organisation: organisation ?? '' })
          }
          options={organisations.map((name) => ({ value: name }))}
          showSearch={{
            filterOption: (typed, option) => (option?.value ?? '').includes(typed.trim()),
          }}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-phone`}>{t('register.phone')}</label>
        <Input
          id={`${id}-phone`}
          value={value.phone}
          inputMode="tel"
          maxLength={32}
          autoComplete="off"
          status={phoneIsWrong ? 'warning' : ''}
          onChange={(event) => onChange({ ...value, phone: event.target.value })}
        />
        {phoneIsWrong && <p className="problem soft-problem">{t('register.phone-odd')}</p>}
      </div>
    </div>
  );
}
