// Pictures as the browser writes them (8 bits, with or without alpha, not interlaced), to pixels and back. For comparing screenshots only.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha of each pixel, row by row. */
  readonly data: Uint8Array;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The predictor of PNG that takes the nearest of left, above and above left. */
function nearest(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [toLeft, toAbove, toCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

/** What each kind of PNG's prediction takes from what is left, above, and above left. */
const predictions: readonly ((left: number, above: number, corner: number) => number)[] = [() => 0, (left) => left, (_, above) => above, (left, above) => (left + above) >> 1, nearest];

/** Undoes the prediction of each row. Answers the rows without their filter bytes. */
function unfilter(raw: Buffer, rowBytes: number, height: number, step: number): Uint8Array {
  const out = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (rowBytes + 1)] ?? 0;
    const [from, to] = [y * (rowBytes + 1) + 1, y * rowBytes];
    const predict = predictions[filter];
    if (predict === undefined) throw new Error('a PNG with an unknown prediction');
    if (filter === 0) {
      out.set(raw.subarray(from, from + rowBytes), to);
      continue;
    }
    for (let x = 0; x < rowBytes; x += 1) {
      const left = x < step ? 0 : (out[to + x - step] ?? 0);
      const above = y === 0 ? 0 : (out[to + x - rowBytes] ?? 0);
      const corner = x < step || y === 0 ? 0 : (out[to + x - rowBytes - step] ?? 0);
      out[to + x] = (raw[from + x] ?? 0) + predict(left, above, corner);
    }
  }
  return out;
}

/** Reads a screenshot. Throws on any other kind of PNG. */
export function readPng(bytes: Buffer): Picture {
  if (!bytes.subarray(0, 8).equals(signature)) throw new Error('not a PNG');
  const parts: Buffer[] = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const [width, height, depth, kind, interlaced] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes[24], bytes[25], bytes[28]];
  if (depth !== 8 || (kind !== 2 && kind !== 6) || interlaced !== 0) throw new Error('a PNG of another kind than screenshots are');
  const step = kind === 6 ? 4 : 3;
  const rows = unfilter(inflateSync(Buffer.concat(parts)), width * step, height, step);
  if (step === 4) return { width, height, data: rows };
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel += 1) for (let channel = 0; channel < 3; channel += 1) data[pixel * 4 + channel] = rows[pixel * 3 + channel] ?? 0;
  return { width, height, data };
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const out = Buffer.alloc(named.length + 8);
  out.writeUInt32BE(content.length, 0);
  named.copy(out, 4);
  out.writeUInt32BE(crc32(named), named.length + 4);
  return out;
}

/** Writes a picture, without its alpha: half as large as the browser's own, which is made to be quick. */
export function writePng({ width, height, data }: Picture): Buffer {
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [from, to] = [(y * width + x) * 4, y * (width * 3 + 1) + 1 + x * 3];
      for (let channel = 0; channel < 3; channel += 1) rows[to + channel] = data[from + channel] ?? 0;
    }
  }
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}
