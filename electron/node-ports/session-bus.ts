// A small client of the D-Bus session bus (D-Bus specification 0.42): method calls and their answers.
// Must never wait for a bus that does not answer; for a person it waits as long as its caller does.
import { createConnection, type Socket } from 'node:net';
import { userInfo } from 'node:os';
import { createWriter, readValues, writeValues, type BusArgument, type BusValue } from './bus-values.ts';

export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly args?: readonly BusArgument[];
}
export interface SessionBus {
  /** Everything in the answer; nothing if the call was refused. Rejects if the bus is gone, and with SlowBus if nobody answers. */
  call(call: BusCall): Promise<readonly BusValue[]>;
  /** What the next signal of this name from this object says, however long that takes. Rejects if the bus is gone. */
  signal(path: string, member: string): Promise<readonly BusValue[]>;
  close(): void;
}
/** It is there, and does not answer. */
export class SlowBus extends Error {}

const limitMs = 3000;
/** What is asked here has short answers, but for what an older program may have kept. */
const maxMessageBytes = 4 * 1024 * 1024;
const callType = 1;
const answerType = 2;
const errorType = 3;
const signalType = 4;

const padTo = (length: number, edge: number): number => Math.ceil(length / edge) * edge;

function messageOf(serial: number, call: BusCall): Buffer {
  const signature = call.signature ?? '';
  const bodyBytes = writeValues(signature, call.args ?? []);
  const fields = createWriter();
  const field = (code: number, type: 'o' | 's' | 'g', value: string): void => {
    fields.align(8);
    fields.byte(code);
    fields.signature(type);
    if (type === 'g') fields.signature(value);
    else fields.text(value);
  };
  field(1, 'o', call.path);
  field(2, 's', call.interface);
  field(3, 's', call.member);
  field(6, 's', call.destination);
  if (signature !== '') field(8, 'g', signature);
  const fieldBytes = fields.done();
  const head = createWriter();
  for (const byte of [0x6c, callType, 0, 1]) head.byte(byte);
  head.u32(bodyBytes.length);
  head.u32(serial);
  head.u32(fieldBytes.length);
  const header = Buffer.concat([head.done(), fieldBytes]);
  return Buffer.concat([header, Buffer.alloc(padTo(header.length, 8) - header.length), bodyBytes]);
}

interface Incoming {
  readonly type: number;
  readonly replyTo: number;
  /** Of a signal, else ''. */
  readonly path: string;
  readonly member: string;
  /** WHY when asked: what nobody listens to need not be understood. */
  values(): readonly BusValue[];
  readonly length: number;
}

/** The number of the call that a message answers (the field REPLY_SERIAL), and the object and the name of a signal. */
function headOf(fields: Buffer): Pick<Incoming, 'replyTo' | 'path' | 'member'> {
  const head = { replyTo: 0, path: '', member: '' };
  for (let at = 0; at + 8 <= fields.length; at = padTo(at, 8)) {
    const code = fields.readUInt8(at);
    const type = String.fromCharCode(fields.readUInt8(at + 2));
    // Behind the code stands a signature of one letter: its length, itself, a zero.
    at += 4;
    if (type === 'u') {
      if (code === 5) head.replyTo = fields.readUInt32LE(at);
      at += 4;
    } else if (type === 'g') at += fields.readUInt8(at) + 2;
    else {
      const length = fields.readUInt32LE(at);
      const text = fields.toString('utf8', at + 4, at + 4 + length);
      if (code === 1) head.path = text;
      if (code === 3) head.member = text;
      at += 4 + length + 1;
    }
  }
  return head;
}

/** The field SIGNATURE, which says how the body is to be read. */
function signatureOf(fields: Buffer): string {
  const at = fields.indexOf(Buffer.from([8, 1, 0x67, 0]));
  return at === -1 ? '' : fields.toString('latin1', at + 5, at + 5 + fields.readUInt8(at + 4));
}

