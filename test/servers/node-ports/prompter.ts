// A program that shows the keyring's password prompt, as gcr does, for a person who never answers it (`hold`), dismisses it, or types the password that comes in by standard input (`answer`). Prints `here` once it is the one of its session bus, `shown` and `gone` as a prompt comes and goes.
import { createCipheriv, getDiffieHellman, hkdfSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { userInfo } from 'node:os';
import { createWriter, readValues } from '../../../electron/node-ports/bus-values.ts';
import { busPath } from '../../../electron/node-ports/session-bus.ts';

const prompterName = 'org.gnome.keyring.SystemPrompter';
const callbackInterface = 'org.gnome.keyring.internal.Prompter.Callback';
const callType = 1;
const answerType = 2;

const padTo = (length: number, edge: number): number => Math.ceil(length / edge) * edge;
type Field = readonly [code: number, type: 'o' | 's' | 'g' | 'u', value: string | number];

const socket = createConnection(busPath(process.env['DBUS_SESSION_BUS_ADDRESS']) ?? '');
let serial = 0;

function send(type: number, fields: readonly Field[], body: Buffer = Buffer.alloc(0)): void {
  const table = createWriter();
  for (const [code, kind, value] of fields) {
    table.align(8);
    table.byte(code);
    table.signature(kind);
    if (typeof value === 'number') table.u32(value);
    else if (kind === 'g') table.signature(value);
    else table.text(value);
  }
  const bytes = table.done();
  const head = createWriter();
  for (const byte of [0x6c, type, 0, 1]) head.byte(byte);
  serial += 1;
  for (const number of [body.length, serial, bytes.length]) head.u32(number);
  const header = Buffer.concat([head.done(), bytes]);
  socket.write(Buffer.concat([header, Buffer.alloc(padTo(header.length, 8) - header.length), body]));
}
const call = (destination: string, path: string, of: string, member: string, signature = '', body: Buffer = Buffer.alloc(0)): void => {
  send(callType, [[1, 'o', path], [2, 's', of], [3, 's', member], [6, 's', destination], ...(signature === '' ? [] : [[8, 'g', signature] as const])], body);
};

const manner = process.argv[2] ?? 'hold';
const password = manner === 'answer' ? readFileSync(0, 'utf8') : '';
// The exchange in which gcr wraps a password on its way over the bus: Diffie-Hellman of 1536 bits, HKDF, AES-128-CBC.
const exchange = getDiffieHellman('modp5');
const ours = exchange.generateKeys();
const padded = (number: Buffer): string => Buffer.concat([Buffer.alloc(192 - number.length), number]).toString('base64');

function wrapped(theirs: Buffer): string {
  // WHY without leading zeros: gcr takes the secret as a number. One in 256 begins with one, and the password would be read as no answer.
  const secret = exchange.computeSecret(theirs);
  const key = Buffer.from(hkdfSync('sha256', secret.subarray(secret.findIndex((byte) => byte !== 0)), '', '', 16));
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-128-cbc', key, iv);
  return `secret=${Buffer.concat([cipher.update(password, 'utf8'), cipher.final()]).toString('base64')}\niv=${iv.toString('base64')}\n`;
}

/** Ready: what the person said ('' before the first question), an empty table, and our half of the exchange, with the password where there is one. */
function readyBody(said: string, secret = ''): Buffer {
  const writer = createWriter();
  writer.text(said);
  writer.u32(0);
  writer.align(8);
  writer.text(`[sx-aes-1]\npublic=${padded(ours)}\n${secret}`);
  return writer.done();
}

function fieldsOf(bytes: Buffer): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (let at = 0; at + 8 <= bytes.length; at = padTo(at, 8)) {
    const code = bytes.readUInt8(at);
    const kind = String.fromCharCode(bytes.readUInt8(at + 2));
    at += 4;
    if (kind === 'u') {
      found.set(code, String(bytes.readUInt32LE(at)));
      at += 4;
    }
    else if (kind === 'g') at += bytes.readUInt8(at) + 2;
    else {
      const length = bytes.readUInt32LE(at);
      found.set(code, bytes.toString('utf8', at + 4, at + 4 + length));
      at += 4 + length + 1;
    }
  }
  return found;
}

function hear(type: number, from: number, fields: ReadonlyMap<number, string>, body: Buffer): void {
  if (type === answerType && fields.get(5) === String(asked)) {
    // 1 is the owner, 3 one that somebody else stands before.
    if (body.readUInt32LE(0) === 1) process.stdout.write('here\n');
    else setTimeout(askForName, 20);
  }
  if (type !== callType) return;
  const [sender, member] = [fields.get(7) ?? '', fields.get(3)];
  send(answerType, [[5, 'u', from], [6, 's', sender]]);
  const [named] = member === 'BeginPrompting' || member === 'PerformPrompt' || member === 'StopPrompting' ? readValues('o', body) : [];
  const callback = typeof named === 'string' ? named : '';
  const ready = (said: string, secret?: string): void => { call(sender, callback, callbackInterface, 'PromptReady', 'sa{sv}s', readyBody(said, secret)); };
  if (member === 'BeginPrompting') ready('');
  if (member === 'PerformPrompt') {
    process.stdout.write('shown\n');
    const theirs = /public=([A-Za-z0-9+/=]+)/.exec(body.toString('latin1'))?.[1] ?? '';
    if (manner === 'dismiss') ready('no');
    else if (manner === 'answer') ready('yes', wrapped(Buffer.from(theirs, 'base64')));
  }
  if (member === 'StopPrompting') {
    process.stdout.write('gone\n');
    call(sender, callback, callbackInterface, 'PromptDone');
  }
}

const bus = ['org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus'] as const;
let asked = 0;

/** The one before it may not be gone yet: it asks until the name is its own. */
function askForName(): void {
  const wanted = createWriter();
  wanted.text(prompterName);
  wanted.u32(4);
  asked = serial + 1;
  call(...bus, 'RequestName', 'su', wanted.done());
}

let buffer: Buffer = Buffer.alloc(0);
let greeted = false;
socket.on('data', (chunk: Buffer) => {
  buffer = Buffer.concat([buffer, chunk]);
  if (!greeted) {
    const end = buffer.indexOf('\r\n');
    if (end === -1) return;
    buffer = buffer.subarray(end + 2);
    greeted = true;
  }
  while (buffer.length >= 16) {
    const fieldsLength = buffer.readUInt32LE(12);
    const bodyAt = padTo(16 + fieldsLength, 8);
    const end = bodyAt + buffer.readUInt32LE(4);
    if (buffer.length < end) return;
    hear(buffer.readUInt8(1), buffer.readUInt32LE(8), fieldsOf(buffer.subarray(16, 16 + fieldsLength)), buffer.subarray(bodyAt, end));
    buffer = buffer.subarray(end);
  }
});
socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(userInfo().uid)).toString('hex')}\r\nBEGIN\r\n`);
call(...bus, 'Hello');
askForName();
