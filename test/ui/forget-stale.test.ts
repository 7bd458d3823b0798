import { QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { isStale } from '../../renderer/api/areas.ts';
import { createQueryClient } from '../../renderer/api/BridgeProvider.tsx';
import { forgetStale } from '../../renderer/api/forget-stale.ts';

test('after a change elsewhere no screen begins with what was answered before, and the one shown asks again', async () => {
  const queries = createQueryClient();
  const answers = { shown: 0, left: 0, devices: 0 };
  const open = async (name: string, of: keyof typeof answers) => {
    const queryFn = async () => ++answers[of];
    const observer = new QueryObserver(queries, { queryKey: [name, of], queryFn });
    const stop = observer.subscribe(() => undefined);
    await observer.refetch({ cancelRefetch: false });
    return { observer, stop };
  };
  const shown = await open('session.board', 'shown');
  (await open('visit.get', 'left')).stop();
  (await open('device.list', 'devices')).stop();
  await forgetStale(queries, ({ queryKey }) => isStale(queryKey[0], ['session']));
  expect(shown.observer.getCurrentResult().data).toBe(2);
  // The questionnaire of a visit answered on a tablet meanwhile.
  expect(queries.getQueryData(['visit.get', 'left'])).toBeUndefined();
  expect(queries.getQueryData(['device.list', 'devices'])).toBe(1);
  shown.stop();
  queries.clear();
});
