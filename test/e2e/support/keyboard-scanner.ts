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
