import { useEffect, useState } from 'react';
import type { PluggedView } from '../../../shared/contract/device.ts';
import { useBridge } from '../../api/BridgeProvider.tsx';
import { call } from '../../api/client.ts';
import { useTopic } from '../../api/use-topic.ts';

/** Listing asks the print system too, which takes up to a second on Windows. */
const lookMs = 5_000;

/** What is plugged in, looked at again every few seconds while the page is open; null before the first answer. */
export function usePlugged(): readonly PluggedView[] | null {
  const bridge = useBridge();
  const [plugged, setPlugged] = useState<readonly PluggedView[] | null>(null);
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    let isShown = true;
    const look = async (): Promise<void> => {
      const listed = await call(bridge, 'device.plugged', {});
      if (isShown && listed.ok) setPlugged(listed.value.plugged);
    };
    void look();
    const timer = setInterval(() => void look(), lookMs);
    return () => {
      isShown = false;
      clearInterval(timer);
    };
  }, [bridge, changes]);
  useTopic('changed', ({ areas }) => {
    if (areas.includes('devices')) setChanges((count) => count + 1);
  });
  return plugged;
}
