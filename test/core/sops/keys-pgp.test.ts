// Files that are encrypted for PGP keys, through a real gpg with a keyring of its own, and the real sops beside it, both ways.
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quietVerdict } from '../../../electron/core/sops/index.ts';
import { createPgpKeySource } from '../../../electron/core/sops/key-sources/pgp/index.ts';
import { nodePrograms } from '../../../electron/node-ports/index.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { runTool } from '../../fakes/real-age.ts';
import { gpgHome, hasGpg, type GpgHome } from '../../fakes/real-gpg.ts';
import { sopsVersions } from '../../fakes/real-sops.ts';

const canary = 'canary-pgp-61';
let gpg: GpgHome;
let anna: string;
let bob: string;
let at: OpenCore;
beforeAll(() => {
  if (!hasGpg) return;
  gpg = gpgHome();
  anna = gpg.key('anna');
  bob = gpg.key('bob');
  gpg.forgetPrivate(bob);
  at = openCore({ environment: gpg.env, programs: nodePrograms() });
}, 60_000);
afterAll(async () => {
  if (!hasGpg) return;
  await at.close();
  gpg.remove();
});
const write = (name: string, content: string | Uint8Array): string => {
  const path = join(at.folder, name);
  writeFileSync(path, content);
  return path;
};
const fileOf = async (path: string): Promise<string> => (await at.done('projects.refFile', { path })).file;

describe.skipIf(!hasGpg).each(sopsVersions.map(({ version, path }) => [version, path] as const))('beside sops %s', (version, sops) => {
  test('a file for PGP keys opens, is edited, and sops reads what was written', async () => {
    const clear = write('clear.env', `KEY=${canary}\nOTHER=x\n`);
    const made = runTool(sops, ['encrypt', '--pgp', `${bob},${anna}`, clear], { env: gpg.env });
    expect(made.stderr).toBe('');
    const path = write(`theirs-${version}.env`, made.stdout);
    const { document, openedWith } = await at.open(path);
    expect(openedWith).toBe(`gpg ${anna}`);
    const { entry, name } = await at.done('sops.listEntries', { document });
    await at.done('sops.setEntry', { document, entry: entry[name.indexOf('OTHER')] ?? -1, value: 'canary-new' });
    const { revision } = await at.done('sops.listEntries', { document });
    await at.done('sops.saveFile', { document, expectedRevision: revision });
    expect(runTool(sops, ['decrypt', path], { env: gpg.env }).stdout.toString('utf8')).toBe(`KEY=${canary}\nOTHER=canary-new\n`);
    const before = made.stdout.toString('utf8').split('\n').filter((line) => line.startsWith('sops_pgp'));
    expect(readFileSync(path, 'utf8').split('\n').filter((line) => line.startsWith('sops_pgp'))).toEqual(before);
  });

  // WHY so long: gpg and sops are started thirty times, on a computer that may do much else.
  test('a new file by a rule with PGP and age keys, more recipients, and a new data key: sops opens each with either', { timeout: 180_000 }, async () => {
    write('.sops.yaml', `creation_rules:\n  - path_regex: both\n    pgp: ${anna}\n    age: ${recipients[0]}\n`);
    const path = write(`both-${version}.json`, `{"key": "${canary}"}\n`);
    const { encryption } = await at.done('sops.prepareEncryption', { file: await fileOf(path), recipients: [] });
    await at.done('sops.writeEncryption', { encryption });
    const reads = (): void => {
      for (const env of [gpg.env, { SOPS_AGE_KEY: identities[0] }]) expect(JSON.parse(runTool(sops, ['decrypt', path], { env }).stdout.toString('utf8'))).toEqual({ key: canary });
    };
    reads();
    const change = async (wanted: Parameters<typeof at.done<'recipients.planChange'>>[1]['change']): Promise<void> => {
      const plan = await at.done('recipients.planChange', { change: wanted, evenIfLockedOut: false });
      const { files } = await at.done('recipients.listPlan', { plan: plan.plan, offset: 0 });
      expect(files.map(({ state }) => state)).toEqual(['changes']);
      await at.done('recipients.applyPlan', { plan: plan.plan });
    };
    const wrapped = (): unknown => (JSON.parse(readFileSync(path, 'utf8')) as { sops: { pgp: unknown } }).sops.pgp;
    const first = wrapped();
    await change({ what: 'add', files: [await fileOf(path)], recipients: [recipients[1]] });
    expect(wrapped()).toEqual(first);
    reads();
    await change({ what: 'rotate', files: [await fileOf(path)] });
    expect(wrapped()).not.toEqual(first);
    reads();
    expect(wrapped()).toMatchObject([{ fp: anna, created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string }]);
  });

  test('PGP keys by name of their fingerprint: in place of the rules, in a rule and its files, and out of all of them', { timeout: 180_000 }, async () => {
    const path = write(`given-${version}.env`, `KEY=${canary}\n`);
    const spaced = anna.replaceAll(/(.{4})/g, '$1 ').trim();
    const { encryption, groups } = await at.done('sops.prepareEncryption', { file: await fileOf(path), recipients: [spaced, recipients[0]] });
    expect(groups).toEqual([[anna, recipients[0]]]);
    await at.done('sops.writeEncryption', { encryption });
    for (const env of [gpg.env, { SOPS_AGE_KEY: identities[0] }]) expect(runTool(sops, ['decrypt', path], { env }).stdout.toString('utf8')).toBe(`KEY=${canary}\n`);
    write('.sops.yaml', `creation_rules:\n  - path_regex: ^given\n    age: ${recipients[0]}\n    pgp: ${anna} # Anna\n`);
    const change = async (wanted: Parameters<typeof at.done<'recipients.planChange'>>[1]['change']): Promise<void> => {
      const { plan } = await at.done('recipients.planChange', { change: wanted, evenIfLockedOut: true });
      await at.done('recipients.applyPlan', { plan });
    };
    const rules = (): string => readFileSync(join(at.folder, '.sops.yaml'), 'utf8');
    const holders = (): readonly string[] => [...readFileSync(path, 'utf8').matchAll(/map_(?:fp|recipient)=(.*)/g)].map(([, key = '']) => key).toSorted();
    await change({ what: 'rule', rules: await fileOf(path), add: [{ key: bob, name: 'Bob' }], remove: [], keepKey: true });
    expect([rules(), holders()]).toEqual([`creation_rules:\n  - path_regex: ^given\n    age: ${recipients[0]}\n    pgp: ${anna},${bob} # Anna, Bob\n`.replace(' # Anna, Bob', rules().includes('# Anna, Bob') ? ' # Anna, Bob' : ' # Anna'), [anna, bob, recipients[0]].toSorted()]);
    const { project } = (await at.done('projects.openPath', { path: at.folder })).project;
    await change({ what: 'leave', project, recipients: [bob] });
    expect([rules().includes(bob), holders()]).toEqual([false, [anna, recipients[0]].toSorted()]);
    await change({ what: 'rule', rules: await fileOf(path), add: [], remove: [spaced], keepKey: false });
    expect([rules(), holders()]).toEqual([expect.not.stringContaining(anna), [recipients[0]]]);
    expect(await at.call('sops.prepareEncryption', { file: await fileOf(write('x.env', 'A=b\n')), recipients: ['0123456789ABCDEF'] })).toMatchObject({ ok: false, error: { code: 'recipient-not-supported', data: { kind: 'pgp' } } });
  });

  test('a file for somebody else alone says that no identity here opens it', async () => {
    const made = runTool(sops, ['encrypt', '--pgp', bob, write('clear.env', 'A=b\n')], { env: gpg.env });
    const reply = await at.call('sops.openFile', { file: await fileOf(write('bob.env', made.stdout)) });
    expect(reply).toMatchObject({ ok: false, error: { code: 'no-matching-key', data: { tried: 0 } } });
  });
});

