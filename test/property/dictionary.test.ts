import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromDcz, toDcz } from '../../shared/sync/dictionary.ts';

const sha256 = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));

test('a body names its dictionary and keeps its frame', () => {
  fc.assert(
    fc.property(sha256, fc.uint8Array(), (name, frame) => {
      const body = toDcz(name, frame);
      expect(fromDcz(body)).toEqual({ sha256: name, frame });
      // RFC 9842, 5: to a decoder that knows no dictionaries the beginning is a frame to skip.
      expect(Buffer.from(body.subarray(0, 8)).toString('hex')).toBe('5e2a4d1820000000');
    }),
  );
});

test('what does not begin as the encoding demands names none', () => {
  fc.assert(
    fc.property(sha256, fc.uint8Array(), fc.nat(7), (name, frame, at) => {
      const body = toDcz(name, frame);
      expect(fromDcz(body.subarray(0, 39))).toBeUndefined();
      body[at] = (body[at] ?? 0) ^ 1;
      expect(fromDcz(body)).toBeUndefined();
    }),
  );
});
