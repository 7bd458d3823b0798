import { join, normalize, sep } from 'node:path';

/**
 * The file below `folder` that a request of the page means, or undefined when the address is not the
 * page's or leads out of the folder. Addresses come decoded once; anything that needs more is refused.
 */
export function pageFile(folder: string, address: string): string | undefined {
  const url = URL.parse(address);
  if (url === null || url.protocol !== 'app:' || url.host !== 'bloodmobile') return undefined;
  const path = decodeOnce(url.pathname);
  if (path === undefined || path.includes('\0') || path.includes('\\')) return undefined;
  const file = normalize(join(folder, path === '/' ? 'index.html' : path));
  return file.startsWith(normalize(folder) + sep) ? file : undefined;
}

function decodeOnce(path: string): string | undefined {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.includes('%') ? undefined : decoded;
  } catch {
    // Not percent-encoding at all; no file of ours is called that.
    return undefined;
  }
}
