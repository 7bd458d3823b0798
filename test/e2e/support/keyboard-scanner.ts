import type { Page } from 'playwright-core';

/**
 * A keyboard scanner: the code's keys and Enter, sent to the browser in one go as a scanner does. Waiting for an answer to each key
 * would make it as slow as fingers on a busy machine.
 */
export async function scanAsKeys(page: Page, code: string): Promise<void> {
  const keyboard = await page.context().newCDPSession(page);
  const sent = [...code].flatMap((text) => [
    keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', text, key: text }),
    keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key: text }),
  ]);
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 };
  sent.push(
    keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', text: '\r', ...enter }),
    keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter }),
  );
  await Promise.all(sent);
  await keyboard.detach();
}

/** One key as a scanner set to a US keyboard presses it, and what the computer makes of it. */
export interface PressedKey {
  readonly key: string;
  readonly code: string;
  readonly shift?: boolean;
}

const shiftModifier = 8;

/** The keys of a scanner on a computer with another layout or an input method, in one go and without Enter. */
export async function pressKeys(page: Page, keys: readonly PressedKey[]): Promise<void> {
  const keyboard = await page.context().newCDPSession(page);
  const sent = keys.flatMap(({ key, code, shift = false }) => {
    const modifiers = shift ? shiftModifier : 0;
    // A dead key and a key that an input method took give no text of their own.
    const text = [...key].length === 1 ? { text: key } : {};
    return [
      keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', key, code, modifiers, ...text }),
      keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code, modifiers }),
    ];
  });
  await Promise.all(sent);
  await keyboard.detach();
}
