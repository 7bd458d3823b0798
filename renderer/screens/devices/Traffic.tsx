import { useEffect, useState } from 'react';
import type { TrafficView } from '../../../shared/contract/device.ts';
import { useBridge } from '../../api/BridgeProvider.tsx';
import { call } from '../../api/client.ts';
import { useText } from '../../text/use-text.ts';

const lookMs = 700;

/** The last bytes of a device, newest on top, for as long as somebody looks. */
export function Traffic({ id }: { readonly id: string }) {
  const { t, clock } = useText();
  const bridge = useBridge();
  const [entries, setEntries] = useState<readonly TrafficView[] | null>(null);
  useEffect(() => {
    let isShown = true;
    const look = async (): Promise<void> => {
      const told = await call(bridge, 'device.traffic', { id });
      if (isShown) setEntries(told.ok ? told.value.entries : []);
    };
    void look();
    const timer = setInterval(() => void look(), lookMs);
    return () => {
      isShown = false;
      clearInterval(timer);
    };
  }, [bridge, id]);
  if (entries === null) return null;
  if (entries.length === 0) return <p className="soft">{t('devices.no-bytes')}</p>;
  return (
    <ol className="traffic" aria-label={t('devices.bytes')}>
      {entries.toReversed().map((entry, at) => (
        // Nothing is inserted but at the end, so the place from there is a name.
        <li key={entries.length - at} className={entry.direction}>
          <small>
            {clock(entry.atMs)} {entry.direction === 'in' ? '←' : '→'} {entry.lengthBytes} B
          </small>
          <code>{entry.text ?? t('devices.not-shown')}</code>
          {entry.hex !== null && <code className="hex">{entry.hex}</code>}
        </li>
      ))}
    </ol>
  );
}
