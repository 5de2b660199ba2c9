// Whether a text is a public age recipient: its checksum, so that a slip of one letter is found before sops refuses it. Pure.

const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const;

function step(checksum: number, value: number): number {
  const top = checksum >>> 25;
  let next = ((checksum & 0x1ffffff) << 5) ^ value;
  for (const [bit, word] of generator.entries()) if ((top >>> bit) & 1) next ^= word;
  return next;
}

/** The part before the last `1` and how many bytes follow it; undefined if the checksum is wrong (BIP 173, without its limit of length, as age has it). */
export function readBech32(text: string): { readonly prefix: string; readonly bytes: number } | undefined {
  const at = text.lastIndexOf('1');
  const lower = text.toLowerCase();
  if (at < 1 || at + 7 > text.length || (text !== lower && text !== text.toUpperCase())) return undefined;
  const prefix = lower.slice(0, at);
  let checksum = 1;
  for (const letter of prefix) checksum = step(checksum, letter.charCodeAt(0) >>> 5);
  checksum = step(checksum, 0);
  for (const letter of prefix) checksum = step(checksum, letter.charCodeAt(0) & 31);
  for (const letter of lower.slice(at + 1)) {
    const value = letters.indexOf(letter);
    if (value === -1) return undefined;
    checksum = step(checksum, value);
  }
  return checksum === 1 ? { prefix, bytes: Math.floor(((text.length - at - 7) * 5) / 8) } : undefined;
}
