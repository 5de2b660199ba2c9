// What somebody who goes could read: found in real repositories, by names and dates, over renames, branches and merges; and marked for rotation in the project.
import fc from 'fast-check';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodePrograms, nodeRunner } from '../../../electron/node-ports/index.ts';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import type { Leaving } from '../../../shared/ipc/recipients.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { createRepository, hasGit, type Repository } from '../sops/git-repository.ts';
import { anna, annas, bob, now } from './kit.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
const day = (number: number): string => `2026-01-${String(number).padStart(2, '0')}T10:00:00+02:00`;
const file = async (names: readonly string[], readers: readonly string[] = [anna, bob]): Promise<string> => (await encryptDotenv(names.map((name) => [name, `canary-exposed-${name}`] as const), [...readers], now)).toString('utf8');

function coreFor(repository: Repository): OpenCore {
  return openCore({ environment: { ...repository.ports.environment, SOPS_AGE_KEY: annas }, runner: nodeRunner(), programs: nodePrograms() });
}
type Found = Readonly<Record<string, string>>;
/** `file KEY`: since, until, whether it is still there. */
async function couldRead(at: OpenCore, of: { readonly leaving: Leaving }): Promise<Found> {
  const { exposed, values } = await at.done('recipients.findExposed', of);
  const page = await at.done('recipients.listExposed', { exposed, offset: 0 });
  expect(page.total).toBe(values);
  return Object.fromEntries(page.file.map((name, place) => [`${name} ${page.key[place] ?? ''}`, [page.since[place], page.until[place], page.here[place] === true ? 'here' : 'gone'].join(' ')]));
}

