// Signatures: when they are made, what they vouch for, and that nothing is signed in silence over a log that lost its end.
import { cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKeeper } from '../../../electron/core/audit/keeper.ts';
import { linked } from '../../../electron/core/audit/form.ts';
import { auditFolder, context, factsOf, type AuditFolder } from './audit-folder.ts';
import { keptInMemory } from './kept.ts';

const types = (at: AuditFolder): string[] => at.entries().map(({ event_type }) => event_type);

describe('a checkpoint', () => {
  it('is written every thousand lines, and at lock and exit for the rest, once', async () => {
    const profile = keptInMemory();
    const at = auditFolder({ profile });
    const room = at.open();
    await room.append(factsOf('first'));
    await room.sign();
    for (let round = 0; round < 25; round += 1) await Promise.all(Array.from({ length: 100 }, (_, n) => room.append(factsOf(`${String(round)}-${String(n)}`))));
    await room.sign();
    const signed = at.entries().flatMap(({ event_type, seq }) => (event_type === 'log_checkpoint' ? [seq] : []));
    expect(Math.max(...signed.map((seq, n) => seq - (signed[n - 1] ?? 0)))).toBeLessThanOrEqual(1300);
    expect(signed.length).toBeGreaterThanOrEqual(3);
    expect(signed.at(-1)).toBe(at.lines().length);
    await room.sign();
    expect(types(at).filter((type) => type === 'log_checkpoint')).toHaveLength(signed.length);
    const lines = at.lines().length;
    const verdict = await room.handlers.verify({}, context);
    expect(verdict).toMatchObject({ whole: true, lines, checkpoints: signed.length, signed: lines, unknown: [] });
    expect(readFileSync(join(at.folder, 'audit.pub'), 'utf8')).toMatch(/^ed25519 [A-Za-z0-9_-]{43}\nage age1[a-z0-9]+\n$/);
    expect(at.entries().at(-1)).toMatchObject({ action: 'audit.sign', agent: 'tester (cli)', success: true });
    expect(at.entries().at(-1)?.reason).toContain(`ed25519 ${verdict.fingerprint} `);
  });

  it('is not written while the profile is locked; the chain goes on, and the next open one signs it', async () => {
    const profile = keptInMemory();
    profile.open = false;
    const at = auditFolder({ profile });
    const room = at.open();
    await Promise.all(Array.from({ length: 1500 }, (_, n) => room.append(factsOf(`r-${String(n)}`))));
    await room.sign();
    expect(await room.handlers.verify({}, context)).toMatchObject({ whole: true, lines: 1500, checkpoints: 0, unknown: ['unsigned'] });
    profile.open = true;
    await room.append(factsOf('next'));
    await room.flush();
    await room.dispose();
    expect(await at.verdict()).toMatchObject({ whole: true, lines: 1502, checkpoints: 1, signed: 1502 });
  });

  it('audit-key-forgotten: no key signs after the profile was locked', async () => {
    const profile = keptInMemory();
    const at = auditFolder({ profile });
    const room = at.open();
    await room.append(factsOf('one'));
    await room.sign();
    profile.open = false;
    room.forget();
    await room.append(factsOf('two'));
    await room.sign();
    expect(types(at)).toEqual(['operation', 'log_checkpoint', 'operation']);
    // A lock that comes while the keys are read.
    const slow = keptInMemory();
    const late = auditFolder({ profile: { isOpen: () => slow.open, openQuietly: () => Promise.resolve(), store: () => ({ ...slow.store(), async read(name) { const bytes = await slow.store().read(name); slow.open = false; return bytes; } }) } });
    const other = late.open();
    await other.append(factsOf('one'));
    await other.sign();
    expect(types(late)).toEqual(['operation']);
    // Nor do keys stay in memory that were read while it locked.
    let locks = false;
    slow.open = true;
    const keeper = createKeeper(late.folder, { ...slow, isOpen: () => slow.open, store: () => ({ ...slow.store(), async read(name) { const bytes = await slow.store().read(name); slow.open = !locks; return bytes; } }) });
    expect(await keeper.keys(true)).toBeDefined();
    keeper.forget();
    locks = true;
    expect(await keeper.keys(false)).toBeUndefined();
    slow.records.clear();
    [slow.open, locks] = [true, false];
    expect(await keeper.keys(false)).toBeUndefined();
  });

  it('costs nothing where nothing was written, and makes no log', async () => {
    const profile = keptInMemory();
    const at = auditFolder({ profile });
    await at.open().sign();
    expect(await at.verdict()).toMatchObject({ lines: 0, whole: true });
    expect(profile.records.size).toBe(0);
  });
});

