// Plaintext that does not print itself, in any of the ways that Node has to print something.
import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { format, inspect } from 'node:util';
import { serialize } from 'node:v8';
import { expect, test } from 'vitest';
import { createShelf, SecretBytes, SecretText } from '../../electron/core/secret/index.ts';

const canary = 'canary-5be20c41';
const secrets = [['SecretText', () => new SecretText(canary)], ['SecretBytes', () => new SecretBytes(Buffer.from(canary))]] as const;
const hidden = (printed: string): void => {
  expect(printed).not.toContain(canary);
  expect(printed).not.toContain(Buffer.from(canary).toString('hex').slice(0, 12));
  expect(printed).not.toContain(JSON.stringify([...Buffer.from(canary)]).slice(1, 12));
};

test.each(secrets)('secret-prints-nothing: %s as text', (_, make) => {
  const secret = make();
  for (const printed of [String(secret), `${secret as unknown as string}`, '' + (secret as unknown as string), secret.toString(), [secret].join(), [[secret]].toString(), 'a'.concat(secret as unknown as string), secret.toLocaleString()]) expect(printed.replace('a', '')).toBe('[secret]');
  hidden(Object.prototype.toString.call(secret));
  expect(Number(secret)).toBeNaN();
});
test.each(secrets)('secret-prints-nothing: %s as JSON, alone and deep inside', (_, make) => {
  const secret = make();
  expect(JSON.stringify(secret)).toBe('"[secret]"');
  expect(JSON.stringify({ a: [{ secret }] })).toBe('{"a":[{"secret":"[secret]"}]}');
});
test.each(secrets)('secret-prints-nothing: %s for util.inspect, with every option', (_, make) => {
  const secret = make();
  for (const printed of [inspect(secret), inspect({ a: { b: secret } }, { depth: null }), inspect(secret, { showHidden: true, customInspect: false, depth: null, getters: true, showProxy: true }), inspect(new Map([[secret, secret]]), { showHidden: true, customInspect: false }), format('%s %o %O %j %d', secret, secret, secret, secret, secret)]) hidden(printed);
});
test.each(secrets)('secret-prints-nothing: %s on a console', (_, make) => {
  const secret = make();
  const written: string[] = [];
  const stream = new Writable({ write(chunk: Buffer, _encoding, done) { written.push(chunk.toString()); done(); } });
  const terminal = new Console(stream, stream);
  terminal.log(secret, { secret }, '%o', secret);
  terminal.dir(secret, { showHidden: true });
  terminal.table([secret, { secret }]);
  terminal.error(new Error('a', { cause: secret }));
  terminal.trace(secret);
  expect(written.length).toBeGreaterThan(4);
  hidden(written.join(''));
});
test.each(secrets)('secret-prints-nothing: %s in errors', (_, make) => {
  const secret = make();
  const error = new Error(`about ${secret as unknown as string}`, { cause: secret });
  for (const printed of [error.message, error.stack ?? '', inspect(error), inspect(new AggregateError([secret, error])), inspect(Object.assign(new Error('a'), { secret }))]) hidden(printed);
});
test.each(secrets)('secret-prints-nothing: %s when taken apart or copied', (_, make) => {
  const secret = make();
  const copies: readonly unknown[] = [{ ...(secret as object) }, Object.assign({}, secret), structuredClone(secret), Object.entries(secret), Reflect.ownKeys(secret), Object.getOwnPropertyDescriptors(secret)];
  for (const copy of copies) {
    hidden(inspect(copy, { customInspect: false, showHidden: true, depth: null }));
    hidden(JSON.stringify(copy));
  }
  hidden(serialize(secret).toString('latin1'));
});
test.each(secrets)('secret-prints-nothing: %s in the message of a failed expectation', (_, make) => {
  let message = '';
  try {
    expect({ found: make() }).toEqual({ found: 'something else' });
  } catch (error) {
    message = inspect(error);
  }
  expect(message).not.toBe('');
  hidden(message);
});

test('only the deliberate doors open', () => {
  expect(new SecretText(canary).expose()).toBe(canary);
  expect(new SecretBytes(Buffer.from(canary)).exposeBytes().toString()).toBe(canary);
  expect(new SecretBytes(Buffer.from(canary)).text().expose()).toBe(canary);
});
test('wiped bytes are zeros in the very same memory, and cannot be asked for again', () => {
  const bytes = Buffer.from(canary);
  const secret = new SecretBytes(bytes);
  secret.wipe();
  expect(bytes.every((byte) => byte === 0)).toBe(true);
  expect(secret.wiped).toBe(true);
  expect(() => secret.exposeBytes()).toThrow('wiped');
  expect(() => secret.text()).toThrow('wiped');
  secret.wipe();
});
test('what stands on a shelf is wiped alone, and what was handed in is zeros', () => {
  const keep = createShelf();
  const sizes = [0, 1, canary.length, 4096, 4097, 70_000];
  const texts = sizes.flatMap((size) => Array.from({ length: 20 }, (_, at) => `${String(at)}${canary}`.padEnd(size, '-').slice(0, size)));
  const given = texts.map((text) => Buffer.from(text));
  const kept = given.map(keep);
  const shown = (): string[] => kept.map((secret) => (secret.wiped ? '' : secret.exposeBytes().toString()));
  expect(shown().every((text, at) => text === texts[at])).toBe(true);
  expect(given.every((bytes) => bytes.length > 4096 || bytes.every((byte) => byte === 0))).toBe(true);
  const memory = kept.map((secret) => secret.exposeBytes());
  for (const [at, secret] of kept.entries()) if (at % 3 === 0) secret.wipe();
  expect(shown().every((text, at) => text === (at % 3 === 0 ? '' : texts[at]))).toBe(true);
  expect(memory.every((bytes, at) => at % 3 !== 0 || bytes.every((byte) => byte === 0))).toBe(true);
});
