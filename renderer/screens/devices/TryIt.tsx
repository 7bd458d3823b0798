import { useState } from 'react';
import type { DeviceView, MachineView } from '../../../shared/contract/device.ts';
import type { TopicMessage } from '../../../shared/contract/topics.ts';
import type { DeviceRole } from '../../../shared/device-setting.ts';
import { useMachineName } from '../../parts/use-machine-name.ts';
import { useTopic } from '../../api/use-topic.ts';
import type { Scan } from '../../scan/meaning.ts';
import { isTextKey, type TextKey } from '../../text/index.ts';
import { useText } from '../../text/use-text.ts';
import { TryPrinter } from './TryPrinter.tsx';
import { deviceNumber } from './view-model.ts';

interface Tried {
  readonly scan: Scan | null;
  readonly cardsRead: number;
  readonly devices: readonly DeviceView[];
  readonly machines: readonly MachineView[];
  /** Null: none is set, or one more scanner. */
  readonly device: DeviceView | null;
}

function TryScanner({ scan, devices }: Tried) {
  const { t } = useText();
  if (scan === null) return <p>{t('devices.try.scanner')}</p>;
  const from = devices.find(({ id }) => id === scan.origin);
  const number = from === undefined ? null : deviceNumber(from, devices);
  const name = from === undefined ? t('devices.keyboard') : t('device.scanner');
  const { meaning } = scan;
  // A document's number is not for a screen that others see.
  const isDocument =
    meaning.kind === 'donor' || (meaning.kind === 'other' && meaning.what === 'document');
  return (
    <>
      <p className="tried">{isDocument ? t('devices.try.document') : scan.raw || '—'}</p>
      <p className="soft">
        {t(`devices.try.meaning.${meaning.kind}`)} · {name}
        {number !== null && ` ${number}`}
      </p>
    </>
  );
}

function TryReader({ cardsRead }: Tried) {
  const { t } = useText();
  const [problem, setProblem] = useState<TextKey | null>(null);
  useTopic('id-card.read', () => setProblem(null));
  useTopic('id-card.problem', (message) => {
    const key = `id-card.problem.${message.problem}`;
    setProblem(isTextKey(key) ? key : 'id-card.problem.other');
  });
  return (
    <>
      <p>{t('devices.try.id-reader')}</p>
      {problem !== null && <p className="problem">{t(problem)}</p>}
      {cardsRead > 0 && (
        <p className="tried">{t('devices.try.cards-read', { count: cardsRead })}</p>
      )}
    </>
  );
}

function TryScale() {
  const { t, number } = useText();
  const [weight, setWeight] = useState<TopicMessage<'scale.weighed'> | null>(null);
  useTopic('scale.weighed', setWeight);
  if (weight === null) return <p>{t('devices.try.scale')}</p>;
  return (
    <>
      <p className="tried">
        {number(weight.grams)} g ≈ {number(weight.volumeMl)} mL
      </p>
      <p className="soft">{t(weight.stable ? 'devices.try.stable' : 'devices.try.moving')}</p>
    </>
  );
}

function TryBloodPressure() {
  const { t } = useText();
  const [reading, setReading] = useState<TopicMessage<'blood-pressure.measured'> | null>(null);
  useTopic('blood-pressure.measured', setReading);
  if (reading === null) return <p>{t('devices.try.blood-pressure')}</p>;
  return (
    <p className="tried">
      {reading.systolicMmHg}/{reading.diastolicMmHg} mmHg · {reading.pulsePerMin}/min
    </p>
  );
}

/** Something to do with the device, and what came of it. */
export function TryIt({ role, ...tried }: Tried & { readonly role: DeviceRole }) {
  const { t } = useText();
  const { machines, device } = tried;
  const nameOf = useMachineName(machines);
  const hearer = machines.find(({ key }) => key === device?.heardBy);
  if (hearer?.isThis === false) {
    return (
      <>
        <h2 className="panel-title">{t('devices.try')}</h2>
        <p>{t('devices.try.elsewhere', { machine: nameOf(hearer) })}</p>
      </>
    );
  }
  return (
    <>
      <h2 className="panel-title">{t('devices.try')}</h2>
      {role === 'scanner' && <TryScanner {...tried} />}
      {role === 'id-reader' && <TryReader {...tried} />}
      {role === 'printer' && <TryPrinter scanned={tried.scan?.raw ?? null} />}
      {role === 'scale' && <TryScale />}
      {role === 'blood-pressure' && <TryBloodPressure />}
    </>
  );
}
