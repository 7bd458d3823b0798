import { type BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron';
import type { Reply, Request } from '../../shared/contract/router.ts';
import { isPageAddress } from './origin.ts';

/** All that passes between page and program: `call` up, `event` down. */
export interface Ipc {
  readonly push: (topic: string, message: unknown) => void;
}

export function connectPage(
  window: BrowserWindow,
  call: (request: Request) => Promise<Reply>,
): Ipc {
  ipcMain.handle('call', (event, request: unknown) => {
    if (!isFromThePage(event, window)) throw new Error('not the page');
    return call(asRequest(request));
  });
  return {
    push: (topic, message) => {
      if (window.isDestroyed() || !isPageAddress(window.webContents.getURL())) return;
      window.webContents.send('event', topic, message);
    },
  };
}

/** A frame inside the page, or a page that navigated away, gets nothing. */
function isFromThePage({ senderFrame }: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  return (
    senderFrame !== null &&
    senderFrame === window.webContents.mainFrame &&
    isPageAddress(senderFrame.url)
  );
}

/** Only the outer form; the router looks at name, role and input. */
function asRequest(value: unknown): Request {
  if (typeof value !== 'object' || value === null || !('name' in value)) throw new Error('no name');
  const { name } = value;
  const input = 'input' in value ? value.input : undefined;
  const commandId = 'commandId' in value ? value.commandId : undefined;
  if (typeof name !== 'string') throw new Error('no name');
  if (commandId !== undefined && typeof commandId !== 'string') throw new Error('no command id');
  return { name, input, commandId };
}
