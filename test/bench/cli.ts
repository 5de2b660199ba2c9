// The command line as a whole process against the sops process: what a script feels.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encryptDotenv } from '../../electron/core/sops/index.ts';
import { identities, recipients } from '../fakes/fixtures.ts';
import { sopsPath } from '../fakes/real-sops.ts';
import { paired, type Row } from './measure.ts';

const built = join(import.meta.dirname, '../../dist/electron/cli.js');

export async function cliRow(): Promise<Row> {
  if (sopsPath === undefined) throw new Error('the benches need the real sops');
  const sops = sopsPath;
  const folder = mkdtempSync(join(tmpdir(), 'coffre-bench-'));
  const path = join(folder, 'hundred.env');
  writeFileSync(path, await encryptDotenv(Array.from({ length: 100 }, (_, at) => [`KEY_${at}`, `canary-${at}`] as const), [recipients[0]], new Date()));
  const env = { PATH: process.env['PATH'], HOME: folder, COFFRE_HOME: join(folder, 'profile'), SOPS_AGE_KEY: identities[0] };
  const run = (program: string, args: readonly string[], wanted: string): void => {
    const { status, stdout, stderr } = spawnSync(program, args, { env });
    if (status !== 0 || !stdout.toString('utf8').includes(wanted)) throw new Error(`${args.join(' ')} failed with ${String(status)}: ${stderr.toString('utf8')}`);
  };
  const row = await paired('coffre file get, 100 keys', 'the sops process', 4.5, 21, () => { run(process.execPath, [built, 'file', 'get', path, 'KEY_42'], 'canary-42'); }, () => { run(sops, ['decrypt', path], 'KEY_42=canary-42'); });
  rmSync(folder, { recursive: true });
  return row;
}