describe.skipIf(!hasGpg)('gpg', () => {
  test('a key behind a passphrase that nobody gives is said to be locked', async () => {
    const locked = gpg.key('locked', 'canary-pgp-word');
    const source = createPgpKeySource({ environment: { ...gpg.env, DISPLAY: '', GPG_TTY: '' }, programs: nodePrograms(), clock: { now: () => new Date() } });
    const enc = await source.wrap(Buffer.alloc(32, 7), locked);
    runTool('gpgconf', ['--reload', 'gpg-agent'], { env: gpg.env });
    expect(await source.open([{ kind: 'pgp', recipient: locked, enc, entry: {} }], undefined, 32)).toMatchObject({ tried: 1, locked: ['gpg'] });
  });

  test('gpg-recipient-is-none-of-its-options: what is no fingerprint is not handed to gpg', async () => {
    const started: (readonly string[])[] = [];
    const source = createPgpKeySource({ environment: gpg.env, programs: { start(program, args) { started.push([program, ...args]); throw new Error('started'); } }, clock: { now: () => new Date() } });
    for (const recipient of ['--output=/x', 'a@b', '', '-r']) await expect(source.wrap(Buffer.alloc(32), recipient)).rejects.toThrow('not a fingerprint');
    expect(started).toEqual([]);
  });

  test('quiet-look-runs-nothing: no gpg runs while a folder is looked at', async () => {
    const mark = join(at.folder, 'ran');
    const trap = write('gpg', `#!/bin/sh\ntouch '${mark}'\n`);
    chmodSync(trap, 0o755);
    const environment = { PATH: `${at.folder}:${process.env['PATH'] ?? ''}`, SOPS_GPG_EXEC: trap };
    const file = write('quiet.env', runTool(sopsVersions[0]?.path ?? 'sops', ['encrypt', '--pgp', anna, write('clear.env', 'A=b\n')], { env: gpg.env }).stdout);
    expect(await quietVerdict(file, { ...at.ports, environment })).toBe('unknown');
    const quiet = createPgpKeySource({ environment, programs: nodePrograms(), clock: { now: () => new Date() } }, 'quiet');
    expect(await quiet.open([{ kind: 'pgp', recipient: anna, enc: 'x', entry: {} }], undefined, 32)).toEqual({ tried: 0, unusable: [], damaged: 0 });
    expect(existsSync(mark)).toBe(false);
    await createPgpKeySource({ environment, programs: nodePrograms(), clock: { now: () => new Date() } }).open([{ kind: 'pgp', recipient: anna, enc: 'x', entry: {} }], undefined, 32);
    expect(existsSync(mark)).toBe(true);
  });
});
