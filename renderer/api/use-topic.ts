import { useEffect, useEffectEvent } from 'react';
import { type Topic, type TopicMessage, topics } from '../../shared/contract/topics.ts';
import { useBridge } from './BridgeProvider.tsx';

/** Hears a topic while the component is on the screen. A message of another shape is dropped: it is not from this program. */
export function useTopic<T extends Topic>(topic: T, listener: (message: TopicMessage<T>) => void) {
  const bridge = useBridge();
  const hear = useEffectEvent((message: unknown) => {
    const parsed = topics[topic].safeParse(message);
    // `topics[topic]` is the schema of exactly this topic; the union over all of them hides it.
    if (parsed.success) listener(parsed.data as TopicMessage<T>);
  });
  useEffect(() => bridge.subscribe(topic, (message) => hear(message)), [bridge, topic]);
}
