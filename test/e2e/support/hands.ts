import { z } from 'zod';

const donors = z.array(z.object({ card: z.object({ name: z.string(), sex: z.string() }) }));
const state = z.object({ labels: z.array(z.object({ barcodes: z.array(z.string()) })) });

/** The hands of a person at the simulated devices. */
export function createHands(panel: string) {
  const post = async (path: string, body: object = {}): Promise<void> => {
    const response = await fetch(`${panel}/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  };
  const get = async (path: string): Promise<unknown> =>
    (await fetch(`${panel}/api/${path}`)).json();

  return {
    donorName: async (index: number) => donors.parse(await get('donors'))[index]?.card.name ?? '',
    donorIsMale: async (index: number) =>
      donors.parse(await get('donors'))[index]?.card.sex === 'male',
    placeCard: (index: number) => post('id-reader/place-donor', { index }),
    removeCard: () => post('id-reader/remove'),
    liftTooEarly: () => post('id-reader/lift-during-read'),
    scan: (text: string) => post('scanner/scan', { text }),
    scanGarbage: () => post('scanner/garbage'),
    measureBloodPressure: (systolic: number, diastolic: number, pulse: number) =>
      post('bp/measure', { systolic, diastolic, pulse }),
    weigh: (grams: number) => post('scale/set', { grams }),
    /** Barcodes of the labels that came out, in printing order. */
    printedBarcodes: async (): Promise<readonly string[]> =>
      state.parse(await get('state')).labels.flatMap(({ barcodes }) => barcodes.slice(0, 1)),
  };
}

export type Hands = ReturnType<typeof createHands>;
