import { DatabaseUnreadable } from './store/connection.ts';
import { DataFolderInUse } from './store/lock.ts';
import { DatabaseNewer } from './store/migrate.ts';

/**
 * Why the core could not start, as a sentence in both languages that says what to do; undefined for what is our own fault.
 * In each of these cases nothing in the data folder was changed.
 */
export function startRefusal(fault: unknown, dataFolder: string): string | undefined {
  if (fault instanceof DataFolderInUse) {
    return `数据目录 ${dataFolder} 正被另一个程序使用。请关闭已打开的采血工作站，或用 --data 另选目录。 / The data folder ${dataFolder} is in use by another process. Close the workstation that is already open, or choose another folder with --data.`;
  }
  if (fault instanceof DatabaseNewer) {
    return `数据由更新版本的程序写入（版本 ${fault.version}）。请更新本程序；数据未被改动。 / The data was written by a newer version of this program (version ${fault.version}). Update this program; nothing was changed.`;
  }
  if (fault instanceof DatabaseUnreadable) {
    return `数据库无法打开：密钥不符或文件损坏。请勿删除数据目录 ${dataFolder}，联系血站恢复备份。 / The database cannot be opened: wrong key or damaged file. Do not delete ${dataFolder}; ask the station to restore the backup.`;
  }
  return undefined;
}
