import type { DeviceView, MachineView } from '../../../shared/contract/device.ts';
import { deviceItem } from '../../parts/foot-bar-view.ts';
import { hearingOf } from '../../parts/machine-view.ts';
import { useMachineName } from '../../parts/use-machine-name.ts';
import { useText } from '../../text/use-text.ts';
import { deviceSentence } from './view-model.ts';

interface Props {
  readonly device: DeviceView;
  readonly machines: readonly MachineView[];
}

/** How a device stands, and what is to be done about it. */
export function DeviceState({ device, machines }: Props) {
  const { t, say } = useText();
  const nameOf = useMachineName(machines);
  const hearing = hearingOf(device, machines);
  return (
    <>
      <p className={`device-state ${deviceItem(device).mark}`} role="status">
        {say(deviceSentence(device))}
      </p>
      {hearing.kind !== 'here' && (
        <p className={hearing.kind === 'elsewhere' ? 'soft' : 'device-state am'} role="status">
          {t(`device.${hearing.kind}`, {
            machine: nameOf(hearing.hearer),
            count: hearing.there,
          })}
        </p>
      )}
    </>
  );
}
