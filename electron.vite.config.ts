import { defineConfig } from 'electron-vite';
import page from './renderer/vite.config.ts';

export default defineConfig({
  main: {
    build: {
      // Packages stay packages: native modules load from beside the app.
      externalizeDeps: true,
      rolldownOptions: {
        input: {
          index: 'electron/main/index.ts',
          'core-entry': 'electron/main/core-entry.ts',
        },
        output: { entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'electron/preload/index.ts' },
        // The sandbox has no ES modules.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    ...page,
    build: { ...page.build, rolldownOptions: { input: 'renderer/index.html' } },
  },
});
