const readsMax = 1000;

export interface CardReads {
  /** Tells a card read with its present state; true when it was registered already the first time it was told. */
  readonly cameRegistered: (cardReadId: string, isRegistered: boolean) => boolean;
  /** True once per card read: an attempt is noted once, however often the screen is drawn. */
  readonly takeNote: (cardReadId: string) => boolean;
}

/**
 * Tells a document that is offered again from one that still lies on the reader after it was registered: only the first is an
 * attempt for a person to judge.
 */
export function createCardReads(): CardReads {
  const firstState = new Map<string, boolean>();
  const noted = new Set<string>();
  return {
    cameRegistered: (cardReadId, isRegistered) => {
      const first = firstState.get(cardReadId);
      if (first !== undefined) return first;
      if (firstState.size >= readsMax) firstState.clear();
      firstState.set(cardReadId, isRegistered);
      return isRegistered;
    },
    takeNote: (cardReadId) => {
      if (noted.has(cardReadId)) return false;
      if (noted.size >= readsMax) noted.clear();
      noted.add(cardReadId);
      return true;
    },
  };
}

/** Those of this page. */
export const cardReads = createCardReads();
