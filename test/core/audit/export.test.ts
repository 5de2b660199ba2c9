// Exports: what fits, harmless in a spreadsheet, and an archive that a stranger unpacks and verifies with plain Node.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { AuditFilter } from '../../../shared/ipc/audit.ts';
import type { Sink } from '../../../electron/core/ports.ts';
import { auditFolder, context, factsOf, type AuditFolder } from './audit-folder.ts';
import { keptInMemory } from './kept.ts';

const alone = join(import.meta.dirname, '../../../dist/electron/coffre-audit-verify.mjs');

function exporting(sealed = false): { at: AuditFolder; get: (format: 'jsonl' | 'csv' | 'bundle', filter?: AuditFilter) => Promise<Buffer> } {
  let got = Buffer.alloc(0);
  const sink: Sink = { kind: 'file', write: (bytes) => { got = Buffer.from(bytes.exposeBytes()); return Promise.resolve(); } };
  const at = auditFolder({ profile: keptInMemory(), rules: () => Promise.resolve({ sealed, keepDays: 365, hashNames: false, required: true }), sinks: { take: (ref) => (ref === 'sink' ? sink : undefined) } });
  return { at, async get(format, filter) {
    const { bytes } = await at.open().handlers.exportLog.run({ format, filter, sink: 'sink' }, context);
    expect(got).toHaveLength(bytes);
    return got;
  } };
}

it.each([false, true])('lines are those that fit, the oldest first (sealed: %s)', async (sealed) => {
  const { at, get } = exporting(sealed);
  const room = at.open();
  for (let n = 0; n < 30; n += 1) await room.append(factsOf(`r-${String(n)}`, { success: n % 3 !== 0 }));
  const lines = (await get('jsonl', { result: 'refused', what: 'operation' })).toString('utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as { request_id: string });
  expect(lines.map(({ request_id }) => request_id)).toEqual(Array.from({ length: 10 }, (_, n) => `r-${String(n * 3)}`));
});

it('audit-csv-plain: no name is a formula, and quotes, commas and line ends stay inside their cell', async () => {
  const { at, get } = exporting();
  const names = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '|calc', '%x', 'plain', 'a,b', 'a"b', 'a\nb', "'=1"];
  const room = at.open();
  for (const name of names) await room.append(factsOf('r', { secret_key: name, agent: name }));
  const text = (await get('csv')).toString('utf8');
  expect(text.split('\r\n', 1)[0]).toBe('timestamp,event_type,secret_key,agent,action,success,ip_address,user_agent,request_id,backend,reason,duration_ms,seq,prev,hash');
  const rows = text.split('\r\n').slice(1);
  for (const formula of names.slice(0, 8)) expect(text).not.toMatch(new RegExp(`[,"]${formula.replaceAll(/[.*+?^$|()]/g, String.raw`\$&`)}[,"]`));
  expect(rows[8]).toContain(',plain,plain,');
  expect(text).toContain(',"a,b","a,b",');
  expect(text).toContain(',"a""b","a""b",');
});

it.skipIf(!existsSync(alone))('an archive holds the log, signed to its end, its keys and the verifier, and verifies where it is unpacked', async () => {
  const { at, get } = exporting();
  const room = at.open();
  for (let n = 0; n < 5; n += 1) await room.append(factsOf(`r-${String(n)}`));
  const unpacked = join(at.folder, '..', 'unpacked');
  mkdirSync(unpacked);
  writeFileSync(join(unpacked, 'log.tar'), await get('bundle'));
  execFileSync('tar', ['-xf', 'log.tar'], { cwd: unpacked });
  const folder = join(unpacked, 'coffre-audit');
  expect(readdirSync(folder).toSorted()).toEqual(['README.txt', 'audit.jsonl', 'audit.pub', 'coffre-audit-verify.mjs']);
  expect(readFileSync(join(folder, 'audit.jsonl'))).toEqual(readFileSync(at.log));
  const [, words = ''] = /^ {2}node coffre-audit-verify\.mjs (.+) \.$/m.exec(readFileSync(join(folder, 'README.txt'), 'utf8')) ?? [];
  const { status, stdout } = spawnSync(process.execPath, ['coffre-audit-verify.mjs', ...words.split(' '), '.'], { cwd: folder, env: {}, encoding: 'utf8' });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^\.: whole, 6 lines\n {2}the last line before that, or the end: 6:[0-9a-f]{64}\n {2}signed up to line 6 by SHA256:/);
  expect(stdout).not.toContain('cannot be known');
  writeFileSync(join(folder, 'audit.jsonl'), readFileSync(at.log, 'utf8').replace('r-3', 'r-4'));
  expect(spawnSync(process.execPath, ['coffre-audit-verify.mjs', '.'], { cwd: folder, env: {}, encoding: 'utf8' })).toMatchObject({ status: 10 });
  expect(spawnSync(process.execPath, ['coffre-audit-verify.mjs', '--nonsense'], { cwd: folder, env: {}, encoding: 'utf8' })).toMatchObject({ status: 2 });
  expect(spawnSync(process.execPath, ['coffre-audit-verify.mjs', 'nowhere'], { cwd: folder, env: {}, encoding: 'utf8' })).toMatchObject({ status: 1 });
});
