import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const worthCompressingBytes = 1024;

/** The station serves what was compressed once, here, instead of compressing it for everybody anew. */
const compressed = (): Plugin => {
  let folder = '';
  return {
    name: 'compressed',
    apply: 'build',
    configResolved: ({ root, build }) => {
      folder = path.resolve(root, build.outDir);
    },
    closeBundle: () => {
      for (const name of readdirSync(path.join(folder, 'assets'))) {
        const file = path.join(folder, 'assets', name);
        const content = readFileSync(file);
        if (content.length < worthCompressingBytes) continue;
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
        writeFileSync(`${file}.br`, brotliCompressSync(content));
      }
    },
  };
};

/** The station's own page; the vehicle's is renderer/. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [react(), compressed()],
  build: {
    outDir: '../../out/station',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 2_500,
    assetsInlineLimit: 4_096,
  },
});
