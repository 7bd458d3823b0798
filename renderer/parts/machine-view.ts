import type { DeviceView, MachineView } from '../../shared/contract/device.ts';
import type { Sentence } from '../text/index.ts';

const codeCharacters = 4;

/** What a nurse calls a machine: the name it was given, the laptop, or a short code that stays the same. */
export function machineSentence(machine: MachineView, all: readonly MachineView[]): Sentence {
  if (machine.name !== null) return { key: 'machine.named', values: { name: machine.name } };
  if (machine.isHere && all.filter(({ isHere }) => isHere).length === 1)
    return { key: 'machine.laptop' };
  const code = machine.key.slice(0, codeCharacters).toUpperCase();
  return { key: machine.isHere ? 'machine.laptop-one' : 'machine.other', values: { code } };
}

/**
 * Who hears a device, as far as it has to be said. `here`: this machine, or every one. `unassigned`: two machines are there and nobody
 * has said whose it is, so `hearer` alone hears it. `elsewhere`: it was set to `hearer`, or that is where its cable is.
 */
export type Hearing =
  | { readonly kind: 'here' }
  | {
      readonly kind: 'unassigned' | 'elsewhere' | 'elsewhere-away';
      readonly hearer: MachineView;
      readonly there: number;
    };

export function hearingOf(device: DeviceView, machines: readonly MachineView[]): Hearing {
  const hearer = machines.find(({ key }) => key === device.heardBy);
  if (device.url === null || hearer === undefined) return { kind: 'here' };
  const there = machines.filter(({ isThere }) => isThere).length;
  if (device.machine === null && there > 1) return { kind: 'unassigned', hearer, there };
  if (hearer.isThis) return { kind: 'here' };
  return { kind: hearer.isThere ? 'elsewhere' : 'elsewhere-away', hearer, there };
}
