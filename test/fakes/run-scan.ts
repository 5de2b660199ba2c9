// Scans a prepared folder in a process of its own, as nobody where the test runs as root: root reads everything, and a permission test would prove nothing.
import { execFile } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { isRoot, nobody } from './run-safe-file.ts';

const script = fileURLToPath(new URL('scan-child.ts', import.meta.url));

export interface ScanAnswer {
  readonly scan: string;
  readonly states: Readonly<Record<string, string>>;
}

/** `prepare` gets a fresh folder and a way to write files into it; everything in it then belongs to the scanning user. */
export async function runScan(prepare: (root: string, write: (files: Readonly<Record<string, string>>) => void) => void): Promise<ScanAnswer> {
  const root = mkdtempSync(join(tmpdir(), 'coffre-test-'));
  try {
    prepare(root, (files) => {
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(root, name)), { recursive: true });
        writeFileSync(join(root, name), content);
      }
    });
    if (isRoot) for (const path of ['', ...readdirSync(root, { recursive: true, encoding: 'utf8' })]) chownSync(join(root, path), nobody, nobody);
    const drop = isRoot ? { uid: nobody, gid: nobody } : {};
    const { stdout } = await promisify(execFile)(process.execPath, [script, root], { env: { PATH: process.env['PATH'] }, ...drop });
    return JSON.parse(stdout) as ScanAnswer;
  } finally {
    chmodSync(root, 0o700);
    for (const entry of readdirSync(root, { withFileTypes: true })) if (entry.isDirectory()) chmodSync(join(root, entry.name), 0o700);
    rmSync(root, { recursive: true, force: true });
  }
}
