// When a value last changed, asked of real repositories: of well-behaved ones, of cut ones, and of those that would like to run something.
import fc from 'fast-check';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeRunner } from '../../../electron/node-ports/index.ts';
import { presentIn, readChanges } from '../../../electron/core/sops/history/changes.ts';
import { readHistory, type FileHistory } from '../../../electron/core/sops/history/index.ts';
import { createRepository, hasGit, type Repository } from './git-repository.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
const line = (name: string, cipher: string): string => `${name}=ENC[AES256_GCM,data:${name}${cipher},iv:AA==,tag:AA==,type:str]\n`;
const fileOf = (values: Readonly<Record<string, string>>): string => `# the shop\n${Object.entries(values).map(([name, cipher]) => line(name, cipher)).join('')}PLAIN=1\nsops_mac=${line('', 'x').slice(1)}sops_version=3.12.2\n`;
const cipherOf = (name: string, cipher: string): string => line(name, cipher).trimEnd().slice(name.length + 1);
type HistoryPorts = Parameters<typeof readHistory>[2];
/** By the name of the key in a dotenv file, as the rows of a document have it. */
async function historyOf(file: string, ports: HistoryPorts): Promise<Pick<FileHistory, 'state' | 'changedAt'>> {
  const names = new Map([...(existsSync(file) ? readFileSync(file, 'latin1') : '').matchAll(/^([A-Z]\w*)=(ENC\[[^\]]*\])/gm)].map(([, name = '', text = '']) => [text, name]));
  const { state, changedAt } = await readHistory(file, new Set(names.keys()), ports);
  return { state, changedAt: new Map([...names].flatMap(([text, name]) => (changedAt.has(text) ? [[name, changedAt.get(text) ?? ''] as const] : []))) };
}
const day = (number: number): string => `2026-01-${String(number).padStart(2, '0')}T10:00:00+02:00`;

