// A log that only the profile can read: anybody can verify it, nobody else learns a name from it, and the line before cannot be opened with what is in memory.
import crypto from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createChecker } from '../../../electron/core/audit/checker.ts';
import { look } from '../../../electron/core/audit/form.ts';
import { createSealer } from '../../../electron/core/audit/sealing.ts';
import { emptyTip } from '../../../electron/core/audit/chain-end.ts';
import { generateIdentity } from '../../../electron/core/age/index.ts';
import { ageFolder, realAge } from '../../fakes/real-age.ts';
import { auditFolder, context, factsOf } from './audit-folder.ts';
import { keptInMemory } from './kept.ts';

const canary = 'canary-name-7f3a';
const rules = () => Promise.resolve({ sealed: true, keepDays: 365, hashNames: false, required: true });

describe('a sealed log', () => {
  it('shows no name and no time of an access, verifies without a key, and reads as it was written with it', async () => {
    const profile = keptInMemory();
    const at = auditFolder({ profile, rules });
    const room = at.open();
    await Promise.all(Array.from({ length: 600 }, (_, n) => room.append(factsOf(`r-${String(n)}`, { secret_key: `${canary}-${String(n)}`, agent: canary }))));
    await room.sign();
    const text = readFileSync(at.log, 'utf8');
    expect(text).not.toContain(canary);
    expect(text).not.toContain('secret_key":"c');
    expect(at.lines().filter((line) => line.startsWith('{"wrapped"'))).toHaveLength(3);
    expect(await room.handlers.verify({}, context)).toMatchObject({ whole: true, checkpoints: 1, unknown: [] });
    const { entries, total } = await room.handlers.list({ limit: 1000 }, context);
    expect(entries.filter(({ event_type }) => event_type === 'operation').map(({ secret_key }) => secret_key)).toEqual(Array.from({ length: 600 }, (_, n) => `${canary}-${String(n)}`));
    expect(total).toBe(at.lines().length);
    expect((await room.handlers.list({ limit: 2, before: 300, filter: { secret: canary } }, context)).entries).toMatchObject([{ seq: 298 }, { seq: 299 }]);
    expect((await room.handlers.listRange({ filter: { text: `${canary}-599` }, from: 0, limit: 5 }, context)).entries).toMatchObject([{ request_id: 'r-599' }]);
  });

  it('goes on while the profile is locked, which can read nothing then; another program begins a key of its own', async () => {
    const profile = keptInMemory();
    const at = auditFolder({ profile, rules });
    const first = at.open();
    await first.append(factsOf('one', { agent: canary }));
    profile.open = false;
    first.forget();
    const room = at.open();
    await room.append(factsOf('two', { agent: canary }));
    expect(at.lines().filter((line) => line.startsWith('{"wrapped"'))).toHaveLength(2);
    expect(await room.handlers.list({ limit: 10 }, context)).toMatchObject({ closed: 2, entries: [{ event_type: 'log_month' }] });
    profile.open = true;
    expect((await room.handlers.list({ limit: 10 }, context)).entries.map(({ request_id }) => request_id)).toEqual(['', 'one', 'two']);
  });

  it('is never written in clear instead: where nobody knows for whom, nothing is written', async () => {
    const at = auditFolder({ rules });
    await expect(at.open().append(factsOf('lost'))).rejects.toThrow('nobody to seal lines for');
    expect(at.lines()).toEqual([]);
  });

  it('audit-index-forgotten: nothing that was read with the key answers after the lock', async () => {
    const profile = keptInMemory();
    const at = auditFolder({ profile, rules });
    const room = at.open();
    await room.append(factsOf('one', { agent: canary }));
    expect(JSON.stringify(await room.handlers.listRange({ from: 0, limit: 10 }, context))).toContain(canary);
    profile.open = false;
    room.forget();
    expect(JSON.stringify([await room.handlers.listRange({ from: 0, limit: 10 }, context), await room.handlers.sumUp({ by: 'secret' }, context), await room.handlers.list({ limit: 10 }, context)])).not.toContain(canary);
  });

  it('names a change of any sealed line', async () => {
    const profile = keptInMemory();
    const at = auditFolder({ profile, rules });
    const room = at.open();
    await Promise.all(['a', 'b', 'c'].map((id) => room.append(factsOf(id))));
    const lines = at.lines();
    const sealed = lines.findIndex((line) => line.startsWith('{"sealed"'));
    const other = (lines[sealed] ?? '').replace(/("sealed":".)(.)/, (_, before: string, one: string) => `${before}${one === 'A' ? 'B' : 'A'}`);
    writeFileSync(at.log, `${lines.with(sealed, other).join('\n')}\n`);
    expect(await room.handlers.verify({}, context)).toMatchObject({ whole: false, line: sealed + 1, damage: 'edited' });
  });
});

it('audit-ratchet: what a writer holds opens none of the lines that it wrote', async () => {
  const { recipient } = await generateIdentity();
  const sealer = createSealer({ sealed: () => Promise.resolve(true), recipient: () => Promise.resolve(recipient) });
  const held: Buffer[] = [];
  const before = new Set<string>();
  const { hkdfSync } = crypto;
  onTestFinished(() => {
    crypto.hkdfSync = hkdfSync;
    syncBuiltinESMExports();
  });
  crypto.hkdfSync = (...args) => {
    const [, key] = args;
    if (Buffer.isBuffer(key)) {
      held.push(key);
      before.add(key.toString('hex'));
    }
    return hkdfSync(...args);
  };
  syncBuiltinESMExports();
  await sealer.ready(2);
  held.length = 0;
  before.clear();
  const first = sealer.write(factsOf('one'), new Date(), emptyTip);
  const second = sealer.write(factsOf('two'), new Date(), first.head);
  // Each line under a key of its own, and what it came from is no longer there.
  expect([before.size, held.map((key) => key.equals(Buffer.alloc(32)))]).toEqual([2, [true, true]]);
  const [one, two] = [first.text, second.text].map((text) => look(Buffer.from(text.trimEnd().split('\n').at(-1) ?? '')));
  expect([one, two]).toMatchObject([{ kind: 'sealed', key: 1, step: 0 }, { kind: 'sealed', key: 1, step: 1 }]);
});

it.skipIf(ageFolder === undefined)('is plain age and plain JSON: the key of a line is what age itself opens', async () => {
  const { identity, recipient } = await generateIdentity();
  const sealer = createSealer({ sealed: () => Promise.resolve(true), recipient: () => Promise.resolve(recipient) });
  await sealer.ready(1);
  const { text } = sealer.write(factsOf('one'), new Date(), emptyTip);
  const [wrapped = ''] = text.split('\n');
  const line = look(Buffer.from(wrapped));
  const checker = createChecker({ keys: [] });
  for (const each of text.trimEnd().split('\n')) checker.line(Buffer.from(each), true);
  expect(checker.finish()).toMatchObject({ whole: true, lines: 2 });
  const at = auditFolder();
  await at.write(1);
  const keyFile = join(at.folder, 'key.txt');
  writeFileSync(keyFile, identity.expose(), { mode: 0o600 });
  expect(realAge('age', ['-d', '-i', keyFile], { input: Buffer.from(line?.kind === 'wrapped' ? line.wrapped : '', 'base64url') })).toMatchObject({ status: 0, stdout: { length: 32 } });
});
