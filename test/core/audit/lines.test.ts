// What stands in the log: the fields in their order, whatever they hold, and private.
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../safe-file/folder.ts';
import { auditFolder, context, factsOf } from './audit-folder.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
const fields = ['timestamp', 'event_type', 'secret_key', 'agent', 'action', 'success', 'ip_address', 'user_agent', 'request_id', 'backend', 'reason', 'duration_ms', 'seq', 'prev', 'hash'];

describe('a line', () => {
  it('has the fields of the guide, then ours, in their order; its hash can be computed from its bytes alone', async () => {
    const at = auditFolder();
    await at.write(3);
    let prev = '0'.repeat(64);
    for (const [index, line] of at.lines().entries()) {
      const entry = at.entries()[index];
      expect(Object.keys(entry ?? {})).toEqual(fields);
      expect(entry?.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(entry).toMatchObject({ ...factsOf(`r-${String(index)}`), seq: index + 1, prev });
      prev = createHash('sha256').update(line.slice(0, line.indexOf(',"hash"'))).digest('hex');
      expect(entry?.hash).toBe(prev);
    }
    expect(await at.verdict()).toEqual({ lines: 3, expired: 0, whole: true, seq: 3, head: prev, checkpoints: 0, signed: 0, fingerprint: '', reported: 0, unknown: ['unsigned', 'end-unconfirmed'] });
  });

  it('holds whatever a field holds, and stays one line', async () => {
    const at = auditFolder();
    const room = at.open();
    const text = fc.string({ unit: fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), fc.constantFrom('\n', '\r', '"', '\\', '\u0000', '\uD800', '\uDC00', '\u2028', 'é', '😀')), maxLength: 500 });
    const seen: string[] = [];
    await fc.assert(fc.asyncProperty(text, fc.double(), async (name, duration_ms) => {
      await room.append(factsOf('r', { secret_key: name, reason: name.slice(0, 200), duration_ms }));
      seen.push(name);
    }), { numRuns: deep ? 5000 : 300 });
    expect(await at.verdict()).toMatchObject({ lines: seen.length, whole: true });
    const { entries } = await room.handlers.list({ limit: 1000 }, context);
    expect(entries.map(({ secret_key }) => secret_key)).toEqual(seen.slice(-entries.length));
  });

  it('audit-line-plain: no name steers a terminal, turns text around or begins a line of its own', async () => {
    const at = auditFolder();
    const name = 'a\r\n{"timestamp":"forged"}\n\u001b[2J\u009b31m\u007f\u2028\u2029\u202e\u2066\u2069\ufeff\ud800b';
    const room = at.open();
    await room.append(factsOf('r', { secret_key: name, agent: name, reason: name }));
    expect(at.lines()).toHaveLength(1);
    expect(readFileSync(at.log, 'utf8')).toMatch(/^[\x20-\x7e]+\n$/);
    expect((await room.handlers.list({ limit: 1 }, context)).entries[0]).toMatchObject({ secret_key: name, agent: name, reason: name });
  });

  it('is cut to a few kB, and the cut can be seen', async () => {
    const at = auditFolder();
    const long = '\u0001'.repeat(100_000);
    await at.open().append({ event_type: long, secret_key: long, agent: long, action: long, success: true, ip_address: long, user_agent: long, request_id: long, backend: long, reason: long, duration_ms: Infinity });
    expect(statSync(at.log).size).toBeLessThan(12_000);
    const [entry] = at.entries();
    expect(entry?.secret_key).toBe(`${'\u0001'.repeat(511)}…`);
    expect(entry?.duration_ms).toBe(0);
    expect(await at.verdict()).toMatchObject({ lines: 1, whole: true });
  });
});

describe('the file', () => {
  it('audit-private: belongs to its owner alone, even if it did not', async () => {
    const at = auditFolder();
    await at.write(1);
    expect(statSync(at.log).mode & 0o777).toBe(0o600);
    expect(statSync(at.folder).mode & 0o777).toBe(0o700);
    chmodSync(at.log, 0o644);
    await at.write(1);
    expect(statSync(at.log).mode & 0o777).toBe(0o600);
  });

  it('audit-no-link: is never what a link points to', async () => {
    const at = auditFolder();
    await at.write(1);
    const before = readFileSync(at.log);
    const elsewhere = join(at.folder, 'elsewhere');
    writeFileSync(elsewhere, before);
    rmSync(at.log);
    symlinkSync(elsewhere, at.log);
    const room = at.open();
    await expect(room.append(factsOf('r'))).rejects.toMatchObject({ code: 'ELOOP' });
    expect(readFileSync(elsewhere)).toEqual(before);
    expect(await refusalOf(Promise.resolve(room.handlers.verify({}, context)))).toBe('audit-unreadable');
    expect(await refusalOf(Promise.resolve(room.handlers.list({ limit: 1 }, context)))).toBe('audit-unreadable');
  });

  it('that is a folder is refused by all', async () => {
    const at = auditFolder();
    mkdirSync(at.log, { recursive: true });
    const room = at.open();
    await expect(room.append(factsOf('r'))).rejects.toThrow();
    expect(await refusalOf(Promise.resolve(room.handlers.verify({}, context)))).toBe('audit-unreadable');
    expect(await refusalOf(Promise.resolve(room.handlers.list({ limit: 1 }, context)))).toBe('audit-unreadable');
  });

  it('is empty and whole where there is none, and looking makes nothing', async () => {
    const at = auditFolder();
    expect(await at.verdict()).toMatchObject({ lines: 0, whole: true, seq: 0, head: '0'.repeat(64) });
    expect(await at.open().handlers.list({ limit: 10 }, context)).toEqual({ total: 0, closed: 0, entries: [] });
    expect(statSync(at.folder, { throwIfNoEntry: false })).toBeUndefined();
  });

  it('leaves nothing beside it but the log', async () => {
    const at = auditFolder();
    const room = at.open();
    await room.append(factsOf('r'));
    await room.handlers.verify({}, context);
    await room.dispose();
    expect(statSync(at.log).isFile()).toBe(true);
    expect(readdirSync(at.folder)).toEqual(['audit.jsonl']);
  });
});