describe.skipIf(!hasGit)('the history of a file', () => {
  let at: Repository;
  beforeEach(() => { at = createRepository(); });
  afterEach(() => { at.remove(); });
  const dates = async (file: string): Promise<unknown> => {
    const { state, changedAt } = await historyOf(file, at.ports);
    expect(state).toBe('found');
    return Object.fromEntries(changedAt);
  };

  it('tells for each key the commit that last changed its ciphertext, in the time of its committer', async () => {
    at.commit('.env', fileOf({ A: '1', B: '1', C: '1' }), day(1));
    at.commit('.env', fileOf({ A: '2', B: '1', C: '1' }), day(2));
    const file = at.commit('.env', fileOf({ A: '2', B: '1', C: '2', D: '1' }), day(3));
    expect(await dates(file)).toEqual({ A: day(2), B: day(1), C: day(3), D: day(3) });
  });
  it('follows the file to where it was before, and a key to another place', async () => {
    at.commit('old/.env', fileOf({ A: '1', B: '1', C: '1' }), day(1));
    mkdirSync(join(at.folder, 'new'));
    at.git(['mv', 'old/.env', 'new/it is [*].env']);
    at.git(['commit', '--quiet', '--message=x'], day(2));
    const file = at.commit('new/it is [*].env', fileOf({ C: '1', B: '1', A: '1' }), day(3));
    expect(await dates(file)).toEqual({ A: day(1), B: day(1), C: day(1) });
  });
  it('knows nothing of a key that the last commit does not have like this, even if an older one had', async () => {
    at.commit('.env', fileOf({ A: '1', B: '1' }), day(1));
    at.commit('.env', fileOf({ A: '2', B: '1' }), day(2));
    expect(await dates(at.write('.env', fileOf({ A: '1', B: '1', C: '1' })))).toEqual({ B: day(1) });
  });
  it('takes a value that came back for changed then', async () => {
    at.commit('.env', fileOf({ A: '1' }), day(1));
    at.commit('.env', fileOf({ A: '2' }), day(2));
    expect(await dates(at.commit('.env', fileOf({ A: '1' }), day(3)))).toEqual({ A: day(3) });
  });
  it('counts of a merge only what it changed itself', async () => {
    at.commit('.env', fileOf({ A: '1', B: '1', C: '1', D: '1' }), day(1));
    at.git(['checkout', '--quiet', '-b', 'side']);
    at.commit('.env', fileOf({ A: 'side', B: 'side', C: '1', D: '1' }), day(2));
    at.git(['checkout', '--quiet', 'main']);
    at.commit('.env', fileOf({ A: 'main', B: '1', C: 'main', D: '1' }), day(3));
    at.tryGit(['merge', 'side']);
    const file = at.commit('.env', fileOf({ A: 'both', B: 'side', C: 'main', D: '1' }), day(4));
    expect(at.git(['log', '-1', '--format=%P']).split(' ')).toHaveLength(2);
    expect(await dates(file)).toEqual({ A: day(4), B: day(2), C: day(3), D: day(1) });
  });
  it('reads what the repository declares binary, line ends of Windows, and a file without a last line end', async () => {
    at.write('.gitattributes', '* binary -diff\n');
    at.commit('.env', line('A', '1').trimEnd(), day(1));
    at.commit('.env', `${line('A', '1')}${line('B', '1')}`.replaceAll('\n', '\r\n').trimEnd(), day(2));
    expect(await dates(at.commit('.env', `${line('A', '1')}${line('C', '1')}${line('B', '1')}`.trimEnd(), day(3)))).toEqual({ A: day(1), B: day(2), C: day(3) });
  });
  it('reads any format: several values in one line, quoted or not', async () => {
    const json = (a: string, b: string): string => `{"a": "${cipherOf('A', a)}", "l": ["${cipherOf('B', b)}"]}`;
    at.commit('x.json', json('1', '1'), day(1));
    const file = at.commit('x.json', json('1', '2'), day(2));
    const { changedAt } = await readHistory(file, new Set([cipherOf('A', '1'), cipherOf('B', '2'), cipherOf('B', '1')]), at.ports);
    expect(Object.fromEntries(changedAt)).toEqual({ [cipherOf('A', '1')]: day(1), [cipherOf('B', '2')]: day(2) });
  });
  it('says nothing about values from before a history was cut', async () => {
    at.commit('.env', fileOf({ A: '1', B: '1' }), day(1));
    at.commit('.env', fileOf({ A: '1', B: '2' }), day(2));
    at.commit('.env', fileOf({ A: '1', B: '2', C: '1' }), day(3));
    const shallow = join(at.root, 'shallow');
    at.git(['clone', '--quiet', '--depth=2', `file://${at.folder}`, shallow]);
    expect(await dates(join(shallow, '.env'))).toEqual({ C: day(3) });
  });
  it('agrees with what was done, whatever was done', async () => {
    const step = fc.record({ set: fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D', 'E'), fc.nat(2), { maxKeys: 3 }), drop: fc.subarray(['A', 'B', 'C', 'D', 'E'], { maxLength: 1 }), turn: fc.boolean() });
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const own = createRepository();
      try {
        let values: Record<string, string> = { KEEP: '0', KEEP2: '0', KEEP3: '0' };
        const expected = new Map<string, string>(Object.keys(values).map((name) => [name, day(1)]));
        own.commit('.env', fileOf(values), day(1));
        steps.forEach(({ set, drop, turn }, index) => {
          const next: Record<string, string> = { ...values, ...Object.fromEntries(Object.entries(set).map(([name, value]) => [name, String(value)])) };
          for (const name of drop) delete next[name];
          const now = turn ? Object.fromEntries(Object.entries(next).toReversed()) : next;
          for (const name of new Set([...Object.keys(values), ...Object.keys(now)])) {
            if (now[name] === undefined) expected.delete(name);
            else if (now[name] !== values[name]) expected.set(name, day(index + 2));
          }
          if (fileOf(now) !== fileOf(values)) own.commit('.env', fileOf(now), day(index + 2));
          values = now;
        });
        const { changedAt } = await historyOf(join(own.folder, '.env'), own.ports);
        expect(Object.fromEntries(changedAt)).toEqual(Object.fromEntries(expected));
      } finally {
        own.remove();
      }
    }), { numRuns: deep ? 300 : 12 });
  });

  it('says why there is none', async () => {
    const outside = join(at.root, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, '.env'), fileOf({ A: '1' }));
    expect((await historyOf(join(outside, '.env'), at.ports)).state).toBe('no-repository');
    const file = at.write('.env', fileOf({ A: '1' }));
    expect((await historyOf(file, at.ports)).state).toBe('not-tracked');
    at.git(['add', '.env']);
    expect((await historyOf(file, at.ports)).state).toBe('not-tracked');
    expect((await historyOf(file, { ...at.ports, environment: { HOME: at.root, PATH: '/nonexistent' } })).state).toBe('no-git');
    expect((await historyOf(join(at.folder, 'gone.env'), at.ports)).state).toBe('not-tracked');
  });
  it('answers what it knows so far where git has no time or says too much', async () => {
    at.commit('.env', fileOf({ OLD: '1', A: '0' }), day(1));
    let file = '';
    for (let number = 2; number <= 20; number += 1) file = at.commit('.env', fileOf({ OLD: '1', A: String(number) }), day(number));
    expect(await dates(file)).toEqual({ OLD: day(1), A: day(20) });
    const real = nodeRunner();
    let logs = 0;
    const runner: typeof real = { run: (program, args, options) => (args.includes('log') && ++logs > 1 ? Promise.reject(new Error('the program ran longer than allowed')) : real.run(program, args, options)) };
    expect(await historyOf(file, { ...at.ports, runner })).toEqual({ state: 'found', changedAt: new Map([['A', day(20)]]) });
    expect(logs).toBe(2);
  });
});

