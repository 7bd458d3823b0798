import type { MachineView } from '../../shared/contract/device.ts';
import { useText } from '../text/use-text.ts';
import { machineSentence } from './machine-view.ts';

/** Words a machine's name; the machine one sits at says so. */
export function useMachineName(machines: readonly MachineView[]): (machine: MachineView) => string {
  const { t, say } = useText();
  return (machine) => {
    const name = say(machineSentence(machine, machines));
    return machine.isThis ? t('machine.this', { machine: name }) : name;
  };
}
