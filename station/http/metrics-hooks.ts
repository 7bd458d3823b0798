import type { FastifyRequest } from 'fastify';
import type { App, StationDeps } from './app.ts';

const downBytes = new WeakMap<FastifyRequest, number>();

/** `GET /metrics` for Prometheus, open as `/health` is: counts by route and reason, nothing of anybody. */
export function addMetrics(app: App, { metrics }: StationDeps): void {
  // After the compression's own hook: what is counted is what goes over the line.
  app.addHook('onSend', async (request, _reply, payload) => {
    if (typeof payload === 'string' || payload instanceof Uint8Array) {
      downBytes.set(request, Buffer.byteLength(payload));
    }
    return payload;
  });
  app.addHook('onResponse', async (request, reply) => {
    metrics.answered({
      // The pattern, never the address: an address may carry a cursor or a token. Addresses nobody serves are one.
      route: request.routeOptions.url ?? 'none',
      ...{ method: request.method, status: reply.statusCode },
      seconds: reply.elapsedTime / 1000,
      upBytes: Number(request.headers['content-length'] ?? 0) || 0,
      downBytes: downBytes.get(request) ?? 0,
    });
  });
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    const { type, text } = await metrics.read();
    return reply.type(type).send(text);
  });
}
