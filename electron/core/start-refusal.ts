import { diskTrouble } from './disk-trouble.ts';
import { DatabaseUnreadable } from './store/connection.ts';
import { DataFolderInUse } from './store/lock.ts';
import { DatabaseNewer } from './store/migrate.ts';

/**
 * Why the core could not start, as a sentence in both languages that says what to do; undefined for what is our own fault.
 * In each of these cases no record in the data folder was changed.
 */
export function startRefusal(fault: unknown, dataFolder: string): string | undefined {
  if (fault instanceof DataFolderInUse) {
    return `数据目录 ${dataFolder} 正被另一个程序使用。请关闭已打开的采血工作站，或用 --data 另选目录。 / The data folder ${dataFolder} is in use by another process. Close the workstation that is already open, or choose another folder with --data.`;
  }
  if (fault instanceof DatabaseNewer) {
    return `数据由更新版本的程序写入（版本 ${fault.version}）。请更新本程序；数据未被改动。 / The data was written by a newer version of this program (version ${fault.version}). Update this program; nothing was changed.`;
  }
  if (fault instanceof DatabaseUnreadable) {
    return `数据库无法打开：密钥不符、密钥文件缺失或文件损坏。请勿删除数据目录 ${dataFolder}，并联系血站。 / The database cannot be opened: wrong key or damaged file, or the key file is missing. Do not delete ${dataFolder}; call the station.`;
  }
  switch (diskTrouble(fault, dataFolder)) {
    case 'full':
      return `磁盘已满，数据目录 ${dataFolder} 写不进去。请腾出空间后重新启动；已有记录未被改动。 / The disk is full: nothing can be written to ${dataFolder}. Free some space and start again; the records there were not changed.`;
    case 'not-writable':
      return `数据目录 ${dataFolder} 不可写。请检查目录权限，或用 --data 另选目录。 / The data folder ${dataFolder} cannot be written. Check who owns it, or choose another folder with --data.`;
    case 'no-folder':
      return `${dataFolder} 不是目录，也无法建立。请用 --data 另选目录。 / ${dataFolder} is no folder and cannot be made one. Choose another folder with --data.`;
    case undefined:
      return undefined;
  }
}
