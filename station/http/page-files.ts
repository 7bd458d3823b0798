import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { App, StationDeps } from './app.ts';

const yearS = 31_536_000;

/** The built page (`npm run setup` makes it). Names of its assets change with their content; the page itself is asked for every time. */
export async function pageFiles(app: App, { pageFolder }: StationDeps): Promise<void> {
  if (!existsSync(path.join(pageFolder, 'index.html'))) {
    app.get('/', { schema: { hide: true } }, (_request, reply) =>
      reply
        .status(503)
        .type('text/plain; charset=utf-8')
        .send(
          '页面尚未构建，请运行 npm run setup。\nThe page has not been built: run npm run setup.',
        ),
    );
    return;
  }
  await app.register(fastifyStatic, {
    root: pageFolder,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, file) => {
      const isAsset = file.includes(`${path.sep}assets${path.sep}`);
      void reply.header(
        'cache-control',
        isAsset ? `public, max-age=${yearS}, immutable` : 'no-cache',
      );
    },
  });
}
