// A plugin of age as a program of its own, with manners to choose: it wraps with a key that everybody knows, so that files of age, sops and Coffre can be compared. Must never be used by the product.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
function polymod(values: readonly number[]): number {
  const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (const [bit, word] of generator.entries()) if ((top >>> bit) & 1) sum ^= word;
  }
  return sum;
}
/** Bech32 (BIP 173) of no bytes or of some. */
export function bech32(prefix: string, bytes: Uint8Array = new Uint8Array()): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  const data = (bits.match(/.{1,5}/g) ?? []).map((part) => Number.parseInt(part.padEnd(5, '0'), 2));
  const head = Array.from(prefix, (letter) => letter.charCodeAt(0));
  const sum = polymod([...head.map((code) => code >>> 5), 0, ...head.map((code) => code & 31), ...data, 0, 0, 0, 0, 0, 0]) ^ 1;
  const check = Array.from({ length: 6 }, (_, at) => (sum >>> (5 * (5 - at))) & 31);
  return `${prefix}1${[...data, ...check].map((value) => letters[value]).join('')}`;
}

export const testRecipient = (name = 'coffretest'): string => bech32(`age1${name}`, Buffer.from('canary'));
export const testIdentity = (name = 'coffretest'): string => bech32(`age-plugin-${name}-`, Buffer.from('canary')).toUpperCase();

/** `asks` wants a word of the person first; the rest is wrong in one way each. */
export type PluginManner = 'works' | 'asks' | 'hangs' | 'floods' | 'rubbish' | 'says-no' | 'ends' | 'wrong-key';

const script = (manner: PluginManner): string => `#!${process.execPath}
const { createInterface } = require('node:readline');
const { appendFileSync } = require('node:fs');
const { join } = require('node:path');
appendFileSync(join(__dirname, 'ran'), process.argv.slice(2).join(' ') + ' ' + process.cwd() + '\\n');
const manner = ${JSON.stringify(manner)};
const b64 = (bytes) => Buffer.from(bytes).toString('base64').replace(/=+$/, '');
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
async function read() {
  const head = (await lines.next()).value.split(' ').slice(1);
  let body = '';
  for (;;) { const line = (await lines.next()).value; body += line; if (line.length < 64) break; }
  return { type: head[0], args: head.slice(1), body: Buffer.from(body, 'base64') };
}
const write = (words, body = Buffer.alloc(0)) => { const text = b64(body); process.stdout.write('-> ' + words.join(' ') + '\\n' + text + '\\n'); };
const swap = (bytes) => Buffer.from(bytes.map((byte) => byte ^ 0x42));
(async () => {
  const identity = process.argv[2] === '--age-plugin=identity-v1';
  const all = [];
  for (;;) { const stanza = await read(); if (stanza.type === 'done') break; all.push(stanza); }
  if (manner === 'hangs') { setInterval(() => undefined, 1000); return; }
  if (manner === 'floods') { for (;;) if (!process.stdout.write('x'.repeat(65536))) await new Promise((done) => process.stdout.once('drain', done)); }
  if (manner === 'rubbish') { process.stdout.write('hello\\n'); return; }
  if (manner === 'ends') process.exit(0);
  if (manner === 'says-no') { write(['error', 'internal'], Buffer.from('canary-said-no')); await read(); write(['done']); process.exit(0); }
  if (manner === 'asks') {
    write(['msg'], Buffer.from('touch it')); await read();
    write(['confirm', b64('go on'), b64('stop')], Buffer.from('really?'));
    if ((await read()).args[0] !== 'yes') { write(['done']); process.exit(0); }
    write(['request-secret'], Buffer.from('PIN:'));
    if ((await read()).body.toString() !== 'canary-pin') { write(['done']); process.exit(0); }
    write(['grease-unknown', 'x']); if ((await read()).type !== 'unsupported') process.exit(3);
  }
  if (identity) {
    const found = all.find(({ type, args }) => type === 'recipient-stanza' && args[1] === 'coffretest');
    if (found !== undefined) { write(['file-key', '0'], manner === 'wrong-key' ? Buffer.alloc(16) : swap(found.body)); await read(); }
  } else {
    for (const { body } of all.filter(({ type }) => type === 'wrap-file-key')) { write(['recipient-stanza', '0', 'coffretest', 'arg'], swap(body)); await read(); }
  }
  write(['done']);
  process.exit(0);
})();
`;

/** Puts the plugin into this folder, to be named by a PATH. */
export function installPlugin(folder: string, manner: PluginManner = 'works', name = 'coffretest'): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `age-plugin-${name}`);
  writeFileSync(path, script(manner));
  chmodSync(path, 0o755);
  return path;
}
