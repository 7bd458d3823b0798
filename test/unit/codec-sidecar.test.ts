import { describe, expect, it } from 'vitest';
import { hexToBytes } from '../../shared/codec/hex.ts';
import {
  SIDECAR_LINE_BYTES_MAX,
  sidecarFeed,
  sidecarInitial,
  sidecarRequestBytes,
} from '../../shared/codec/sidecar.ts';

const events = (text: string) =>
  sidecarFeed(sidecarInitial, new TextEncoder().encode(text)).events.map((event) =>
    event.kind === 'message'
      ? event.message.type
      : event.kind === 'bad-line'
        ? event.reason
        : event.kind,
  );
const card = (text: string, photo: string | null) =>
  `${JSON.stringify({ type: 'card', text, photo, samId: null })}\n`;

describe('the contract with a sidecar', () => {
  it('takes each of its messages, one a line', () => {
    expect(
      events(
        [
          '{"type":"hello","protocol":1,"program":"acme 2.1","reader":{"model":"iDR210","samId":null}}',
          '{"type":"state","state":"absent"}',
          '{"type":"removed"}',
          '{"type":"problem","problem":"card-lifted","status":null}',
          '{"type":"beat","since":17}',
          '',
        ].join('\n'),
      ),
    ).toEqual(['hello', 'state', 'removed', 'problem', 'beat']);
    expect(events(card('20'.repeat(256), '00'.repeat(1024)))).toEqual(['card']);
  });

  it.each([
    ['{"type":"state"}\n', 'not-the-contract'],
    ['{"type":"problem","problem":"rain","status":null}\n', 'not-the-contract'],
    [card('20'.repeat(255), null), 'not-the-contract'],
    [card('2G'.repeat(256), null), 'not-the-contract'],
    ['{"type":"later-version"}\n', 'unknown-message'],
    ['{"type":1}\n', 'not-the-contract'],
    ['[]\n', 'not-the-contract'],
    ['null\n', 'not-json'],
    ['{\n', 'not-json'],
    ['{"type":"beat","name":"张"}\n', 'not-ascii'],
    [`${'x'.repeat(SIDECAR_LINE_BYTES_MAX + 1)}\n`, 'too-long'],
  ])('of %j is %s', (text, reason) => {
    expect(events(text)).toEqual([reason]);
  });

  it('has a card of the longest kind fit into a line', () => {
    const longest = card('20'.repeat(256), '00'.repeat(1024)).replace(
      'null',
      `"${'9'.repeat(64)}"`,
    );
    expect(longest.length).toBeLessThan(SIDECAR_LINE_BYTES_MAX);
  });

  it('says ours in one line', () => {
    const text = new TextDecoder().decode(sidecarRequestBytes({ type: 'reset' }));
    expect(text).toBe('{"type":"reset"}\n');
  });

  it('reads hexadecimal digits and nothing else', () => {
    expect(hexToBytes('00fFa0')).toEqual(Uint8Array.of(0, 255, 160));
    for (const wrong of ['0', '0g', ' 00']) expect(hexToBytes(wrong)).toBeNull();
  });
});
