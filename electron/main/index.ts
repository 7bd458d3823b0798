import { join } from 'node:path';
import { app, dialog, Menu, powerSaveBlocker } from 'electron';
import { CoreProcess } from './core-process.ts';
import { guardEverything } from './guards.ts';
import { connectPage } from './ipc.ts';
import { declarePageScheme, servePage } from './protocol.ts';
import { startUpdater } from './updater.ts';
import { openWindow } from './window.ts';

const outFolder = join(import.meta.dirname, '..');

app.enableSandbox();
declarePageScheme();
// macOS takes copy and paste from the menu; elsewhere it only opens developer tools.
if (process.platform !== 'darwin') Menu.setApplicationMenu(null);

// One window per data folder: a second start shows the first window.
if (app.requestSingleInstanceLock()) void app.whenReady().then(run);
else app.quit();

function run(): void {
  guardEverything();
  servePage(join(outFolder, 'renderer'));
  // The laptop must not sleep between two donors; its screen may.
  powerSaveBlocker.start('prevent-app-suspension');

  const window = openWindow(outFolder);
  const core = new CoreProcess(commandLine(), {
    onMessage: (topic, message) => ipc.push(topic, message),
    onRefused: (sentence) => void explain(sentence, core),
  });
  const ipc = connectPage(window, (request) => core.call(request));
  core.start();
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('window-all-closed', () => app.quit());
  endTogether(core);
  startUpdater(process.env['BLOODMOBILE_UPDATE_URL']);
}

/** What follows the program's own path, and the app's folder when it is not packaged. */
const commandLine = (): string[] => process.argv.slice(app.isPackaged ? 1 : 2);

async function explain(sentence: string, core: CoreProcess): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: sentence,
    buttons: ['重试 Try again', '退出 Quit'],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) core.start();
  else app.quit();
}

/** Quitting waits for the core: it closes its database and devices first. */
function endTogether(core: CoreProcess): void {
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void core.close().then(() => {
      closed = true;
      app.quit();
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
}
