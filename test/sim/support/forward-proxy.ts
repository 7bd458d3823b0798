import { createServer, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import { listenHere } from '../../../simulators/loopback.ts';

export interface ForwardProxy {
  readonly url: string;
  /** Each `host:port` somebody asked to be led to. */
  readonly asked: readonly string[];
}

/** A proxy as companies have it: it alone knows the way to `host`, which is at `port` of this machine. */
export async function startForwardProxy(host: string, port: number): Promise<ForwardProxy> {
  const asked: string[] = [];
  const isKnown = (target: string): boolean => {
    asked.push(target);
    return target.split(':')[0] === host;
  };
  const server = createServer((near, reply) => {
    const { host: target, pathname, search } = new URL(near.url ?? '');
    if (!isKnown(target)) return void reply.writeHead(502).end();
    const { method, headers } = near;
    const path = pathname + search;
    const far = httpRequest({ host: '127.0.0.1', port, method, headers, path }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(reply);
    });
    far.on('error', () => reply.destroy());
    near.pipe(far);
  });
  server.on('connect', (request, near) => {
    near.on('error', () => near.destroy());
    if (!isKnown(request.url ?? '')) {
      near.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    const far = connect(port, '127.0.0.1', () => {
      near.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      far.pipe(near).pipe(far);
    });
    far.on('error', () => near.destroy());
    near.on('close', () => far.destroy());
  });
  const ownPort = await listenHere(server);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${ownPort}`, asked };
}
