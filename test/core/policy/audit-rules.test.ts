// The rules of the policy about the audit log, each with what it does to the log of a whole core: none of them is only shown.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import { recipients } from '../../fakes/fixtures.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';

const dayMs = 24 * 3_600_000;
let at: OpenCore;
beforeEach(async () => {
  at = openCore();
  at.ports.fake.keychainLook = { state: 'ok', backend: 'GNOME Keyring' };
  await at.done('profile.create', { keychain: true });
});
afterEach(async () => { await at.close(); });

function rule(text: string): void {
  mkdirSync(at.ports.paths.profile, { recursive: true });
  writeFileSync(join(at.ports.paths.profile, 'security-policy.yaml'), `security:\n  monitoring:\n    ${text}\n`);
  // The log looks at the policy every few seconds.
  at.ports.fake.clock.advance(6000);
}
const folder = (): string => join(at.ports.paths.profile, 'audit');
const log = (): string => readFileSync(join(folder(), 'audit.jsonl'), 'utf8');
/** Opens a file with a name that is told nowhere else, and reads its value; answers what became of it. */
async function read(name: string): Promise<string> {
  const path = join(at.folder, name);
  writeFileSync(path, await encryptDotenv([['TOKEN', 'canary-audit-rules']], [recipients[0]], new Date()));
  const { document } = await at.open(path);
  const sink = at.ports.fake.mintSink('stdout');
  const reply = await at.call('sops.printEntry', { document, path: 'TOKEN', sink: sink.ref });
  if (reply.ok) expect(sink.written()?.toString('utf8')).toContain('canary-audit-rules');
  return reply.ok ? 'read' : reply.error.code;
}

test('audit_encryption: from then on no line says what was read', async () => {
  expect(await read('before.env')).toBe('read');
  expect(log()).toContain('before.env');
  rule('audit_encryption: true');
  expect(await read('after.env')).toBe('read');
  expect(log()).toContain('before.env');
  expect(log()).not.toContain('after.env');
});

test('audit_hash_names: from then on no line names it, and the rest is readable', async () => {
  rule('audit_hash_names: true');
  const lines = log().split('\n').length;
  expect(await read('hidden.env')).toBe('read');
  const fresh = log().split('\n').slice(lines - 1).join('\n');
  expect(fresh).not.toContain('hidden.env');
  expect(fresh).toContain('"sops.printEntry"');
});

test('audit_required: without a line nothing is read, unless the policy says so', async () => {
  expect(await read('first.env')).toBe('read');
  const path = join(folder(), 'audit.jsonl');
  rmSync(path);
  mkdirSync(path);
  expect(await read('second.env')).toBe('audit-unavailable');
  rule('audit_required: false');
  expect(await read('third.env')).toBe('read');
  rule('audit_required: true');
  expect(await read('fourth.env')).toBe('audit-unavailable');
});

test.each([[undefined, true], ['audit_retention_days: 90', false]] as const)('audit_retention_days: with %s a month of half a year ago is there: %s', async (text, stays) => {
  expect(await read('old.env')).toBe('read');
  if (text !== undefined) rule(text);
  at.ports.fake.clock.advance(40 * dayMs);
  expect(await read('next-month.env')).toBe('read');
  at.ports.fake.clock.advance(140 * dayMs);
  expect(await read('half-a-year.env')).toBe('read');
  await at.core.dispose();
  const all = readdirSync(folder()).filter((name) => name.endsWith('.jsonl')).map((name) => readFileSync(join(folder(), name), 'utf8')).join('');
  expect(all).toContain('half-a-year.env');
  expect(all.includes('old.env')).toBe(stays);
});