describe.skipIf(!hasGit)('a hostile repository', () => {
  let at: Repository;
  let markers: string;
  beforeEach(() => {
    at = createRepository();
    markers = join(at.root, 'markers');
    mkdirSync(markers);
  });
  afterEach(() => { at.remove(); });
  const ran = (): readonly string[] => ['fsmonitor', 'textconv', 'command', 'external', 'clean', 'smudge', 'gpg', 'ssh', 'hook', 'pager', 'alias', 'program', 'bare'].filter((name) => existsSync(join(markers, name)));
  /** A program that leaves its mark and passes on what it is given. */
  const trap = (name: string): string => {
    const script = join(at.root, `trap-${name}`);
    writeFileSync(script, `#!/bin/sh\n: > '${join(markers, name)}'\n[ -f "$1" ] && cat "$1"\nexit 0\n`);
    chmodSync(script, 0o755);
    return script;
  };
  const clear = (): void => {
    rmSync(markers, { recursive: true });
    mkdirSync(markers);
  };
  const set = (name: string, value: string): string => at.git(['config', name, value]);

  it('SECURITY(git-runs-nothing) runs none of the programs that its config and attributes name', async () => {
    at.commit('.env', fileOf({ A: '1' }), day(1));
    const file = at.commit('.env', fileOf({ A: '2', B: '1' }), day(2));
    // A commit that claims to be signed, so that somebody may want to have that checked.
    const commit = at.git(['cat-file', 'commit', 'HEAD']).replace(/\n\n/, '\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----\n\n');
    writeFileSync(join(at.root, 'signed'), `${commit}\n`);
    at.git(['update-ref', 'refs/heads/main', at.git(['hash-object', '-t', 'commit', '-w', join(at.root, 'signed')])]);
    at.write('.gitattributes', '*.env diff=evil filter=evil\n.env diff=evil filter=evil\n');
    mkdirSync(join(at.folder, '.git/info'), { recursive: true });
    writeFileSync(join(at.folder, '.git/info/attributes'), '* diff=evil filter=evil\n');
    const hooks = join(at.root, 'hooks');
    mkdirSync(hooks);
    for (const hook of ['post-index-change', 'reference-transaction', 'pre-auto-gc', 'post-checkout', 'fsmonitor-watchman']) writeFileSync(join(hooks, hook), readFileSync(trap('hook')), { mode: 0o755 });
    set('core.hooksPath', hooks);
    set('core.fsmonitor', trap('fsmonitor'));
    set('diff.evil.textconv', trap('textconv'));
    set('filter.evil.clean', trap('clean'));
    set('filter.evil.smudge', trap('smudge'));
    set('gpg.program', trap('gpg'));
    set('log.showSignature', 'true');
    for (const name of ['core.pager', 'pager.log', 'pager.cat-file', 'pager.rev-parse', 'core.editor', 'core.askPass', 'credential.helper', 'core.alternateRefsCommand', 'sequence.editor', 'diff.tool']) set(name, trap('pager'));
    for (const name of ['log', 'rev-parse', 'cat-file']) set(`alias.${name}`, `!${trap('alias')}`);
    set('color.ui', 'always');
    const env = { ...at.ports.environment, GIT_EXTERNAL_DIFF: trap('external'), GIT_PAGER: trap('pager'), GIT_SSH_COMMAND: trap('ssh'), PAGER: trap('pager'), GIT_DIR: '/nonexistent' };

    // First by hand, as a careless program would, so that this test cannot pass because the traps do not work.
    for (const args of [['status'], ['log', '-p', '--textconv'], ['diff'], ['checkout', '.env']]) at.tryGit(args);
    expect(ran()).toEqual(expect.arrayContaining(['fsmonitor', 'textconv', 'clean', 'gpg', 'hook']));
    set('diff.evil.command', trap('command'));
    set('diff.external', trap('external'));
    for (const args of [['log', '-p', '--ext-diff'], ['diff']]) at.tryGit(args);
    expect(ran()).toContain('command');
    clear();

    writeFileSync(file, fileOf({ A: '2', B: '1', C: '1' }));
    expect(await historyOf(file, { ...at.ports, environment: env })).toEqual({ state: 'found', changedAt: new Map([['A', day(2)], ['B', day(2)]]) });
    expect(ran()).toEqual([]);
  });
  it('SECURITY(git-runs-nothing) fetches nothing of what a partial clone lacks', async () => {
    at.commit('.env', fileOf({ A: '1', B: '1' }), day(1));
    at.commit('.env', fileOf({ A: '2', B: '1' }), day(2));
    at.git(['config', 'uploadpack.allowFilter', 'true']);
    const partial = join(at.root, 'partial');
    at.git(['clone', '--quiet', '--filter=blob:none', `file://${at.folder}`, partial]);
    const inside = (...args: readonly string[]): void => { at.tryGit(['-C', partial, ...args]); };
    const arm = (url: string, name: string, value: string): void => {
      inside('config', 'remote.origin.url', url);
      inside('config', name, value);
    };
    for (const [url, name] of [['ssh://host.invalid/x', 'core.sshCommand'], [`file://${at.folder}`, 'remote.origin.uploadpack'], [`ext::${trap('program')}`, 'core.gitProxy']] as const) {
      arm(url, name, trap('ssh'));
      for (const protocol of ['ssh', 'file', 'ext']) inside('config', `protocol.${protocol}.allow`, 'always');
      inside('log', '-p');
      expect(ran().length).toBeGreaterThan(0);
      clear();
      // What the first commit had is not there: nothing is known of it, and nobody was asked for it.
      expect(await historyOf(join(partial, '.env'), at.ports)).toEqual({ state: 'found', changedAt: new Map() });
      expect(ran()).toEqual([]);
    }
  });
  it('SECURITY(git-runs-nothing) is not taken for one where a folder only looks like a bare repository', async () => {
    const bare = join(at.folder, 'sub');
    at.commit('x', 'x', day(1));
    at.git(['clone', '--quiet', '--bare', at.folder, bare]);
    at.git(['-C', bare, 'config', 'core.bare', 'false']);
    at.git(['-C', bare, 'config', 'core.worktree', bare]);
    at.git(['-C', bare, 'config', 'core.fsmonitor', trap('bare')]);
    writeFileSync(join(bare, '.env'), fileOf({ A: '1' }));
    at.tryGit(['-C', bare, 'status']);
    expect(ran()).toEqual(['bare']);
    clear();
    expect((await historyOf(join(bare, '.env'), at.ports)).state).toBe('no-repository');
    expect(ran()).toEqual([]);
  });
  it('is given no folder of programs that it could have filled', async () => {
    const file = at.commit('.env', fileOf({ A: '1' }), day(1));
    const asked: (string | undefined)[] = [];
    const real = nodeRunner();
    const runner: typeof real = { run: (program, args, options) => {
      asked.push(options.env['PATH']);
      return real.run(program, args, options);
    } };
    const { state } = await historyOf(file, { runner, environment: { ...at.ports.environment, PATH: `.::bin:${process.env['PATH'] ?? ''}` } });
    expect(state).toBe('found');
    expect(asked.flatMap((path) => path?.split(':') ?? ['']).filter((folder) => !folder.startsWith('/'))).toEqual([]);
  });
});

