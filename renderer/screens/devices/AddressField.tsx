import { Input } from 'antd';
import { useId, useState } from 'react';
import type { DeviceRole } from '../../../shared/device-setting.ts';
import { useText } from '../../text/use-text.ts';
import { typedUrl } from './view-model.ts';

interface Props {
  readonly role: DeviceRole;
  readonly onUse: (url: string) => void;
}

const addressCharactersMax = 200;

/** A network address, or any device address, typed by hand. */
export function AddressField({ role, onUse }: Props) {
  const { t } = useText();
  const id = useId();
  const [typed, setTyped] = useState('');
  const url = typedUrl(role, typed);
  return (
    <form
      className="field address"
      onSubmit={(event) => {
        event.preventDefault();
        if (url !== null) onUse(url);
      }}
    >
      <label htmlFor={id}>{t('devices.address')}</label>
      <div className="field-row">
        <Input
          id={id}
          value={typed}
          maxLength={addressCharactersMax}
          placeholder="192.168.1.9:9100"
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" className="btn small" disabled={url === null}>
          {t('devices.use')}
        </button>
      </div>
    </form>
  );
}
