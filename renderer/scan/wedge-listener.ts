import { burstGapMaxMs, endBurst, feedKey, idle, type Wedge } from './wedge.ts';

type Field = HTMLInputElement | HTMLTextAreaElement;

interface Remembered {
  readonly field: Field;
  readonly value: string;
}

const focusedField = (): Field | null => {
  const focused = document.activeElement;
  return focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement
    ? focused
    : null;
};

/** Sets a field as a person would have: React hears of it by the event, and only through the element's own setter. */
function setField(field: Field, value: string): void {
  const prototype =
    field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** A pause this long ends a burst that brought no Enter. */
const silenceMs = burstGapMaxMs * 3;

/** Collects a wedge scanner's bursts in front of every field of the page; returns how to stop. */
export function listenToWedge(target: Window, onScan: (text: string) => void): () => void {
  let state: Wedge = idle;
  let remembered: Remembered | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const end = (): void => {
    const unfinished = endBurst(state);
    state = idle;
    if (unfinished === null) return;
    if (unfinished.kind === 'scan') return onScan(unfinished.text);
    // Fast, but no Enter and no code: a program or a very quick hand wrote into the field. Give it back.
    if (remembered !== null) setField(remembered.field, remembered.value + unfinished.text);
  };

  const onKey = (event: KeyboardEvent): void => {
    // An input method (pinyin) is a person; chords are commands.
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.repeat) return;
    const next = feedKey(state, event.key, event.timeStamp);
    state = next.state;
    if (event.key.length === 1 || event.key === 'Enter') {
      clearTimeout(timer);
      if (state.kind === 'burst') timer = setTimeout(end, silenceMs);
    }
    switch (next.action.kind) {
      case 'pass':
        return;
      case 'watch': {
        const field = focusedField();
        remembered = field === null ? null : { field, value: field.value };
        return;
      }
      case 'take-back':
      case 'swallow':
      case 'scan':
        event.preventDefault();
        event.stopImmediatePropagation();
    }
    if (next.action.kind === 'take-back' && remembered !== null) {
      setField(remembered.field, remembered.value);
    }
    if (next.action.kind === 'scan') onScan(next.action.text);
  };

  target.addEventListener('keydown', onKey, { capture: true });
  return () => {
    clearTimeout(timer);
    target.removeEventListener('keydown', onKey, { capture: true });
  };
}