describe('what the profile remembers', () => {
  async function signedLog(lines: number): Promise<{ at: AuditFolder; profile: ReturnType<typeof keptInMemory> }> {
    const profile = keptInMemory();
    const at = auditFolder({ profile });
    const room = at.open();
    await Promise.all(Array.from({ length: lines }, (_, n) => room.append(factsOf(`r-${String(n)}`))));
    await room.sign();
    await room.dispose();
    return { at, profile };
  }
  const cut = (at: AuditFolder, keep: number): void => { truncateSync(at.log, Buffer.byteLength(`${at.lines().slice(0, keep).join('\n')}\n`)); };

  it('audit-head-remembered: a log that was cut while nobody wrote says so in the next signature, for good', async () => {
    const { at } = await signedLog(10);
    const head = at.entries()[10]?.hash ?? '';
    cut(at, 7);
    expect(await at.verdict()).toMatchObject({ whole: false, damage: 'rolled-back', line: 8 });
    const room = at.open();
    await room.append(factsOf('after'));
    await room.sign();
    expect(types(at).slice(7)).toEqual(['operation', 'log_replaced', 'log_checkpoint']);
    expect(at.entries()[8]).toMatchObject({ reason: `expected 11 ${head}`, success: false, action: 'audit.compare' });
    expect(await at.verdict()).toMatchObject({ whole: true, reported: 1 });
    // Said once.
    await room.append(factsOf('later'));
    await room.sign();
    expect(types(at).filter((type) => type === 'log_replaced')).toHaveLength(1);
  });

  it('names an older copy that was put back and went on, also where it grew beyond what is remembered', async () => {
    const { at, profile } = await signedLog(5);
    const older = `${at.folder}-older`;
    cpSync(at.folder, older, { recursive: true });
    const room = at.open();
    await Promise.all(['a', 'b', 'c'].map((id) => room.append(factsOf(id))));
    await room.sign();
    await room.dispose();
    rmSync(at.folder, { recursive: true });
    cpSync(older, at.folder, { recursive: true });
    expect(await at.verdict()).toMatchObject({ whole: false, damage: 'rolled-back', line: 7 });
    profile.open = false;
    await at.write(20, 'forged');
    profile.open = true;
    expect(await at.verdict()).toMatchObject({ whole: false, damage: 'rolled-back', line: 10 });
  });

  it('names lines cut off behind the last signature while a program runs', async () => {
    const { at } = await signedLog(3);
    const room = at.open();
    await Promise.all(['a', 'b', 'c'].map((id) => room.append(factsOf(id))));
    cut(at, 5);
    expect(await room.handlers.verify({}, context)).toMatchObject({ whole: false, damage: 'truncated', line: 6 });
  });

  it('audit-checkpoint: whoever rewrites the chain is found out at the next signature; another key is not ours', async () => {
    const { at, profile } = await signedLog(5);
    const before = at.lines();
    const stranger = auditFolder({ profile: keptInMemory() });
    const forger = stranger.open();
    await Promise.all(Array.from({ length: 5 }, (_, n) => forger.append(factsOf(`forged-${String(n)}`))));
    // The old signature behind new lines.
    writeFileSync(at.log, `${[...stranger.lines(), at.lines()[5]].join('\n')}\n`);
    expect(await at.verdict()).toMatchObject({ whole: false, damage: 'edited', line: 5 });
    // The same with the chain made anew up to the signature and over it, and nobody who remembers another end.
    profile.records.delete('audit-head');
    const body = (before[5] ?? '').replace(/,"seq":.*$/, '');
    writeFileSync(at.log, `${stranger.lines().join('\n')}\n${linked(body, { seq: 5, hash: stranger.entries()[4]?.hash ?? '' }).text}`);
    expect(await at.verdict()).toMatchObject({ whole: false, damage: 'forged-checkpoint', line: 6 });
    // Everything by another key, with that key beside it.
    await forger.sign();
    cpSync(stranger.folder, at.folder, { recursive: true });
    expect(await at.verdict()).toMatchObject({ whole: false, damage: 'wrong-key', line: 6 });
  });
});
