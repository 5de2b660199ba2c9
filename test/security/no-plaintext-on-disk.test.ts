// Opening, revealing, editing and saving must hand no plaintext to the kernel: every write of the process is watched, and its folders are searched.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixtures } from '../fakes/fixtures.ts';
import { sopsDecrypt } from '../fakes/real-sops.ts';
import { identities } from '../fakes/fixtures.ts';

const child = join(import.meta.dirname, '../core/children/edit-and-save.ts');
/** The old value of the fixture, the new one, and how either looks in the encodings that a slip would use. */
const secrets = ['p@ss=w#rd "quoted"', 'canary-6b1fe07d', Buffer.from('canary-6b1fe07d').toString('base64').slice(0, 16), Buffer.from('canary-6b1fe07d').toString('hex')];

const strace = spawnSync('strace', ['-V']).status === 0 && spawnSync('strace', ['-o', '/dev/null', process.execPath, '-e', '']).status === 0;
if (!strace && process.env['REQUIRE_STRACE'] === '1') throw new Error('REQUIRE_STRACE=1, but strace is missing or may not trace here');
if (!strace) console.warn('!! SKIPPED: strace is missing: only the folders are searched, the single writes are not');

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coffre-plain-'));
  path = join(folder, '.env');
  copyFileSync(join(fixtures, 'v3.13.2/basic.enc.env'), path);
});
afterEach(() => { rmSync(folder, { recursive: true }); });

function filesBelow(at: string): string[] {
  return readdirSync(at, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
const run = (program: string, args: readonly string[]) => spawnSync(program, args, { input: 'canary-6b1fe07d new', encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: folder, TMPDIR: folder } });

describe('SECURITY(no-plaintext-on-disk)', () => {
  it.skipIf(!strace)('no system call that writes carries a value', () => {
    const trace = join(folder, 'trace');
    const { status, stdout, stderr } = run('strace', ['-f', '-qq', '-s', '1000000', '-e', 'trace=write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,openat,rename,renameat,renameat2,link,linkat,execve,memfd_create', '-o', trace, process.execPath, child, path, 'DB_PASSWORD']);
    expect(stderr).toBe('');
    expect([status, stdout]).toEqual([0, 'written\n']);
    const said = readFileSync(trace, 'utf8');
    // The trace saw the save itself: without this the search below would prove nothing.
    expect(said).toMatch(/write\([^\n]*DB_PASSWORD=ENC\[AES256_GCM/);
    expect(said).toMatch(/rename[^\n]*\.env/);
    for (const secret of secrets) expect(said.includes(secret), secret.slice(0, 6)).toBe(false);
  }, 60_000);
  it('nothing is left in the folders, the log or the audit log, and the value is really there', () => {
    const { status, stdout } = run(process.execPath, [child, path, 'DB_PASSWORD']);
    expect([status, stdout]).toEqual([0, 'written\n']);
    for (const file of filesBelow(folder)) {
      const text = readFileSync(file, 'latin1');
      for (const secret of secrets) expect(text.includes(secret), file).toBe(false);
    }
    expect(readdirSync(folder).filter((name) => statSync(join(folder, name)).isFile())).toEqual(['.env']);
    expect(sopsDecrypt(path, identities[0]).stdout.toString('utf8')).toContain('DB_PASSWORD=canary-6b1fe07d new\n');
  }, 60_000);
});
