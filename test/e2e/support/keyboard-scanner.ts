import type { Page } from 'playwright-core';

interface KeyEvent {
  readonly key: string;
  readonly text?: string;
  readonly code?: string;
  readonly modifiers?: number;
  readonly windowsVirtualKeyCode?: number;
}

const scannerGapMs = 3;

/** Presses keys one after the other as a scanner does, by the keyboard's own time: however busy the machine is, they are no slower. */
async function pressInOneGo(page: Page, keys: readonly KeyEvent[]): Promise<void> {
  const keyboard = await page.context().newCDPSession(page);
  const startedAtMs = Date.now() - keys.length * scannerGapMs;
  const sent = keys.flatMap(({ text, ...key }, at) => {
    const timestamp = (startedAtMs + at * scannerGapMs) / 1000;
    const down = { ...key, timestamp, ...(text === undefined ? {} : { text }) };
    return [
      keyboard.send('Input.dispatchKeyEvent', { ...down, type: 'keyDown' }),
      keyboard.send('Input.dispatchKeyEvent', { ...key, timestamp, type: 'keyUp' }),
    ];
  });
  await Promise.all(sent);
  await keyboard.detach();
}

const enter: KeyEvent = { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 };

/** A keyboard scanner: the code's keys and Enter. */
export const scanAsKeys = (page: Page, code: string): Promise<void> =>
  pressInOneGo(page, [...[...code].map((key) => ({ key, text: key })), enter]);

/** One key as a scanner set to a US keyboard presses it, and what the computer makes of it. */
export interface PressedKey {
  readonly key: string;
  readonly code: string;
  readonly shift?: boolean;
}

const shiftModifier = 8;

/** The keys of a scanner on a computer with another layout or an input method, without Enter. */
export const pressKeys = (page: Page, keys: readonly PressedKey[]): Promise<void> =>
  pressInOneGo(
    page,
    keys.map(({ key, code, shift = false }) => ({
      ...{ key, code, modifiers: shift ? shiftModifier : 0 },
      // A dead key and a key that an input method took give no text of their own.
      ...([...key].length === 1 ? { text: key } : {}),
    })),
  );
