import type { DeviceView, MachineView } from '../../../shared/contract/device.ts';
import { heardItem } from '../../parts/foot-bar-view.ts';
import { useMachineName } from '../../parts/use-machine-name.ts';
import { useText } from '../../text/use-text.ts';
import { keyboardId, machinesId, newScannerId } from './ids.ts';
import { deviceNumber, isSeveral, whereText } from './view-model.ts';

interface Props {
  readonly devices: readonly DeviceView[];
  readonly machines: readonly MachineView[];
  readonly chosenId: string;
  readonly onChoose: (id: string) => void;
}

/** Every role with its devices, the state in one word, and the scanner that types. */
export function DeviceList({ devices, machines, chosenId, onChoose }: Props) {
  const { t } = useText();
  const nameOf = useMachineName(machines);
  /** Where it is plugged in, and on a vehicle of several machines whose it is. */
  const detailOf = (device: DeviceView): string => {
    if (device.url === null) return t('devices.none');
    const hearer = machines.find(({ key }) => key === device.heardBy);
    const where = whereText(device.url);
    return hearer === undefined || !isSeveral(machines) ? where : `${where} → ${nameOf(hearer)}`;
  };
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
          return row(device.id, heardItem(device, machines, nameOf).mark, name, detailOf(device));
        })}
        {isScannerSet && row(newScannerId, 'am', t('devices.one-more'), t('devices.one-more-why'))}
        {isSeveral(machines) &&
          row(
            machinesId,
            'ok',
            t('devices.machines'),
            t('devices.machines-there', {
              count: machines.filter(({ isThere }) => isThere).length,
            }),
          )}
        {row(keyboardId, 'ok', t('devices.keyboard'), t('devices.keyboard-why'))}
      </ul>
    </>
  );
}