describe.skipIf(!hasGit)('what somebody could read', () => {
  let repository: Repository;
  let at: OpenCore;
  let project: string;
  beforeEach(async () => {
    repository = createRepository();
    at = coreFor(repository);
    project = (await at.done('projects.openPath', { path: repository.folder })).project.project;
  });
  afterEach(async () => {
    await at.close();
    repository.remove();
  });
  const commit = async (path: string, names: readonly string[], when: number, readers?: readonly string[]): Promise<string> => repository.commit(path, await file(names, readers), day(when));
  const ofBob = () => couldRead(at, { leaving: { by: 'keys', project, recipients: [bob] } });

  it('is told by file and name, since when and until when, under the last name of the file, in every branch', async () => {
    repository.git(['config', 'diff.renames', 'false']);
    await commit('a.env', ['A', 'B'], 1);
    await commit('a.env', ['A', 'B', 'C'], 2);
    mkdirSync(join(repository.folder, 'sub'));
    repository.git(['mv', 'a.env', 'sub/b.env']);
    repository.git(['commit', '--quiet', '--message=x'], day(3));
    await commit('gone.env', ['X'], 4);
    repository.git(['rm', '--quiet', 'gone.env']);
    repository.git(['commit', '--quiet', '--message=x'], day(5));
    repository.git(['checkout', '--quiet', '-b', 'side']);
    await commit('side.env', ['Y'], 6);
    repository.git(['checkout', '--quiet', 'main']);
    await commit('only-anna.env', ['Z'], 7, [anna]);
    repository.write('new.env', await file(['N']));
    expect(await ofBob()).toEqual({
      'sub/b.env A': `${day(1)}  here`, 'sub/b.env B': `${day(1)}  here`, 'sub/b.env C': `${day(2)}  here`, 'gone.env X': `${day(4)} ${day(5)} gone`, 'side.env Y': `${day(6)} ${day(6)} gone`, 'new.env N': '  here',
    });
  });

  it('ends with the revision that took him out: what came later he never read', async () => {
    await commit('a.env', ['A', 'B'], 1);
    await commit('a.env', ['A'], 2);
    await commit('a.env', ['A'], 3, [anna]);
    await commit('a.env', ['A', 'D'], 4, [anna]);
    expect(await ofBob()).toEqual({ 'a.env A': `${day(1)} ${day(3)} here`, 'a.env B': `${day(1)} ${day(2)} gone` });
  });

  it('counts what a merge made itself, and what a merge threw away', async () => {
    await commit('a.env', ['A'], 1, [anna]);
    repository.git(['checkout', '--quiet', '-b', 'side']);
    await commit('a.env', ['A', 'SIDE'], 2);
    repository.git(['checkout', '--quiet', 'main']);
    await commit('a.env', ['A', 'MAIN'], 3, [anna]);
    repository.tryGit(['merge', 'side']);
    await commit('a.env', ['A', 'BOTH'], 4);
    await commit('a.env', ['A'], 5, [anna]);
    expect(await ofBob()).toEqual({ 'a.env A': `${day(2)} ${day(5)} here`, 'a.env SIDE': `${day(2)} ${day(4)} gone`, 'a.env BOTH': `${day(4)} ${day(5)} gone` });
  });

  it('of a folder within a repository: its own files only, what a merge left out as well, and names in any letters', async () => {
    const inner = (await at.done('projects.openPath', { path: (mkdirSync(join(repository.folder, 'sub é')), join(repository.folder, 'sub é')) })).project.project;
    await commit('outside.env', ['O'], 1);
    await commit('sub é/ключ.env', ['A'], 1, [anna]);
    repository.git(['checkout', '--quiet', '-b', 'side']);
    await commit('sub é/ключ.env', ['A', 'SIDE'], 2);
    repository.git(['checkout', '--quiet', 'main']);
    await commit('sub é/other.env', ['B'], 3, [anna]);
    repository.git(['merge', '--quiet', '--strategy=ours', '--message=x', 'side'], day(4));
    repository.git(['branch', '--quiet', '-D', 'side']);
    expect(await couldRead(at, { leaving: { by: 'keys', project: inner, recipients: [bob] } })).toEqual({ 'ключ.env A': `${day(2)} ${day(2)} here`, 'ключ.env SIDE': `${day(2)} ${day(2)} gone` });
    const { exposed } = await at.done('recipients.findExposed', { leaving: { by: 'keys', project: inner, recipients: [bob] } });
    await at.done('recipients.markForRotation', { exposed });
    expect(readFileSync(join(repository.folder, 'sub é/.coffre/rotation.yaml'), 'utf8')).toContain('ключ.env');
  });

  it('agrees with what was done, whatever was done', async () => {
    const step = fc.record({ names: fc.subarray(['A', 'B', 'C', 'D'], { minLength: 1 }), bobToo: fc.boolean(), path: fc.constantFrom('x.env', 'y.env') });
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 7 }), async (steps) => {
      const own = createRepository();
      const other = coreFor(own);
      try {
        const since = new Map<string, string>();
        const until = new Map<string, string>();
        const last = new Map<string, { readonly names: readonly string[]; readonly bobToo: boolean }>();
        for (const [index, { names, bobToo, path }] of steps.entries()) {
          own.commit(path, await file(names, bobToo ? [anna, bob] : [anna]), day(index + 1));
          for (const name of last.get(path)?.bobToo === true ? (last.get(path)?.names ?? []) : []) until.set(`${path} ${name}`, day(index + 1));
          for (const name of bobToo ? names : []) since.set(`${path} ${name}`, since.get(`${path} ${name}`) ?? day(index + 1));
          last.set(path, { names, bobToo });
        }
        const expected = Object.fromEntries([...since].map(([place, first]) => {
          const [path = '', name = ''] = place.split(' ');
          const end = last.get(path);
          const here = end?.names.includes(name) === true;
          return [place, [first, here && end.bobToo ? '' : until.get(place), here ? 'here' : 'gone'].join(' ')];
        }));
        const { project: its } = (await other.done('projects.openPath', { path: own.folder })).project;
        expect(await couldRead(other, { leaving: { by: 'keys', project: its, recipients: [bob] } })).toEqual(expected);
      } finally {
        await other.close();
        own.remove();
      }
    }), { numRuns: deep ? 150 : 6 });
  });

  it('tells paths of any format, once for a file that is one value, and nothing that stood readable', async () => {
    const clear = { 'a.yaml': 'db:\n  hosts:\n    - one\n    - two\n  name_unencrypted: x\nport: 1\n', 'b.json': '{"a": {"b": "c"}}', 'c.ini': '[s]\nk = v\n', 'd.bin': 'bytes' };
    for (const [name, content] of Object.entries(clear)) {
      const { file: ref } = await at.done('projects.refFile', { path: repository.write(name, content) });
      const { encryption } = await at.done('sops.prepareEncryption', { file: ref, recipients: [anna, bob] });
      await at.done('sops.writeEncryption', { encryption });
    }
    repository.git(['add', '--all']);
    repository.git(['commit', '--quiet', '--message=x'], day(1));
    expect(Object.keys(await ofBob()).toSorted()).toEqual(['a.yaml db.hosts[0]', 'a.yaml db.hosts[1]', 'a.yaml port', 'b.json a.b', 'c.ini s.k', 'd.bin ']);
  });

  it('of a plan: only the files that it takes him out of, also once it was carried out; then marked, once', async () => {
    await commit('a.env', ['A', 'B'], 1);
    await commit('b.env', ['C'], 2);
    const { file: ref } = await at.done('projects.refFile', { path: join(repository.folder, 'a.env') });
    const { plan } = await at.done('recipients.planChange', { change: { what: 'remove', files: [ref], recipients: [bob], keepKey: false }, evenIfLockedOut: false });
    const before = await couldRead(at, { leaving: { by: 'plan', plan } });
    await at.done('recipients.applyPlan', { plan });
    expect(before).toEqual({ 'a.env A': `${day(1)}  here`, 'a.env B': `${day(1)}  here` });
    expect(await couldRead(at, { leaving: { by: 'plan', plan } })).toEqual(before);
    const { exposed } = await at.done('recipients.findExposed', { leaving: { by: 'plan', plan } });
    expect(await at.done('recipients.markForRotation', { exposed, places: [1, 1, 7] })).toMatchObject({ marked: 1 });
    expect(await at.done('recipients.markForRotation', { exposed })).toMatchObject({ marked: 1 });
    expect(await at.done('recipients.markForRotation', { exposed })).toMatchObject({ marked: 0 });
    expect((await at.done('recipients.listExposed', { exposed, offset: 0 })).marked).toEqual([true, true]);
    const text = readFileSync(join(repository.folder, '.coffre/rotation.yaml'), 'utf8');
    expect(text.split('\n').slice(1)).toEqual(['marks:', '  - file: a.env', `    who: ${bob}`, expect.stringMatching(/^ {4}marked: "\d{4}-\d\d-\d\d"$/), '    values:', '      - key: B', '        since: "2026-01-01"', '  - file: a.env', `    who: ${bob}`, expect.anything(), '    values:', '      - key: A', '        since: "2026-01-01"', '']);
    expect(text).not.toContain('canary');
    expect(await at.done('recipients.listRotationMarks', { project, offset: 0 })).toMatchObject({ total: 2, file: ['a.env', 'a.env'], key: ['B', 'A'], since: ['2026-01-01', '2026-01-01'], problems: [] });
    expect(await at.call('recipients.findExposed', { leaving: { by: 'plan', plan: 'A'.repeat(22) } })).toMatchObject({ ok: false, error: { code: 'plan-not-found' } });
    expect(await at.call('recipients.listExposed', { exposed: 'A'.repeat(22), offset: 0 })).toMatchObject({ ok: false, error: { code: 'list-not-found' } });
  });

  it('is cancelled, and given up for the next one', async () => {
    for (let number = 1; number <= 5; number += 1) await commit('a.env', [`K${String(number)}`], number);
    const code = async (call: Promise<{ readonly ok: boolean; readonly error?: { readonly code: string } }>): Promise<string> => (await call).error?.code ?? 'done';
    const first = code(at.call('recipients.findExposed', { leaving: { by: 'keys', project, recipients: [bob] } }));
    await at.done('recipients.cancelExposed', {});
    expect(await first).toBe('cancelled');
    const second = code(at.call('recipients.findExposed', { leaving: { by: 'keys', project, recipients: [bob] } }));
    expect(await code(at.call('recipients.findExposed', { leaving: { by: 'keys', project, recipients: [bob] } }))).toBe('done');
    expect(await second).toBe('cancelled');
  });

  it('says that older revisions are not here, that there is no repository, and no git', async () => {
    await commit('a.env', ['A'], 1);
    await commit('a.env', ['A', 'B'], 2);
    const shallow = join(repository.root, 'shallow');
    repository.git(['clone', '--quiet', '--depth=1', `file://${repository.folder}`, shallow]);
    const open = async (path: string): Promise<string> => (await at.done('projects.openPath', { path })).project.project;
    expect(await at.done('recipients.findExposed', { leaving: { by: 'keys', project: await open(shallow), recipients: [bob] } })).toMatchObject({ state: 'found', whole: false, values: 2 });
    const outside = join(repository.root, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'a.env'), await file(['A']));
    expect(await at.done('recipients.findExposed', { leaving: { by: 'keys', project: await open(outside), recipients: [bob] } })).toMatchObject({ state: 'no-repository', whole: true, values: 1 });
    const without = openCore({ environment: { PATH: '/nonexistent' }, runner: nodeRunner(), programs: nodePrograms() });
    const { project: its } = (await without.done('projects.openPath', { path: repository.folder })).project;
    expect(await without.done('recipients.findExposed', { leaving: { by: 'keys', project: its, recipients: [bob] } })).toMatchObject({ state: 'no-git', values: 2 });
    await without.close();
    expect(await at.call('recipients.findExposed', { leaving: { by: 'keys', project, recipients: [annas] } })).toMatchObject({ ok: false, error: { code: 'recipient-not-supported', data: { recipient: '' } } });
  });

  it('SECURITY(git-runs-nothing) in a hostile repository: nothing is run, odd names are names, a link that took the place of a file is not followed', async () => {
    const markers = join(repository.root, 'markers');
    mkdirSync(markers);
    const trap = (name: string): string => {
      const script = join(repository.root, `trap-${name}`);
      writeFileSync(script, `#!/bin/sh\n: > '${join(markers, name)}'\n[ -f "$1" ] && cat "$1"\nexit 0\n`);
      chmodSync(script, 0o755);
      return script;
    };
    await commit('\u0001:100644 x\ny.env', ['ODD'], 1);
    await commit('-p', ['DASH'], 2);
    await commit('linked.env', ['L'], 3);
    rmSync(join(repository.folder, 'linked.env'));
    symlinkSync('/dev/zero', join(repository.folder, 'linked.env'));
    repository.write('.gitattributes', '* diff=evil filter=evil\n');
    for (const [name, value] of [['core.fsmonitor', trap('fsmonitor')], ['diff.evil.textconv', trap('textconv')], ['diff.evil.command', trap('command')], ['diff.external', trap('external')], ['filter.evil.smudge', trap('smudge')], ['filter.evil.process', trap('process')], ['core.pager', trap('pager')], ['alias.log', `!${trap('alias')}`], ['gpg.program', trap('gpg')], ['log.showSignature', 'true'], ['diff.orderFile', '/dev/stdin']] as const) repository.git(['config', name, value]);
    for (const args of [['status'], ['log', '-p', '--textconv'], ['diff'], ['checkout', '-p']]) repository.tryGit(args);
    expect(existsSync(join(markers, 'fsmonitor'))).toBe(true);
    rmSync(markers, { recursive: true });
    mkdirSync(markers);
    const found = await ofBob();
    expect(Object.keys(found).toSorted()).toEqual(['\u0001:100644 x\ny.env ODD', '-p DASH', 'linked.env L']);
    expect(found['linked.env L']).toBe(`${day(3)} ${day(3)} gone`);
    for (const name of ['fsmonitor', 'textconv', 'command', 'external', 'smudge', 'process', 'pager', 'alias', 'gpg']) expect(existsSync(join(markers, name)), name).toBe(false);
  });

  it('tree-stays-in-tree: marks are not written through a link', async () => {
    await commit('a.env', ['A'], 1);
    const elsewhere = join(repository.root, 'elsewhere');
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, join(repository.folder, '.coffre'));
    const { exposed } = await at.done('recipients.findExposed', { leaving: { by: 'keys', project, recipients: [bob] } });
    expect(await at.call('recipients.markForRotation', { exposed })).toMatchObject({ ok: false, error: { code: 'marks-not-editable' } });
    expect(existsSync(join(elsewhere, 'rotation.yaml'))).toBe(false);
  });
});
