import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import fastifyHelmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import fastifyWebsocket from '@fastify/websocket';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Caller } from '../../shared/contract/router.ts';
import type { Core } from '../core/compose.ts';

export interface BrowserHostOptions {
  readonly core: Core;
  /** The built page. */
  readonly pageFolder: string;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly token: string;
  /** Who asks; each browser is a machine of its own. */
  readonly caller: Omit<Caller, 'machine'>;
}

export interface BrowserHost {
  /** The page's address with its token. */
  readonly url: string;
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** Another program listens on the port. */
export class PortTaken extends Error {}
/** The address is not this machine's, or not allowed to this user. */
export class CannotListen extends Error {}

const addressTroubles = ['EADDRNOTAVAIL', 'EACCES', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL'];

const requestBytesMax = 512 * 1024;
const socketsMax = 32;
/** A page that has not taken this much is asleep or gone; it asks everything again when it comes back. */
const unsentBytesMax = 1024 * 1024;
/** A tablet that left the Wi-Fi says no goodbye: who does not answer from one ping to the next gives its place back. */
const pingEveryMs = 30_000;
const cookieName = 'bloodmobile';
const localNames = ['127.0.0.1', 'localhost', '[::1]'];

const requestSchema = z.strictObject({
  name: z.string().max(64),
  input: z.unknown(),
  commandId: z.string().max(64).optional(),
});

const machineCookieDays = 400;
const secondsPerDay = 86_400;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compared as digests, so that neither length nor a common beginning shows in the time it takes. */
const isToken = (given: string | undefined, token: string): boolean =>
  given !== undefined && timingSafeEqual(digest(given), digest(token));

/** Browsers send a cookie to every port of a host: two workstations on one machine must not take each other's name. */
const cookieOf = (request: FastifyRequest): string =>
  `${cookieName}-${request.socket.localPort ?? 0}`;

const machineCookieOf = (request: FastifyRequest): string => `${cookieOf(request)}-machine`;

const cookie = (request: FastifyRequest, name: string): string | undefined =>
  (request.headers.cookie ?? '')
    .split(/;\s*/)
    .find((each) => each.startsWith(`${name}=`))
    ?.slice(name.length + 1);

const tokenOf = (request: FastifyRequest): string | undefined =>
  /^Bearer (.{1,200})$/.exec(request.headers.authorization ?? '')?.[1] ??
  cookie(request, cookieOf(request));

/** What a browser is known by. It outlives the page and the browser, so that a screen turned to a donor stays turned; a page cannot read or change it. */
function machineOf(request: FastifyRequest, reply: FastifyReply | null): string {
  const name = machineCookieOf(request);
  const known = cookie(request, name);
  if (known !== undefined && z.uuid().safeParse(known).success) return known;
  const made = randomUUID();
  const age = machineCookieDays * secondsPerDay;
  void reply?.header(
    'set-cookie',
    `${name}=${made}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${age}`,
  );
  return made;
}

/** A browser on this laptop: both ends of its connection have the same address, by whatever name it called us. */
const isFromHere = ({ socket }: FastifyRequest): boolean =>
  socket.remoteAddress !== undefined && socket.remoteAddress === socket.localAddress;

/**
 * Names this server goes by. A page of another site that a browser was tricked into (DNS rebinding, a form on a foreign site) carries
 * another Host or Origin and is turned away.
 */
function isOwnHost(hostHeader: string | undefined, host: string): boolean {
  const name = (hostHeader ?? '').replace(/:\d+$/, '');
  return name === host || localNames.includes(name);
}

const isOwnOrigin = (request: FastifyRequest): boolean => {
  const { origin, host } = request.headers;
  return origin === undefined || origin === `http://${host ?? ''}`;
};

/** Serves the page and the contract's two functions: `POST /call` and the messages of `/events`. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const app = Fastify({ logger: false, bodyLimit: requestBytesMax });
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // antd writes its styles into the document while it runs.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        // Takes in the WebSocket of the same host and port, and no other.
        connectSrc: ["'self'"],
        fontSrc: ["'self'", 'data:'],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    hsts: false,
  });
  await app.register(fastifyWebsocket, { options: { maxPayload: 4096 } });
  guard(app, options);
  await app.register(fastifyStatic, { root: options.pageFolder });
  callRoute(app, options);
  eventsRoute(app, options.core);
  try {
    await app.listen({ host: options.host, port: options.port });
  } catch (cause) {
    await app.close();
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (code === 'EADDRINUSE') throw new PortTaken(`port ${options.port} is taken`, { cause });
    if (addressTroubles.includes(code)) throw new CannotListen(code, { cause });
    throw cause;
  }
  const address = app.server.address();
  const port = address !== null && typeof address === 'object' ? address.port : options.port;
  const origin = `http://${options.host}:${port}`;
  return {
    origin,
    url: `${origin}/?token=${encodeURIComponent(options.token)}`,
    close: () => app.close(),
  };
}

/** Every request, before anything is looked at: own name, own origin, token. The token in the address becomes a cookie once. */
function guard(app: FastifyInstance, { token, host }: BrowserHostOptions): void {
  const addressSchema = z.object({ token: z.string().max(200).optional() });
  app.addHook('onRequest', async (request, reply) => {
    if (!isOwnHost(request.headers.host, host) || !isOwnOrigin(request)) {
      return reply.code(403).send({ error: 'This address does not belong to the workstation.' });
    }
    const inAddress = addressSchema.safeParse(request.query);
    if (inAddress.success && isToken(inAddress.data.token, token)) {
      reply.header(
        'set-cookie',
        `${cookieOf(request)}=${token}; HttpOnly; SameSite=Strict; Path=/`,
      );
      // With the first page, before it asks several things at once.
      machineOf(request, reply);
      return;
    }
    if (isToken(tokenOf(request), token)) return;
    return reply
      .code(401)
      .type('text/plain; charset=utf-8')
      .send('请从工作站屏幕上显示的完整网址打开。Open the full address shown by the workstation.');
  });
}

function callRoute(app: FastifyInstance, { core, caller }: BrowserHostOptions): void {
  app.post('/call', async (request, reply) => {
    const read = requestSchema.safeParse(request.body);
    if (!read.success) return reply.code(400).send({ error: 'not a call' });
    return core.call(read.data, { ...caller, machine: machineOf(request, reply) });
  });
}

function eventsRoute(app: FastifyInstance, core: Core): void {
  let open = 0;
  app.get('/events', { websocket: true }, (socket, request) => {
    if (open >= socketsMax) return socket.close(1013, 'too many pages');
    open += 1;
    let isThere = true;
    const pinging = setInterval(() => {
      if (!isThere) return socket.terminate();
      isThere = false;
      socket.ping();
    }, pingEveryMs);
    socket.on('pong', () => {
      isThere = true;
    });
    const stop = core.subscribe(
      (topic, message) => {
        if (socket.bufferedAmount > unsentBytesMax) return socket.terminate();
        socket.send(JSON.stringify({ topic, message }));
      },
      { machine: machineOf(request, null), isHere: isFromHere(request) },
    );
    socket.on('close', () => {
      open -= 1;
      clearInterval(pinging);
      stop();
    });
    socket.on('error', () => socket.close());
  });
}
