// The length-prefixed fields that SSH keys are made of (RFC 4251 §5), read strictly and written. Pure.

export interface WireReader {
  /** A field of bytes; undefined once something did not fit. */
  field(): Buffer | undefined;
  number(): number | undefined;
  rest(): Buffer;
}

export function wireReader(bytes: Buffer): WireReader {
  let at = 0;
  const number = (): number | undefined => {
    if (at + 4 > bytes.length) return undefined;
    at += 4;
    return bytes.readUInt32BE(at - 4);
  };
  return {
    number,
    field() {
      const length = number();
      if (length === undefined || at + length > bytes.length) return undefined;
      at += length;
      return bytes.subarray(at - length, at);
    },
    rest: () => bytes.subarray(at),
  };
}

export function wireField(bytes: Uint8Array | string): Buffer {
  const content = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : Buffer.from(bytes);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, content]);
}

/** A number without the zero byte that keeps it positive. */
export const unsigned = (bytes: Buffer): Buffer => {
  let from = 0;
  while (from < bytes.length - 1 && bytes[from] === 0) from += 1;
  return bytes.subarray(from);
};
