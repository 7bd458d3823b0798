import { dialog } from 'electron';
import updater from 'electron-updater';

const checkEveryMs = 6 * 60 * 60 * 1000;

/**
 * Off unless `BLOODMOBILE_UPDATE_URL` names the station's update folder. An update is fetched in the
 * background and installed when the person at the screen says so: never by itself during a day.
 */
export function startUpdater(url: string | undefined): void {
  if (url === undefined || url === '') return;
  const { autoUpdater } = updater;
  autoUpdater.setFeedURL({ provider: 'generic', url });
  autoUpdater.autoInstallOnAppQuit = false;
  autoUpdater.on('update-downloaded', ({ version }) => void offer(version));
  const check = () => {
    // Being offline is ordinary here; the next check comes by itself.
    autoUpdater.checkForUpdates().catch(() => undefined);
  };
  setInterval(check, checkEveryMs);
  check();
}

async function offer(version: string): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'info',
    message: `新版本 ${version} 已下载 · Version ${version} has been downloaded`,
    detail: '请在采血日结束后安装。\nInstall it after the day is closed.',
    buttons: ['稍后 Later', '重启并安装 Restart and install'],
    defaultId: 0,
    cancelId: 0,
  });
  if (response === 1) updater.autoUpdater.quitAndInstall();
}