describe('what git prints', () => {
  const options = { cutShort: false, shallow: false };
  const log = (...commits: readonly string[]): Buffer => Buffer.from(commits.map((text, index) => `\u0001${day(20 - index)} ${'a'.repeat(40)}\n\ndiff --git a/.env b/.env\n${text}`).join(''));
  const wanted = new Set([cipherOf('A', '1'), cipherOf('B', '1')]);
  it('counts outside of a hunk for nothing, and a damaged date too', async () => {
    const text = `+++ b/x\n+${line('A', '1')}@@ -0,0 +1 @@\n+${line('B', '1')}`;
    expect([...(await readChanges(log(text), wanted, options)).dates.keys()]).toEqual([cipherOf('B', '1')]);
    expect((await readChanges(Buffer.from(log(text).toString().replace('T10', 'T99')), wanted, options)).dates.size).toBe(0);
  });
  it('counts for nothing in the last commit where it was cut short', async () => {
    const bytes = log(`@@ -0,0 +1 @@\n+${line('A', '1')}`, `@@ -0,0 +1 @@\n+${line('B', '1')}`);
    expect((await readChanges(bytes, wanted, { ...options, cutShort: true })).dates.size).toBe(1);
  });
  it('is read whatever it is', async () => {
    const piece = fc.oneof(fc.constantFrom('\u0001', '@@ -1 +1 @@', '@@@', '\n', '+', '-', '++', ' ', '\\ No newline', `${day(1)} `, line('A', '1'), `+${line('A', '1')}`, `++${line('B', '1')}`, 'diff --git', '='), fc.string({ unit: 'binary', maxLength: 8 }));
    await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')), async (text) => {
      const { dates } = await readChanges(Buffer.from(text), wanted, options);
      expect([...dates].every(([key, date]) => wanted.has(key) && !Number.isNaN(Date.parse(date)))).toBe(true);
      expect([...(await presentIn(Buffer.from(text), wanted))].every((found) => text.includes(found))).toBe(true);
    }), { numRuns: deep ? 100_000 : 3000 });
  });
  it('is read in one go: empty lines by the million hold nobody up', async () => {
    expect((await readChanges(Buffer.from(`\u0001${day(1)} a\n@@ -0,0 +1 @@\n${'+\n'.repeat(2_000_000)}+${line('A', '1')}`), wanted, options)).dates.size).toBe(1);
  });
});
