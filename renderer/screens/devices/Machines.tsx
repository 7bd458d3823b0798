import type { MachineView } from '../../../shared/contract/device.ts';
import { machineName } from '../../../shared/device-setting.ts';
import { useAction } from '../../api/use-command.ts';
import { useMachineName } from '../../parts/use-machine-name.ts';
import { useText } from '../../text/use-text.ts';
import { TakenField } from './TakenField.tsx';

interface Props {
  readonly machine: MachineView;
  readonly shown: string;
}

const nameCharactersMax = 16;

/** An empty one takes the name away. */
function NameField({ machine, shown }: Props) {
  const { t } = useText();
  const put = useAction('device.name-machine');
  const take = (typed: string): void => {
    const text = typed.trim();
    const name = text === '' ? null : text;
    if (name === machine.name || (name !== null && !machineName.safeParse(name).success)) return;
    void put.run({ machine: machine.key, name });
  };
  const marks = [
    t(machine.isThere ? 'devices.machine-there' : 'devices.machine-away'),
    ...(machine.isHere ? [t('devices.machine-here')] : []),
  ];
  return (
    <li>
      <TakenField
        label={`${t('devices.machine-name', { machine: shown })} · ${marks.join(' · ')}`}
        value={machine.name ?? ''}
        charactersMax={nameCharactersMax}
        onTake={take}
      />
    </li>
  );
}

/** The machines of the vehicle, and what people call them. */
export function Machines({ machines }: { readonly machines: readonly MachineView[] }) {
  const { t } = useText();
  const nameOf = useMachineName(machines);
  return (
    <div className="device-setup">
      <h2 className="panel-title">{t('devices.machines')}</h2>
      <p>{t('devices.machines-how')}</p>
      <ul className="device-list options">
        {machines.map((machine) => (
          <NameField
            key={`${machine.key}${machine.name}`}
            machine={machine}
            shown={nameOf(machine)}
          />
        ))}
      </ul>
      <p className="soft">{t('devices.machines-forget')}</p>
    </div>
  );
}
