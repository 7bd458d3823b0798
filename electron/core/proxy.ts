import { setGlobalProxyFromEnv } from 'node:http';
import { err, ok, type Result } from '../../shared/result.ts';

/** Written as the setting when the environment names a proxy that leads nowhere. */
export const noProxy = 'none';

/** Never asked of a proxy: what runs on this very machine. */
const own = ['localhost', '127.0.0.1', '[::1]'];

type Environment = Readonly<Record<string, string | undefined>>;

/** `http://host:port`, or `none`. */
export function checkProxy(text: string): Result<string, string> {
  if (text === noProxy) return ok(text);
  const isAddress = /^https?:\/\/[^/]+\/?$/.test(text) && URL.canParse(text);
  return isAddress ? ok(text) : err('write http://host:port, or none.');
}

/**
 * From now on requests of this process go through the proxy that is set, or else the one its environment names (HTTP_PROXY,
 * HTTPS_PROXY, NO_PROXY); over https it sees the station's name and nothing of what is said. Called once, before the first request.
 */
export function useProxy(setting: string | undefined, environment: Environment = process.env) {
  if (setting === noProxy) return;
  const named = (name: string) => environment[name.toLowerCase()] ?? environment[name];
  const http = setting ?? named('HTTP_PROXY');
  const https = setting ?? named('HTTPS_PROXY');
  if (!http && !https) return;
  const direct = setting === undefined ? (named('NO_PROXY') ?? '').split(',') : [];
  setGlobalProxyFromEnv({
    ...(http ? { http_proxy: http } : {}),
    ...(https ? { https_proxy: https } : {}),
    no_proxy: [...own, ...direct.map((host) => host.trim()).filter(Boolean)].join(','),
  });
}
