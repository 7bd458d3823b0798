const readsMax = 40;

/** Where what was seen survives loading the page again; ids only. */
export interface Remembered {
  readonly load: () => string | null;
  readonly save: (text: string) => void;
}

export interface CardReads {
  /** Tells a card read with its present state; true when it was registered already the first time it was told. */
  readonly cameRegistered: (cardReadId: string, isRegistered: boolean) => boolean;
  /** True once per card read: an attempt is noted once, however often the screen is drawn. */
  readonly takeNote: (cardReadId: string) => boolean;
}

interface Seen {
  readonly id: string;
  readonly cameRegistered: boolean;
  readonly isNoted: boolean;
}

function parse(text: string | null): readonly Seen[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    // Only this file writes it; of anything else nothing is remembered.
    return Array.isArray(value) ? (value as readonly Seen[]) : [];
  } catch {
    return [];
  }
}

/**
 * Tells a document that is offered again from one that still lies on the reader after it was registered: only the first is an
 * attempt for a person to judge.
 */
export function createCardReads({ load, save }: Remembered): CardReads {
  let seen = parse(load());
  const put = (read: Seen): void => {
    seen = [...seen.filter(({ id }) => id !== read.id), read].slice(-readsMax);
    save(JSON.stringify(seen));
  };
  return {
    cameRegistered: (id, isRegistered) => {
      const known = seen.find((read) => read.id === id);
      if (known !== undefined) return known.cameRegistered;
      put({ id, cameRegistered: isRegistered, isNoted: false });
      return isRegistered;
    },
    takeNote: (id) => {
      const known = seen.find((read) => read.id === id);
      if (known?.isNoted === true) return false;
      put({ id, cameRegistered: known?.cameRegistered ?? true, isNoted: true });
      return true;
    },
  };
}

const storageKey = 'bloodmobile.card-reads';
let ofThisPage: CardReads | undefined;

/** Those of this page. */
export const cardReads = (): CardReads => {
  ofThisPage ??= createCardReads({
    load: () => sessionStorage.getItem(storageKey),
    save: (text) => sessionStorage.setItem(storageKey, text),
  });
  return ofThisPage;
};
