import { fixedOperator } from '../../electron/core/operator.ts';
import { createHands } from '../../scripts/day/hands.ts';
import { parseDeviceUrl } from '../../shared/device-url.ts';
import type { CardFile } from '../../simulators/card.ts';
import { startSimulators } from '../../simulators/start.ts';
import { openTestCore, type Taken, type TestCore } from './test-core.ts';

export interface CardDeskTest {
  readonly test: TestCore;
  /** Puts a card on the reader; answers the reading's id. */
  readonly place: (card: CardFile) => Promise<string>;
  readonly lift: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A core with a simulated card reader. */
export async function openCardDesk(
  taken: Taken = {},
  given: { readonly resourcesFolder?: string } = {},
): Promise<CardDeskTest> {
  const simulators = await startSimulators({ transport: 'tcp' });
  const url = parseDeviceUrl(simulators.urls.idReader);
  if (!url.ok) throw new Error(url.error);
  const test = openTestCore({ taken, ...given, devices: { 'id-reader': url.value } });
  const hands = createHands(
    {
      request: (asked) => test.core.call(asked, fixedOperator),
      subscribe: test.core.subscribe,
    },
    simulators,
  );
  return {
    test,
    place: (card) => {
      // The reader looks again at a card that lies there when time has passed.
      test.world.passTime(60_000);
      return hands.placeCard(card);
    },
    lift: () =>
      new Promise((resolve) => {
        const stop = test.core.subscribe((topic) => {
          if (topic !== 'id-card.removed') return;
          stop();
          resolve();
        });
        hands.removeCard();
      }),
    close: async () => {
      await test.core.close();
      await simulators.close();
    },
  };
}
