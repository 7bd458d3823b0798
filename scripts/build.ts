/** `npm run build`: main process, preload and page into out/, the way `electron-builder` packs them. */
import { build } from 'electron-vite';

await build({ logLevel: 'warn' });