/** The first whole message in `bytes`, or undefined as long as there is none. Throws for what is no message of this kind. */
function readMessage(bytes: Buffer): Incoming | undefined {
  if (bytes.length < 16) return undefined;
  if (bytes[0] !== 0x6c) throw new Error('the bus speaks another byte order');
  const bodyLength = bytes.readUInt32LE(4);
  const fieldsLength = bytes.readUInt32LE(12);
  const bodyAt = padTo(16 + fieldsLength, 8);
  if (bodyAt + bodyLength > maxMessageBytes) throw new Error('the bus says more than was asked');
  if (bytes.length < bodyAt + bodyLength) return undefined;
  const fields = bytes.subarray(16, 16 + fieldsLength);
  const type = bytes.readUInt8(1);
  const body = bytes.subarray(bodyAt, bodyAt + bodyLength);
  const head = type === answerType || type === errorType || type === signalType ? headOf(fields) : { replyTo: 0, path: '', member: '' };
  return { type, ...head, values: () => (type === errorType ? [] : readValues(signatureOf(fields), body)), length: bodyAt + bodyLength };
}

/** Where the bus listens, as Node connects to it (`unix:path=…` or `unix:abstract=…`); undefined if there is none that we can reach. */
export function busPath(address: string | undefined): string | undefined {
  for (const one of (address ?? '').split(';')) {
    const found = /^unix:(?:.*,)?(?<kind>path|abstract)=(?<value>[^,]+)/.exec(one);
    const { kind, value = '' } = found?.groups ?? {};
    if (found !== null) return kind === 'abstract' ? `\0${decodeURIComponent(value)}` : decodeURIComponent(value);
  }
  return undefined;
}

interface Waiting {
  resolve(values: readonly BusValue[]): void;
  reject(error: Error): void;
}

/** Takes one out of a table. */
function take<K>(table: Map<K, Waiting>, key: K): Waiting | undefined {
  const found = table.get(key);
  table.delete(key);
  return found;
}

/** Says who we are, as the bus wants it: by the user's number. */
function greet(socket: Socket): void {
  const uid = Buffer.from(String(userInfo().uid)).toString('hex');
  socket.write(`\0AUTH EXTERNAL ${uid}\r\nBEGIN\r\n`);
}

/** Connects and says hello. Rejects if there is no bus, or none that answers within three seconds. */
export async function openSessionBus(address: string | undefined): Promise<SessionBus> {
  const path = busPath(address);
  if (path === undefined) throw new Error('there is no session bus');
  const socket = createConnection(path);
  const waiting = new Map<number, Waiting>();
  /** By object and name of the signal. */
  const listening = new Map<string, Waiting>();
  let buffer = Buffer.alloc(0);
  let authenticated = false;
  let serial = 0;
  const end = (error: Error): void => {
    socket.destroy();
    for (const { reject } of [...waiting.values(), ...listening.values()]) reject(error);
    waiting.clear();
    listening.clear();
  };
  /** A signal may be long in coming: somebody types a password. An answer may not. */
  const arm = (): void => { socket.setTimeout(waiting.size === 0 && listening.size > 0 ? 0 : limitMs); };
  const read = (): void => {
    if (!authenticated) {
      const line = buffer.indexOf('\r\n');
      if (line === -1) return;
      if (!buffer.toString('latin1', 0, line).startsWith('OK ')) throw new Error('the bus does not let us in');
      buffer = buffer.subarray(line + 2);
      authenticated = true;
    }
    for (let message = readMessage(buffer); message !== undefined; message = readMessage(buffer)) {
      buffer = buffer.subarray(message.length);
      (message.type === signalType ? take(listening, `${message.path} ${message.member}`) : take(waiting, message.replyTo))?.resolve(message.values());
      arm();
    }
  };
  socket.setTimeout(limitMs, () => { end(new SlowBus('the bus does not answer')); });
  socket.on('error', () => { end(new Error('there is no session bus')); });
  socket.on('close', () => { end(new Error('the bus is gone')); });
  socket.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk]);
    try {
      read();
    } catch (error) {
      end(error instanceof Error ? error : new Error('the bus makes no sense'));
    }
  });
  socket.unref();
  greet(socket);
  const call: SessionBus['call'] = (one) => new Promise((resolve, reject) => {
    if (socket.destroyed) {
      reject(new Error('the bus is gone'));
      return;
    }
    serial += 1;
    waiting.set(serial, { resolve, reject });
    arm();
    socket.ref();
    socket.write(messageOf(serial, one));
  });
  await call({ destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus', member: 'Hello' });
  const signal: SessionBus['signal'] = (path, member) => {
    const heard = new Promise<readonly BusValue[]>((resolve, reject) => { listening.set(`${path} ${member}`, { resolve, reject }); });
    arm();
    // WHY: the bus may end before anybody waits for it.
    heard.catch(() => undefined);
    return heard;
  };
  return { call, signal, close() { end(new Error('closed')); } };
}
