import type { DeviceView, MachineView } from '../../../shared/contract/device.ts';
import { useAction } from '../../api/use-command.ts';
import { Choices } from '../../parts/Choices.tsx';
import { useMachineName } from '../../parts/use-machine-name.ts';
import { useText } from '../../text/use-text.ts';

interface Props {
  readonly device: DeviceView;
  readonly machines: readonly MachineView[];
}

const none = 'none';

/** Which machine a device serves; takes effect at once. */
export function Serves({ device, machines }: Props) {
  const { t } = useText();
  const nameOf = useMachineName(machines);
  const serve = useAction('device.serve');
  return (
    <fieldset className="options" disabled={serve.busy}>
      <h3>{t('devices.serves')}</h3>
      <Choices
        label={t('devices.serves')}
        value={device.machine ?? none}
        choices={[
          ...machines.map((machine) => ({ value: machine.key, label: nameOf(machine) })),
          { value: none, label: t('devices.serves-none') },
        ]}
        onChoose={(machine) =>
          void serve.run({ id: device.id, machine: machine === none ? null : machine })
        }
      />
      <p className="soft">{t('devices.serves-why')}</p>
    </fieldset>
  );
}
