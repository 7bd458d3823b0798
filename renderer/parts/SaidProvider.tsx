import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Sentence } from '../text/index.ts';

/** What the screen says aloud across the work: a refusal, a wrong scan, or that something was taken. */
export interface Said {
  readonly tone: 'stop' | 'wait' | 'go';
  readonly sentence: Sentence;
  /** Where to go with it instead. */
  readonly offer?: { readonly sentence: Sentence; readonly to: string };
}

interface Saying {
  readonly say: (said: Said) => void;
  readonly hush: () => void;
}

const SaidContext = createContext<Said | null>(null);
const SayingContext = createContext<Saying | null>(null);

/** Holds the one sentence that is being said; a newer one takes its place. */
export function SaidProvider({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState<Said | null>(null);
  const saying = useMemo<Saying>(() => ({ say: setSaid, hush: () => setSaid(null) }), []);
  return (
    <SayingContext value={saying}>
      <SaidContext value={said}>{children}</SaidContext>
    </SayingContext>
  );
}

export const useSaid = (): Said | null => useContext(SaidContext);

export function useSaying(): Saying {
  const saying = useContext(SayingContext);
  if (saying === null) throw new Error('SaidProvider is missing');
  return saying;
}
