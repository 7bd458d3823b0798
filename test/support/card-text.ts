/** Builds the 256-byte text block of a card by field offsets, apart from the code that reads it. */
export const cardText = (
  fields: readonly (readonly [at: number, bytes: number, text: string])[],
) => {
  const block = new Uint8Array(256);
  for (let at = 0; at < block.length; at += 2) block[at] = 0x20;
  for (const [at, bytes, text] of fields) {
    if (text.length * 2 > bytes) throw new Error(`field at ${at} is too long`);
    for (let unit = 0; unit < text.length; unit += 1) {
      block[at + unit * 2] = text.charCodeAt(unit) & 0xff;
      block[at + unit * 2 + 1] = text.charCodeAt(unit) >> 8;
    }
  }
  return block;
};
