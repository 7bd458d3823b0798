import { usCharacter } from './us-keyboard.ts';
import { endBurst, feedKey, idle, type Wedge, type WedgeOptions } from './wedge.ts';
import { judgeComposed, judgeTyped, type TypedCode } from './wrong-layout.ts';

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

/** A pause this many gaps long ends a burst that brought no Enter. */
const silenceGaps = 3;

/** Keys that an input method takes come as `Process`; with one the characters are its, and only the places are told. */
const isComposed = (event: KeyboardEvent): boolean =>
  event.isComposing || event.key === 'Process' || event.key === 'Unidentified';

const remember = (): Remembered | null => {
  const field = focusedField();
  return field === null ? null : { field, value: field.value };
};

const pressedOf = ({ code, shiftKey }: KeyboardEvent): string | null => usCharacter(code, shiftKey);

/**
 * A scanner typing into an input method (pinyin, full width). Nothing can be kept from it; but a burst whose keys would have
 * been a code is known afterwards, said, and what it left in the field is taken out again.
 */
function watchComposing(options: () => WedgeOptions, onCode: (code: TypedCode) => void) {
  let state: Wedge = idle;
  let remembered: Remembered | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const end = (): void => {
    const pressed = state.kind === 'burst' ? state.text : '';
    state = idle;
    const code = judgeComposed(
      pressed.slice(pressed.startsWith(options().prefix) ? options().prefix.length : 0),
    );
    if (code === null) return;
    if (remembered !== null) {
      // Leaving the field ends the composition; only then is the value ours to set.
      remembered.field.blur();
      setField(remembered.field, remembered.value);
    }
    onCode(code);
  };

  return {
    feed: (event: KeyboardEvent): void => {
      const us = pressedOf(event);
      if (us === null) return;
      const next = feedKey(state, { key: us, us }, event.timeStamp, options());
      state = next.state;
      if (next.action.kind === 'watch') remembered = remember();
      clearTimeout(timer);
      timer = setTimeout(end, options().gapMaxMs * silenceGaps);
    },
    stop: (): void => clearTimeout(timer),
  };
}

/** Collects a wedge scanner's bursts in front of every field of the page; returns how to stop. */
export function listenToWedge(
  target: Window,
  options: () => WedgeOptions,
  onCode: (code: TypedCode) => void,
): () => void {
  let state: Wedge = idle;
  let remembered: Remembered | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const composing = watchComposing(options, onCode);

  const end = (): void => {
    const unfinished = endBurst(state, options());
    state = idle;
    if (unfinished === null) return;
    if (unfinished.kind === 'scan') return onCode(judgeTyped(unfinished.text, unfinished.us));
    // Fast, but no Enter and no code: a program or a very quick hand wrote into the field. Give it back.
    if (remembered !== null) setField(remembered.field, remembered.value + unfinished.text);
  };

  const onKey = (event: KeyboardEvent): void => {
    if (event.repeat) return;
    // Chords are commands. AltGr is none: on some keyboards it makes the characters of a code.
    const isAltGr = event.getModifierState('AltGraph');
    if (!isAltGr && (event.ctrlKey || event.altKey || event.metaKey)) return;
    if (isComposed(event)) return composing.feed(event);
    const key = { key: event.key, us: pressedOf(event) };
    const next = feedKey(state, key, event.timeStamp, options());
    state = next.state;
    if (next.action.kind !== 'pass' || event.key === 'Enter') {
      clearTimeout(timer);
      if (state.kind === 'burst') timer = setTimeout(end, options().gapMaxMs * silenceGaps);
    }
    switch (next.action.kind) {
      case 'pass':
        return;
      case 'watch':
        remembered = remember();
        return;
      case 'take-back':
      case 'swallow':
      case 'scan':
        event.preventDefault();
        event.stopImmediatePropagation();
    }
    if (next.action.kind === 'take-back' && remembered !== null) {
      setField(remembered.field, remembered.value);
    }
    if (next.action.kind === 'scan') onCode(judgeTyped(next.action.text, next.action.us));
  };

  target.addEventListener('keydown', onKey, { capture: true });
  return () => {
    clearTimeout(timer);
    composing.stop();
    target.removeEventListener('keydown', onKey, { capture: true });
  };
}
