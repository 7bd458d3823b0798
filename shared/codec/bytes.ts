export const concatBytes = (first: Uint8Array, second: Uint8Array): Uint8Array => {
  if (first.length === 0) return second.slice();
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first, 0);
  joined.set(second, first.length);
  return joined;
};

/** Text of code points 0 … 127; anything else is a fault of the caller, who has checked it. */
export const asciiToBytes = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) throw new Error('text outside ASCII reached a byte writer');
    bytes[at] = code;
  }
  return bytes;
};

/** One character per byte, 0 … 255 (ISO 8859-1), so that no byte is lost. */
export const bytesToLatin1 = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

/** `02 1B 3F` for showing bytes to a person. */
export const bytesToHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');
