// Every fixture against each sops that is here, the newest too: its verdict, and a file that is edited here, sealed anew by that sops, and opened here again.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Refusal } from '../../../electron/core/refusal.ts';
import { formatByName } from '../../../electron/core/sops/format-by-name.ts';
import { fixtures, identities } from '../../fakes/fixtures.ts';
import { openCore } from '../../fakes/open-core.ts';
import { sopsVersions, type SopsAnswer } from '../../fakes/real-sops.ts';
import { formatIds, openAs } from './crypto-kit.ts';

interface Fixture { readonly file: string; readonly sops: Readonly<Record<string, string>> | null; readonly identities?: readonly string[] | null }
const manifest = JSON.parse(readFileSync(join(fixtures, 'manifest.json'), 'utf8')) as { readonly fixtures: readonly Fixture[] };
const identityIn = (file: string): string => readFileSync(join(fixtures, file), 'utf8').split('\n').find((line) => line.startsWith('AGE-SECRET-KEY')) ?? '';
/** Those for SSH keys are tried elsewhere. */
const tried = manifest.fixtures.filter(({ file, sops }) => formatIds.includes(formatByName(file)) && sops?.['3.13.2'] !== undefined);

/** Several versions share the fixtures, unless every count is whole. */
const whole = process.env['COFFRE_DEEP'] === '1' || process.env['COFFRE_SERVERS'] === '1';
const shareOf = (version: string): readonly Fixture[] => tried.filter((_, at) => whole || sopsVersions[at % sopsVersions.length]?.version === version);

/** What a version answers that the manifest does not know: as the one before it, but for what was put right since. */
function verdictOf({ file, sops }: Fixture, version: string): string {
  if (file === 'edge/yaml-listcomments.enc.yaml' && version !== '3.13.2') return 'ok';
  return sops?.[version] ?? sops?.['3.13.2'] ?? '';
}

/** What can be told of a file whatever its order of comments: each value with its path. */
async function valuesOf(id: ReturnType<typeof formatByName>, bytes: Uint8Array, own: readonly string[]): Promise<readonly string[]> {
  const { leaves } = await openAs(id, bytes, own);
  return leaves.filter(({ comment, storedType }) => !comment && storedType !== 'comment').map(({ path, plain }) => `${path.join('/')}=${plain.exposeBytes().toString('base64url')}`);
}

/** As a sops up to 3.13.1 writes what it read of JSON: a readable whole number as the float next to it. */
const asFloats = (values: readonly string[]): readonly string[] => values.map((value) => {
  const at = value.lastIndexOf('=') + 1;
  const text = Buffer.from(value.slice(at), 'base64url').toString('latin1');
  return /^-?\d{16,}$/.test(text) ? `${value.slice(0, at)}${Buffer.from(String(BigInt(Number(text)))).toString('base64url')}` : value;
});

describe.each(sopsVersions.map(({ version, path }) => [version, path] as const))('sops %s', (version, sops) => {
  const run = (args: readonly string[], own: readonly string[]): SopsAnswer => {
    const { status, stdout, stderr } = spawnSync(sops, args, { env: { PATH: process.env['PATH'], HOME: '/nonexistent', SOPS_AGE_KEY: own.join('\n') }, maxBuffer: 64 * 1024 * 1024 });
    return { status, stdout, stderr: stderr.toString('utf8') };
  };
  it.each(shareOf(version))('$file', { timeout: 60_000 }, async (fixture) => {
    const own = fixture.identities?.map(identityIn) ?? [...identities];
    const id = formatByName(fixture.file);
    const folder = mkdtempSync(join(tmpdir(), 'coffre-versions-'));
    onTestFinished(() => { rmSync(folder, { recursive: true }); });
    const path = join(folder, `file${extname(fixture.file)}`);
    copyFileSync(join(fixtures, fixture.file), path);
    const { status } = run(['decrypt', path], own);
    expect(status === 0 ? 'ok' : `rc ${String(status)}`).toBe(verdictOf(fixture, version));
    const before = await valuesOf(id, readFileSync(path), own).catch((error: unknown) => {
      if (error instanceof Refusal) return undefined;
      throw error;
    });
    if (before === undefined || status !== 0) return;
    const at = openCore({ environment: { SOPS_AGE_KEY: own.join(' ') } });
    try {
      const { document } = await at.open(path);
      const { entry, shape } = await at.done('sops.listEntries', { document });
      const first = shape.indexOf('value');
      // WHY not in one value that is the file: it may be replaced whole only.
      if (id !== 'binary' && first !== -1) {
        const { revision } = await at.done('sops.setEntry', { document, entry: entry[first] ?? -1, value: 'canary-version', type: 'str' });
        await at.done('sops.saveFile', { document, expectedRevision: revision });
      }
    } finally {
      await at.close();
    }
    const ours = await valuesOf(id, readFileSync(path), own);
    expect(ours.filter((value, index) => value !== before[index]).length).toBe(id === 'binary' ? 0 : 1);
    const rotated = run(['rotate', path], own);
    expect([rotated.status, rotated.stderr]).toEqual([0, '']);
    const again = await valuesOf(id, rotated.stdout, own);
    if (id === 'json' && version === '3.12.2') expect(asFloats(again)).toEqual(asFloats(ours));
    else expect(again).toEqual(ours);
  });
});
