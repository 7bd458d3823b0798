import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract/index.ts';
import { useCall } from '../../api/use-call.ts';
import { Frame, Title } from '../../parts/Frame.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { Work } from '../../parts/Work.tsx';
import { useCard, useScan } from '../../scan/ScanRouter.tsx';
import type { Scan } from '../../scan/meaning.ts';
import { useText } from '../../text/use-text.ts';
import { DeviceList } from './DeviceList.tsx';
import { keyboardId, machinesId, newScannerId } from './ids.ts';
import { KeyboardScannerPanel } from './KeyboardScannerPanel.tsx';
import { Machines } from './Machines.tsx';
import { Setup } from './Setup.tsx';
import { Traffic } from './Traffic.tsx';
import { TryIt } from './TryIt.tsx';
import { isSeveral } from './view-model.ts';

function Devices({ list }: { readonly list: CallOutput<'device.list'> }) {
  const { t } = useText();
  const { devices, machines, keyboard, scaleFormats } = list;
  const [chosenId, setChosenId] = useState(devices[0]?.id ?? keyboardId);
  const [scan, setScan] = useState<Scan | null>(null);
  const [cardsRead, setCardsRead] = useState(0);
  // Here every scan is a try: it is shown with the scanner it came from.
  useScan((given) => {
    setScan(given);
    return true;
  });
  useCard(() => {
    setCardsRead((count) => count + 1);
    return true;
  });
  const known = devices.find(({ id }) => id === chosenId);
  // A role's only line has another id once a device is set; then the role's first device is meant.
  const chosen = known ?? devices.find(({ role }) => chosenId.startsWith(role)) ?? null;
  const tried = { scan, cardsRead, devices, machines, device: chosen };
  const isMachines = chosenId === machinesId && isSeveral(machines);
  return (
    <Work
      left={
        <DeviceList
          {...{ devices, machines }}
          chosenId={chosen?.id ?? chosenId}
          onChoose={setChosenId}
        />
      }
      right={
        <>
          <div className="panel">
            <TryIt role={chosen?.role ?? 'scanner'} {...tried} />
          </div>
          {chosen !== null && chosen.url !== null && (
            <div className="panel grow">
              <h2 className="panel-title">{t('devices.bytes')}</h2>
              <Traffic key={chosen.id} id={chosen.id} />
            </div>
          )}
        </>
      }
    >
      {isMachines ? (
        <Machines machines={machines} />
      ) : chosenId === keyboardId ? (
        <KeyboardScannerPanel key={JSON.stringify(keyboard)} keyboard={keyboard} />
      ) : (
        <Setup
          key={chosen?.id ?? chosenId}
          role={chosen?.role ?? 'scanner'}
          device={chosenId === newScannerId ? null : chosen}
          {...{ devices, machines }}
          scaleFormats={scaleFormats}
          onChosen={setChosenId}
        />
      )}
      {(chosenId === keyboardId || chosen?.role === 'scanner' || chosen?.role === 'printer') && (
        <p className="soft under">{t('devices.iccbba')}</p>
      )}
    </Work>
  );
}

/** 设备: what is plugged in, what it is for, how it stands, and how to try it. */
export function DevicesScreen() {
  const { t } = useText();
  const list = useCall('device.list', {});
  return (
    <Frame head={<Title title={t('devices.title')} sub={t('devices.sub')} />}>
      <Waiting answer={list}>{(value) => <Devices list={value} />}</Waiting>
    </Frame>
  );
}
