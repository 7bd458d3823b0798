import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { pageAddress } from './origin.ts';

const reloadsPerMinuteMax = 3;

/** The one window; `preload` is the built script's path. It comes back by itself when its process dies. */
export function openWindow(outFolder: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    autoHideMenuBar: true,
    title: '流动采血工作站',
    backgroundColor: '#ffffff',
    webPreferences: {
      preload: join(outFolder, 'preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  window.once('ready-to-show', () => window.maximize());
  const reloads: number[] = [];
  window.webContents.on('render-process-gone', () => {
    const nowMs = Date.now();
    const recent = reloads.filter((atMs) => nowMs - atMs < 60_000);
    reloads.splice(0, reloads.length, ...recent, nowMs);
    if (recent.length < reloadsPerMinuteMax) window.webContents.reload();
  });
  void window.loadURL(pageAddress);
  return window;
}
