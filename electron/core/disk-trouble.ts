const troubles: readonly (readonly [RegExp, 'full' | 'not-writable' | 'no-folder'])[] = [
  [/^(ENOSPC|EDQUOT|SQLITE_FULL)/, 'full'],
  [/^(EACCES|EPERM|EROFS|SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM)/, 'not-writable'],
  [/^(ENOENT|ENOTDIR|EEXIST)$/, 'no-folder'],
];

/** What the operating system or SQLite says of the folder itself; a file of the program that is missing is our own fault. */
export function diskTrouble(fault: unknown, dataFolder: string) {
  if (!(fault instanceof Error) || !('code' in fault)) return undefined;
  if ('path' in fault && !String(fault.path).startsWith(dataFolder)) return undefined;
  const code = String(fault.code);
  return troubles.find(([codes]) => codes.test(code))?.[1];
}
