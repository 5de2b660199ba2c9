// A clear file becomes an encrypted one through the window: what is told of it, what is planned, what stands on the disk afterwards, and that nothing is lost where something goes wrong.
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identities, recipients } from '../../fakes/fixtures.ts';
import type { OpenCore } from '../../fakes/open-core.ts';
import { realSops, sopsPath } from '../../fakes/real-sops.ts';
import { clearFolder, type ClearFolder } from './clear-file-kit.ts';
import { createRepository, hasGit, type Repository } from './git-repository.ts';

const [anna, bob] = recipients;
const clear = '# the shop\nDATABASE_PASSWORD=canary-clear-file-1\nPUBLIC_URL=https://shop.example\nAPI_TOKEN=canary-clear-file-2\n';
const rules = `# our rules\ncreation_rules:\n  # production\n  - path_regex: ^prod/\n    age: ${anna} # Anna\n`;

describe('a clear file in the window', () => {
  let place: ClearFolder;
  let at: OpenCore;
  let repository: Repository | undefined;
  let folder = '';
  const start = (root = ''): void => {
    place = clearFolder(root);
    ({ at, folder } = place);
  };
  beforeEach(() => {
    repository = undefined;
    start();
  });
  afterEach(async () => {
    await at.close();
    repository?.remove();
  });
  const write = (name: string, text: string): string => place.write(name, text);
  const read = (name: string): string => place.read(name);
  const fileOf = (name: string): Promise<string> => place.fileOf(name);
  const both = [{ key: anna, name: 'Anna' }, { key: bob, name: '' }];
  const apply: ClearFolder['apply'] = (encryption, more) => place.apply(encryption, more);

  it('tells keys, secrets, rules and both places, and no value', async () => {
    write('.sops.yaml', rules);
    write('prod/app.enc.yaml', 'password: canary-clear-file-1\n');
    write('.env', clear);
    const facts = await at.done('sops.getClearFile', { file: await fileOf('.env') }, 'window');
    expect(facts).toMatchObject({ path: '.env', format: 'dotenv', keys: 3, secrets: 2, rulesFile: '.sops.yaml', rulesThere: true, rules: 1, ignore: 'no-repository' });
    expect(facts.targets).toMatchObject([{ target: 'beside', name: '.env.encrypted', there: 'nothing', outcome: 'no-match' }, { target: 'in-place', name: '.env', there: 'self', outcome: 'no-match' }]);
    const ruled = await at.done('sops.getClearFile', { file: await fileOf('prod/app.enc.yaml') }, 'window');
    expect(ruled.targets).toMatchObject([{ name: 'app.enc.enc.yaml', outcome: 'matched', ruleLine: 4, groups: [{ key: [anna], name: ['Anna'] }] }, { name: 'app.enc.yaml', outcome: 'matched' }]);
    expect(JSON.stringify([facts, ruled])).not.toContain('canary');
  });

  it('SECURITY(rules-show-no-key): a private key above the lines that are added is not shown', async () => {
    write('.sops.yaml', rules.replace('    age:', `    # ${identities[0]}\n    age:`));
    write('.env', clear);
    const { preview } = await at.done('sops.planEncryption', { file: await fileOf('.env'), target: 'beside', rule: 'add', recipients: both }, 'window');
    expect(preview[0]).toEqual({ text: '', change: 'same' });
    expect(JSON.stringify(preview)).not.toContain('AGE-SECRET-KEY');
  });

  it('adds a rule that keeps the comments, writes beside, and takes the clear file away last', async () => {
    write('.sops.yaml', rules);
    write('.env', clear);
    const planned = await at.done('sops.planEncryption', { file: await fileOf('.env'), target: 'beside', rule: 'add', recipients: both }, 'window');
    expect(planned).toMatchObject({ name: '.env.encrypted', change: 'new', encrypted: 3, recipients: 2, verified: 'opened', rulesChange: 'changed', rulesFile: '.sops.yaml' });
    expect(planned.preview.filter(({ change }) => change === 'added').map(({ text }) => text)).toContain('  - path_regex: ^\\.env(\\.encrypted)?$');
    expect(planned.preview[0]).toEqual({ text: '  - path_regex: ^prod/', change: 'same' });
    expect(read('.sops.yaml')).toBe(rules);
    expect(await apply(planned.encryption)).toEqual({ ok: true, value: { path: '.env.encrypted', clear: 'deleted', ignored: 'not-asked', rotation: 'not-asked', marked: 0 } });
    expect(readdirSync(folder).toSorted()).toEqual(['.env.encrypted', '.sops.yaml']);
    expect(read('.sops.yaml').startsWith(rules.trimEnd())).toBe(true);
    expect(read('.sops.yaml')).toContain('# Anna');
    expect(read('.env.encrypted')).not.toContain('canary');
    if (sopsPath !== undefined) expect(realSops(['decrypt', '--input-type', 'dotenv', '--output-type', 'dotenv', join(folder, '.env.encrypted')], identities[1]).stdout.toString('utf8')).toBe(clear);
    // The rule is there now: the same file again needs none.
    write('.env', clear);
    expect((await at.done('sops.getClearFile', { file: await fileOf('.env') }, 'window')).targets).toMatchObject([{ there: 'encrypted', outcome: 'matched' }, { outcome: 'matched' }]);
  });

  it('makes a .sops.yaml where there is none, encrypts in place, and goes without rules where somebody wants that', async () => {
    write('deep/down/.env', clear);
    write('app.enc.json', '{\n  "token": "canary-clear-file-3"\n}\n');
    const planned = await at.done('sops.planEncryption', { file: await fileOf('deep/down/.env'), target: 'in-place', rule: 'add', recipients: [{ key: anna, name: '' }] }, 'window');
    expect(planned).toMatchObject({ name: 'deep/down/.env', change: 'replaced', rulesChange: 'new', rulesFile: '.sops.yaml' });
    expect(await apply(planned.encryption, { clear: 'keep' })).toMatchObject({ ok: true, value: { path: 'deep/down/.env', clear: 'replaced' } });
    expect(read('deep/down/.env')).toContain('sops_mac=');
    expect(read('.sops.yaml')).toContain('^deep/down/\\.env(\\.encrypted)?$');
    const alone = await at.done('sops.planEncryption', { file: await fileOf('app.enc.json'), target: 'beside', rule: 'none', recipients: both }, 'window');
    expect(alone).toMatchObject({ name: 'app.enc.enc.json', rulesChange: 'none', preview: [] });
    expect(await apply(alone.encryption, { clear: 'keep' })).toMatchObject({ ok: true, value: { clear: 'kept' } });
    expect(read('app.enc.json')).toContain('canary-clear-file-3');
  });

  it('refuses to take the clear file where nobody here would open the encrypted one, clear-file-kept-until-opened', async () => {
    write('.env', clear);
    const file = await fileOf('.env');
    for (const target of ['beside', 'in-place'] as const) {
      const planned = await at.done('sops.planEncryption', { file, target, rule: 'add', recipients: [{ key: bob, name: '' }] }, 'window');
      expect(planned.verified).toBe('structure');
      expect(await apply(planned.encryption)).toMatchObject({ ok: false, error: { code: 'opens-nowhere-here' } });
      expect(readdirSync(folder)).toEqual(['.env']);
      expect(read('.env')).toBe(clear);
    }
    const kept = await at.done('sops.planEncryption', { file, target: 'beside', rule: 'add', recipients: [{ key: bob, name: '' }] }, 'window');
    expect(await apply(kept.encryption, { clear: 'keep' })).toMatchObject({ ok: true, value: { clear: 'kept' } });
  });

  it('writes nothing where the clear file, the rules or the target changed meanwhile', async () => {
    write('.sops.yaml', rules);
    write('.env', clear);
    const file = await fileOf('.env');
    const plan = () => at.done('sops.planEncryption', { file, target: 'beside', rule: 'add', recipients: both }, 'window');
    const changed = await plan();
    write('.env', `${clear}MORE=canary-clear-file-4\n`);
    expect(await apply(changed.encryption)).toMatchObject({ ok: false, error: { code: 'changed-on-disk' } });
    const ruled = await plan();
    write('.sops.yaml', `${rules}# more\n`);
    expect(await apply(ruled.encryption)).toMatchObject({ ok: false, error: { code: 'changed-on-disk' } });
    const taken = await plan();
    write('.env.encrypted', 'what somebody else wrote\n');
    expect(await apply(taken.encryption)).toMatchObject({ ok: false, error: { code: 'file-exists' } });
    expect(read('.sops.yaml')).toBe(`${rules}# more\n`);
    expect(read('.env.encrypted')).toBe('what somebody else wrote\n');
    expect(read('.env')).toContain('canary-clear-file-4');
    expect((await at.call('sops.planEncryption', { file, target: 'beside', rule: 'add', recipients: both }, 'window'))).toMatchObject({ ok: false, error: { code: 'target-not-encrypted' } });
    expect(await apply(taken.encryption)).toMatchObject({ ok: false, error: { code: 'document-not-found' } });
  });

  it('follows no link, of the file, the rules or the list for git: clear-file-stays-in-tree', async () => {
    const outside = join(at.ports.fake.folder, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, '.env'), clear);
    writeFileSync(join(outside, 'rules.yaml'), rules);
    symlinkSync(join(outside, '.env'), join(folder, '.env'));
    const linked = await fileOf('.env');
    expect(await at.call('sops.getClearFile', { file: linked }, 'window')).toMatchObject({ ok: false, error: { code: 'not-a-file' } });
    expect(await at.call('sops.planEncryption', { file: linked, target: 'in-place', rule: 'add', recipients: both }, 'window')).toMatchObject({ ok: false, error: { code: 'not-a-file' } });
    write('own/.env', clear);
    symlinkSync(join(outside, 'rules.yaml'), join(folder, '.sops.yaml'));
    symlinkSync(join(outside, 'ignored'), join(folder, '.gitignore'));
    const file = await fileOf('own/.env');
    expect(await at.call('sops.planEncryption', { file, target: 'beside', rule: 'add', recipients: both }, 'window')).toMatchObject({ ok: false, error: { code: 'rules-not-editable' } });
    const planned = await at.done('sops.planEncryption', { file, target: 'beside', rule: 'none', recipients: both }, 'window');
    expect(await apply(planned.encryption, { clear: 'keep', ignore: true })).toMatchObject({ ok: true, value: { ignored: 'failed' } });
    expect(readFileSync(join(outside, 'rules.yaml'), 'utf8')).toBe(rules);
    expect(readdirSync(outside).toSorted()).toEqual(['.env', 'rules.yaml']);
  });

  it('repeats no private key that somebody took for a recipient', async () => {
    write('.env', clear);
    const answer = await at.call('sops.planEncryption', { file: await fileOf('.env'), target: 'beside', rule: 'add', recipients: [{ key: 'age1notakeyatall', name: '' }] }, 'window');
    expect(answer).toMatchObject({ ok: false, error: { code: 'bad-recipient' } });
  });

  it.skipIf(!hasGit)('asks git: never, tracked, once on another branch; and the line that keeps it out', async () => {
    await at.close();
    repository = createRepository();
    start(repository.folder);
    repository.commit('readme', 'x', '2026-01-01T00:00:00Z');
    write('app/.env', clear);
    write('app/[odd] name.env', clear);
    const file = await fileOf('app/.env');
    expect(await at.done('sops.getClearHistory', { file }, 'window')).toEqual({ state: 'never', commits: 0, since: '', tracked: false, complete: true });
    expect(await at.done('sops.getClearFile', { file }, 'window')).toMatchObject({ ignore: 'offered', ignoreFile: '.gitignore' });
    repository.git(['checkout', '-q', '-b', 'old']);
    repository.commit('app/.env', clear, '2026-02-01T00:00:00Z');
    repository.commit('app/.env', `${clear}B=1\n`, '2026-03-01T00:00:00Z');
    expect(await at.done('sops.getClearHistory', { file }, 'window')).toMatchObject({ state: 'found', commits: 2, tracked: true });
    repository.git(['checkout', '-q', '-']);
    write('app/.env', clear);
    write('app/[odd] name.env', clear);
    const found = await at.done('sops.getClearHistory', { file }, 'window');
    expect(found).toMatchObject({ state: 'found', commits: 2, tracked: false, complete: true });
    expect(found.since).toMatch(/^2026-02-01/);
    for (const name of ['app/.env', 'app/[odd] name.env']) {
      const planned = await at.done('sops.planEncryption', { file: await fileOf(name), target: 'beside', rule: 'add', recipients: both }, 'window');
      expect(await apply(planned.encryption, { clear: 'keep', ignore: true })).toMatchObject({ ok: true, value: { ignored: 'done' } });
      expect(repository.git(['check-ignore', name])).toContain('.env');
    }
    expect(read('.gitignore')).toBe('/app/.env\n/app/\\[odd\\] name.env\n');
    expect(await at.done('sops.getClearFile', { file }, 'window')).toMatchObject({ ignore: 'ignored' });
  });

  it.skipIf(!hasGit)('marks for rotation what git has in clear text, in the encrypted file, since when; and says where it could not', async () => {
    await at.close();
    repository = createRepository();
    start(repository.folder);
    write('app/.env', clear);
    write('app/plain.env', 'HOST=a\nEMPTY=\nPORT=1\n');
    repository.commit('readme', 'x', '2026-02-03T04:05:06Z');
    expect(await at.done('sops.getClearFile', { file: await fileOf('app/.env') }, 'window')).toMatchObject({ secrets: 2, toRotate: 2 });
    const encryption = async (name: string): Promise<string> => (await at.done('sops.planEncryption', { file: await fileOf(name), target: 'beside', rule: 'add', recipients: both }, 'window')).encryption;
    expect(await apply(await encryption('app/.env'), { marks: true })).toMatchObject({ ok: true, value: { clear: 'deleted', rotation: 'marked', marked: 2 } });
    const { project } = (await at.done('projects.openPath', { path: folder })).project;
    const marks = async () => {
      const { file, key, who, since, marked } = await at.done('recipients.listRotationMarks', { project, offset: 0 });
      return file.map((each, index) => [each, key[index], who[index], since[index], marked[index] !== '']);
    };
    expect(await marks()).toEqual([['app/.env.encrypted', 'DATABASE_PASSWORD', 'git history', '2026-02-03', true], ['app/.env.encrypted', 'API_TOKEN', 'git history', '2026-02-03', true]]);
    expect(read('.coffre/rotation.yaml')).not.toContain('canary');
    // Where no value looks secret, each that is not empty may have been one.
    write('.coffre/rotation.yaml', 'marks: [\n');
    expect(await apply(await encryption('app/plain.env'), { marks: true, clear: 'keep' })).toMatchObject({ ok: true, value: { clear: 'kept', rotation: 'failed', marked: 0 } });
    write('.coffre/rotation.yaml', '');
    write('app/plain.env', 'HOST=b\nEMPTY=\nPORT=1\n');
    expect(await apply(await encryption('app/plain.env'), { marks: true, clear: 'keep' })).toMatchObject({ ok: true, value: { rotation: 'marked', marked: 2 } });
    expect((await marks()).map(([, key]) => key)).toEqual(['HOST', 'PORT']);
  });
});
