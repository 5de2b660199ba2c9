// After a lock, the memory of the process itself: the profile key, what was derived from it and what was sealed are in none of its writable pages.
import { spawn } from 'node:child_process';
import { hkdfSync, scryptSync } from 'node:crypto';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { readProtector } from '../../../electron/core/profile/canonical.ts';
import { unwrapKey } from '../../../electron/core/profile/wrap.ts';
import { identitySeed, identityText, secret } from '../children/lock-secrets.ts';
import { actPorts, openRoom, passphrase, prepare } from './acts.ts';

const child = fileURLToPath(new URL('../children/lock-and-wait.ts', import.meta.url));
/** Only bytes in Buffers of ours: it never becomes a string. */
const canary = Buffer.from('canary-sealed-\u0001-c07ffee5', 'latin1');

/** How often each of the needles stands in the writable memory of a process. */
function hitsIn(pid: number, needles: readonly Buffer[]): readonly number[] {
  const hits = needles.map(() => 0);
  const memory = openSync(`/proc/${String(pid)}/mem`, 'r');
  try {
    for (const line of readFileSync(`/proc/${String(pid)}/maps`, 'utf8').split('\n')) {
      const found = /^(?<from>[0-9a-f]+)-(?<to>[0-9a-f]+) rw/.exec(line)?.groups;
      if (found === undefined || /\[v(?:var|dso|syscall)/.test(line)) continue;
      const [from, to] = [Number.parseInt(found['from'] ?? '', 16), Number.parseInt(found['to'] ?? '', 16)];
      const piece = 4 * 1024 * 1024;
      for (let at = from; at < to; at += piece) {
        // WHY a little more than a piece: a needle may lie across two of them.
        const buffer = Buffer.alloc(Math.min(piece + 64, to - at));
        let length = 0;
        try {
          length = readSync(memory, buffer, 0, buffer.length, at);
        } catch {
          // A page that was never touched cannot be read, and holds nothing.
        }
        for (const [index, needle] of needles.entries()) {
          for (let hit = buffer.subarray(0, length).indexOf(needle); hit !== -1 && hit < piece; hit = buffer.subarray(0, length).indexOf(needle, hit + 1)) hits[index] = (hits[index] ?? 0) + 1;
        }
      }
    }
  } finally {
    closeSync(memory);
  }
  return hits;
}

test.runIf(existsSync('/proc/self/mem'))('holds no key and nothing that was sealed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'coffre-test-'));
  onTestFinished(() => { rmSync(folder, { recursive: true, force: true }); });
  await prepare(actPorts(folder));
  const room = await openRoom(actPorts(folder));
  await room.store().change('secret', () => Buffer.from(canary));
  await room.dispose();

  const read = readProtector(readFileSync(join(folder, 'profile/protectors/passphrase.json')));
  if (read.state !== 'whole' || read.file.kind !== 'passphrase') throw new Error('the protector is not whole');
  const stretched = scryptSync(passphrase, Buffer.from(read.file.salt, 'base64'), 32, read.file.scrypt);
  const key = unwrapKey(read.file, stretched);
  if (key === undefined) throw new Error('the passphrase is another one');
  const sealing = Buffer.from(hkdfSync('sha256', key, Buffer.from(read.file.profile, 'base64url'), 'coffre/sealed/1', 32));

  const waiting = spawn(process.execPath, ['--expose-gc', child, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    waiting.stdout.once('data', () => { resolve(); });
    waiting.once('exit', () => { reject(new Error('it ended before it was locked')); });
  });
  try {
    // The search itself finds what is there: a file name that the process must know.
    const [profileKey, sealKey, stretchedKey, record, control = 0] = hitsIn(waiting.pid ?? 0, [key, sealing, stretched, canary, Buffer.from('lock-and-wait.ts')]);
    expect(control).toBeGreaterThan(0);
    expect({ profileKey, sealKey, stretchedKey, record }).toEqual({ profileKey: 0, sealKey: 0, stretchedKey: 0, record: 0 });
  } finally {
    waiting.stdin.end();
  }
});

const rounds = process.env['COFFRE_DEEP'] === '1' ? 1000 : 100;
/** What JavaScript cannot wipe: strings that a call brought along. Measured; whoever drives a number down lowers it here. */
const stringsAtMost = { passphrase: 4, identity: 3, draft: 2, saved: 0 };

test.runIf(existsSync('/proc/self/mem'))(`after ${String(rounds)} locks and unlocks of a whole core its memory is as it was, the draft came back each time, and no value of a file is left`, async () => {
  const child = fileURLToPath(new URL('../children/lock-rounds.ts', import.meta.url));
  const waiting = spawn(process.execPath, ['--expose-gc', child, String(rounds)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resolve, reject) => {
    waiting.stdout.once('data', (chunk: Buffer) => { resolve(chunk.toString('utf8')); });
    waiting.once('exit', () => { reject(new Error('it ended before it was done')); });
  });
  try {
    const { grown, pending } = JSON.parse(line) as { readonly grown: number; readonly pending: number };
    expect(pending).toBe(1);
    expect(grown).toBeLessThan(5 * 1024 * 1024);
    const text = (name: string): Buffer => Buffer.from(secret(name), 'latin1');
    const [passphraseHits = -1, identity = -1, seed = -1, draft = -1, saved = -1, control = 0] = hitsIn(waiting.pid ?? 0, [text('passphrase'), Buffer.from(identityText(), 'latin1'), identitySeed(), text('draft'), text('saved'), Buffer.from('lock-rounds.ts')]);
    expect(control).toBeGreaterThan(0);
    console.log(`left as strings after a lock: passphrase ${String(passphraseHits)}, identity ${String(identity)} (its bytes ${String(seed)}), draft ${String(draft)}, values of the file ${String(saved)}; grown by ${String(Math.round(grown / 1024))} KiB`);
    expect(passphraseHits).toBeLessThanOrEqual(stringsAtMost.passphrase);
    expect(identity).toBeLessThanOrEqual(stringsAtMost.identity);
    expect(seed).toBe(0);
    expect(draft).toBeLessThanOrEqual(stringsAtMost.draft);
    expect(saved).toBeLessThanOrEqual(stringsAtMost.saved);
  } finally {
    waiting.stdin.end();
  }
});
