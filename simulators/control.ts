import { readFileSync } from 'node:fs';
import { fastify } from 'fastify';
import { addControlRoutes } from './control-routes.ts';
import { generateDonors } from './donors.ts';
import type { Simulators } from './start.ts';

export interface ControlPanel {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const BODY_BYTES_MAX = 16_384;
const LOCAL_HOST = /^(?:127\.0\.0\.1|localhost)(?::[0-9]+)?$/u;

/** A page on 127.0.0.1 from which a person (or a browser test) plays the hands of donor and nurse. */
export const startControlPanel = async (
  simulators: Simulators,
  options: { readonly port?: number; readonly seed?: number; readonly onDate: string },
): Promise<ControlPanel> => {
  const donors = generateDonors({ seed: options.seed ?? 1, count: 100, onDate: options.onDate });
  const page = readFileSync(new URL('control.html', import.meta.url), 'utf8');
  const app = fastify({ bodyLimit: BODY_BYTES_MAX, forceCloseConnections: true });
  // A page of another site must not be able to print labels or place cards.
  app.addHook('onRequest', async ({ headers }, reply) => {
    const origin = headers.origin?.replace(/^https?:\/\//u, '');
    const isLocal = LOCAL_HOST.test(headers.host ?? '');
    if (!isLocal || (origin !== undefined && origin !== headers.host)) {
      await reply.code(403).send({ message: 'only pages of this panel itself' });
    }
  });
  app.get('/', (_, reply) => reply.type('text/html; charset=utf-8').send(page));
  addControlRoutes(app, simulators, donors);
  const url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return { url, close: () => app.close() };
};
