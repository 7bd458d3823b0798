import type { ProxyEnv } from 'node:http';
import { err, ok, type Result } from '../../shared/result.ts';

/** The setting of those whose environment names a proxy that leads nowhere. */
const direct = 'none';

/** Never asked of a proxy: what runs on this very machine. */
const own = ['localhost', '127.0.0.1', '[::1]'];

type Environment = Readonly<Record<string, string | undefined>>;

/** `http://host:port`, or `none`. */
export function checkProxy(text: string): Result<string, string> {
  if (text === direct) return ok(text);
  const isAddress = /^https?:\/\/[^/]+\/?$/.test(text) && URL.canParse(text);
  return isAddress ? ok(text) : err('write http://host:port, or none.');
}

/**
 * The proxy that is set, or else the one the environment names (HTTP_PROXY, HTTPS_PROXY, NO_PROXY), as Node's agents take it; undefined:
 * none. Over https it sees the station's name and nothing of what is said.
 */
export function proxyOf(
  setting: string | undefined,
  environment: Environment = process.env,
): ProxyEnv | undefined {
  if (setting === direct) return undefined;
  const named = (name: string) => environment[name.toLowerCase()] ?? environment[name];
  const http = setting ?? named('HTTP_PROXY');
  const https = setting ?? named('HTTPS_PROXY');
  if (!http && !https) return undefined;
  const without = setting === undefined ? (named('NO_PROXY') ?? '').split(',') : [];
  return {
    ...(http ? { http_proxy: http } : {}),
    ...(https ? { https_proxy: https } : {}),
    no_proxy: [...own, ...without.map((host) => host.trim()).filter(Boolean)].join(','),
  };
}
