import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page, the same files for Electron and for the browser host. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [react()],
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    target: 'es2023',
    // One page that is loaded once, from a disk: splitting it saves nobody anything.
    chunkSizeWarningLimit: 4_000,
    assetsInlineLimit: 4_096,
  },
});
