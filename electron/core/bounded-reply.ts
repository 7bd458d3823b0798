import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdDecompress } from 'node:zlib';
import { err, ok, type Result } from '../../shared/result.ts';

/** Of what came over the line, and of what it unpacks to: a hostile or broken peer must not fill the memory. */
export const replyBytesMax = 8 * 1024 * 1024;
/** A frame may ask for a window of gigabytes; the station's need 8 MiB at most. */
const windowLogMax = 23;

class TooLong extends Error {}

function counting(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return (async function* () {
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.byteLength;
      if (bytes > replyBytesMax) throw new TooLong();
      yield chunk;
    }
  })();
}

/** The JSON of a reply, unpacked when it came as zstd. `cut`: the connection broke in the middle; `not-json`: it came whole, and is none. */
export async function boundedReply(
  response: IncomingMessage,
): Promise<Result<unknown, 'cut' | 'not-json'>> {
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'zstd') return err('not-json');
  const chunks: Uint8Array[] = [];
  const keep = async (unpacked: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const chunk of counting(unpacked)) chunks.push(chunk);
  };
  try {
    if (encoding === 'identity') await keep(response);
    else {
      const params = { [constants.ZSTD_d_windowLogMax]: windowLogMax };
      await pipeline(response, counting, createZstdDecompress({ params }), keep);
    }
    return ok(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  } catch (fault) {
    return err(isPeers(fault) ? 'not-json' : 'cut');
  }
}

/** Too long, not to be unpacked, no JSON: the peer's doing. Anything else is the line's. */
const isPeers = (fault: unknown): boolean =>
  fault instanceof TooLong ||
  fault instanceof SyntaxError ||
  (fault instanceof Error && 'code' in fault && /^Z(STD)?_/.test(String(fault.code)));
