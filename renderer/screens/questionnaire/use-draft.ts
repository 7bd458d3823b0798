import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { VisitDetail } from '../../../shared/contract/visit.ts';
import type { Answer, Questionnaire } from '../../../shared/domain/screening/schema.ts';
import { useBridge } from '../../api/BridgeProvider.tsx';
import { call } from '../../api/client.ts';
import { newId } from '../../api/new-id.ts';
import { answersToKeep, type Given, givenFrom } from './view-model.ts';

/** Several taps in a row are one draft. */
const quietMs = 400;

/** Whether the core holds what is on the screen. */
export type Kept = 'nothing' | 'keeping' | 'kept' | 'not-kept';

export interface Draft {
  readonly given: Given;
  readonly give: (answer: Answer) => void;
  readonly kept: Kept;
  /** Keeps at once what the pause has not kept yet; resolves when the core has answered. */
  readonly keepNow: () => Promise<void>;
}

/**
 * The answers so far, beginning with those kept before; each change is kept a moment later, and when the page is left. A draft that
 * could not be kept is shown as such and kept with the next one: it is no command the nurse has to repeat.
 */
export function useDraft(visit: VisitDetail, questionnaire: Questionnaire): Draft {
  const bridge = useBridge();
  const [given, setGiven] = useState(() => givenFrom(visit.draft, questionnaire));
  const [kept, setKept] = useState<Kept>(visit.draft === null ? 'nothing' : 'kept');
  const newest = useRef(given);
  const isDirty = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  // Drafts go one after the other: an older one that arrives last would undo the newer.
  const queue = useRef<Promise<void>>(Promise.resolve());

  const send = async (): Promise<void> => {
    if (!isDirty.current) return;
    isDirty.current = false;
    setKept('keeping');
    const answers = answersToKeep(questionnaire, visit.identity.sex, newest.current);
    const input = { visitId: visit.visitId, answers };
    const result = await call(bridge, 'questionnaire.draft', input, newId());
    if (!result.ok) isDirty.current = true;
    setKept(result.ok ? 'kept' : 'not-kept');
  };
  const keepNow = (): Promise<void> => {
    clearTimeout(timer.current);
    queue.current = queue.current.then(send);
    return queue.current;
  };
  const keepOnLeaving = useEffectEvent(() => void keepNow());

  useEffect(() => {
    const leaving = (): void => keepOnLeaving();
    window.addEventListener('pagehide', leaving);
    document.addEventListener('visibilitychange', leaving);
    return () => {
      window.removeEventListener('pagehide', leaving);
      document.removeEventListener('visibilitychange', leaving);
      keepOnLeaving();
    };
  }, []);

  const give = (answer: Answer): void => {
    newest.current = { ...newest.current, [answer.itemId]: answer };
    setGiven(newest.current);
    isDirty.current = true;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void keepNow(), quietMs);
  };

  return { given, give, kept, keepNow };
}
