import type { FastifyRequest } from 'fastify';
import { isUtf8 } from 'node:buffer';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { batchBytesMax } from '../../shared/sync/station-api.ts';
import { fromDcz } from '../../shared/sync/dictionary.ts';
import type { App } from './app.ts';
import { dictionaries } from './dictionaries.ts';
import { HttpProblem } from './problem.ts';
import { checkSignedBody } from './vehicle-sign-in.ts';

const compress = promisify(zlib.zstdCompress);

/** A frame may ask for a window of gigabytes; ours need 8 MB at most. */
const windowLogMax = 23;
const unpackedAtOnce = 256 * 1024;
const worthCompressingChars = 1024;

/**
 * Bodies may come as zstd, against one of our dictionaries too, and go as zstd to who accepts it. What would unpack beyond a batch's
 * limit is refused unread.
 */
export function addCompression(app: App): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: batchBytesMax },
    async (request: FastifyRequest, body: Buffer) => {
      checkSignedBody(request, body);
      return parseJson(plain(body, request.headers['content-encoding']));
    },
  );
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < worthCompressingChars) return payload;
    if (!/\bzstd\b/.test(String(request.headers['accept-encoding'] ?? ''))) return payload;
    void reply.header('content-encoding', 'zstd').header('vary', 'accept-encoding');
    void reply.removeHeader('content-length');
    return compress(payload);
  });
}

function plain(body: Buffer, encoding: string | undefined): Buffer {
  if (encoding === undefined || encoding === 'identity') return body;
  const packed = encoding === 'dcz' ? fromDcz(body) : { frame: body, sha256: undefined };
  if (packed === undefined) throw new HttpProblem(400, 'not-a-batch');
  const dictionary = packed.sha256 === undefined ? undefined : dictionaries.get(packed.sha256);
  // A laptop that packed against another dictionary, or in another way, sends it again without.
  if (encoding !== 'zstd' && dictionary === undefined) throw new HttpProblem(415, 'not-a-batch');
  try {
    // At most a batch's limit, some milliseconds: handing a few pieces to another thread and back took longer.
    return zlib.zstdDecompressSync(packed.frame, {
      ...(dictionary && { dictionary }),
      ...{ maxOutputLength: batchBytesMax, chunkSize: unpackedAtOnce },
      params: { [zlib.constants.ZSTD_d_windowLogMax]: windowLogMax },
    });
  } catch (error) {
    const isTooLarge =
      error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw isTooLarge ? new HttpProblem(413, 'too-large') : new HttpProblem(400, 'not-a-batch');
  }
}

function parseJson(body: Buffer): unknown {
  try {
    // A byte that is no UTF-8 must not become a replacement character: it would be another text than the one sent.
    if (!isUtf8(body)) throw new TypeError('not UTF-8');
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new HttpProblem(400, 'not-a-batch');
  }
}
