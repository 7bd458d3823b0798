import type { DeviceView } from '../../../shared/contract/device.ts';
import { deviceItem } from '../../parts/foot-bar-view.ts';
import { useText } from '../../text/use-text.ts';
import { keyboardId, newScannerId } from './ids.ts';
import { deviceNumber, whereText } from './view-model.ts';

interface Props {
  readonly devices: readonly DeviceView[];
  readonly chosenId: string;
  readonly onChoose: (id: string) => void;
}

/** Every role with its devices, the state in one word, and the scanner that types. */
export function DeviceList({ devices, chosenId, onChoose }: Props) {
  const { t } = useText();
  const isScannerSet = devices.some(({ role, url }) => role === 'scanner' && url !== null);
  const row = (id: string, mark: string, name: string, detail: string) => (
    <li key={id}>
      <button
        type="button"
        className={`device-row ${mark} ${id === chosenId ? 'chosen' : ''}`}
        aria-pressed={id === chosenId}
        onClick={() => onChoose(id)}
      >
        <b>{name}</b>
        <small>{detail}</small>
      </button>
    </li>
  );
  return (
    <>
      <h2 className="panel-title">{t('device.title')}</h2>
      <ul className="device-list">
        {devices.map((device) => {
          const number = deviceNumber(device, devices);
          const name = t(`device.${device.role}`) + (number === null ? '' : ` ${number}`);
          const detail = device.url === null ? t('devices.none') : whereText(device.url);
          return row(device.id, deviceItem(device).mark, name, detail);
        })}
        {isScannerSet && row(newScannerId, 'am', t('devices.one-more'), t('devices.one-more-why'))}
        {row(keyboardId, 'ok', t('devices.keyboard'), t('devices.keyboard-why'))}
      </ul>
    </>
  );
}
