// The people of a project: read with what is wrong and where, written with comments kept, and what gives a recipient its name.
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { renamedPerson, withoutPerson, withPerson } from '../../../electron/core/recipients/people-edit.ts';
import { readPeople } from '../../../electron/core/recipients/people.ts';
import { fixtures } from '../../fakes/fixtures.ts';
import { anna, annas, bob, tree, type Tree } from './kit.ts';

const ssh = `ssh-ed25519 ${Buffer.concat([Buffer.from([0, 0, 0, 11]), Buffer.from('ssh-ed25519'), Buffer.from([0, 0, 0, 32]), Buffer.alloc(32, 7)]).toString('base64')}`;
let place: Tree | undefined;
afterEach(async () => {
  await place?.end();
  place = undefined;
});

describe('reading', () => {
  it('people with keys and dates', async () => {
    const { people, problems, nameOf } = await readPeople(`# ours\npeople:\n  - name: Anna Weber\n    since: 2025-03-01\n    keys:\n      - ${anna}\n      - ${ssh} anna@laptop\n  - name: Bob\n    keys: ${bob}\n`);
    expect(problems).toEqual([]);
    expect(people).toEqual([{ name: 'Anna Weber', since: '2025-03-01', keys: [anna, `${ssh} anna@laptop`] }, { name: 'Bob', since: '', keys: [bob] }]);
    expect([nameOf(anna), nameOf(`${ssh} other-comment`), nameOf(bob), nameOf('age1nobody')]).toEqual(['Anna Weber', 'Anna Weber', 'Bob', '']);
  });

  it('people-show-no-key: what is wrong has its place, and a private key is shown nowhere', async () => {
    const read = await readPeople(`people:\n  - name: Anna\n    keys: [${anna}]\n    role: admin\n  - keys: [${bob}]\n  - name: Bob\n    since: soon\n    keys:\n      - ${annas}\n      - age1wrong\n      - ${anna}\n  - name: Anna\n    keys: []\n  - just text\nteam: x\n`);
    expect(read.problems.map(({ code, line, column }) => `${code} ${String(line)}:${String(column)}`)).toEqual([
      'unknown-field 4:5', 'no-name 5:5', 'duplicate-key 6:5', 'bad-date 7:12', 'private-key 9:9', 'bad-key 10:9', 'duplicate-name 12:5', 'no-keys 13:11', 'wrong-type 14:5', 'unknown-field 15:1',
    ]);
    expect(JSON.stringify(read)).not.toContain(annas.slice(16));
    for (const [text, code] of [['people: [', 'not-yaml'], ['- a', 'wrong-type'], ['people: 5', 'wrong-type'], ['a: *b\n', 'unknown-anchor']] as const) expect((await readPeople(text)).problems[0]?.code).toBe(code === 'unknown-anchor' ? 'not-yaml' : code);
    for (const text of ['', '\n', '# nobody yet\n', 'people:\n', 'people: []\n']) expect(await readPeople(text)).toMatchObject({ people: [], problems: [] });
  });

  it('is answered soon whatever it holds', async () => {
    for (const text of ['['.repeat(100_000), `people:\n${'  - name: x\n    keys: []\n'.repeat(20_000)}`, `a: &a [x]\n${Array.from({ length: 200 }, (_, at) => `b${String(at)}: &b${String(at)} [*a, *a]\n`).join('')}`]) {
      const started = performance.now();
      await readPeople(text);
      expect(performance.now() - started).toBeLessThan(10_000);
    }
  });
});

describe('writing', () => {
  it('begins a list, adds somebody, replaces keys and date, and keeps comments and order', async () => {
    const first = await withPerson('', { name: 'Anna: "W"', keys: [anna], since: '2026-11-27' });
    expect(first).toMatch(/^# Who is who[^\n]*\npeople:\n {2}- name: /);
    expect((await readPeople(first)).people).toEqual([{ name: 'Anna: "W"', keys: [anna], since: '2026-11-27' }]);
    const text = `# the team\npeople:\n  # she runs it\n  - name: Anna\n    keys:\n      - ${anna} # laptop\n  - name: Bob\n    keys: [${bob}]\n# the end\n`;
    const added = await withPerson(text, { name: 'Cem', keys: [ssh], since: '' });
    expect(added).toBe(text.replace(`[${bob}]\n`, `[ ${bob} ]\n  - name: Cem\n    keys:\n      - ${ssh}\n\n`));
    const replaced = await withPerson(text, { name: 'Anna', keys: [ssh, anna], since: '2026-01-02' });
    for (const kept of ['# the team', '# she runs it', `- ${anna} # laptop`, '# the end']) expect(replaced).toContain(kept);
    expect((await readPeople(replaced)).people[0]).toEqual({ name: 'Anna', keys: [ssh, anna], since: '2026-01-02' });
  });

  it('gives somebody another name, and takes somebody out, with the comments of the others', async () => {
    const text = `# the team\npeople:\n  - name: Anna # boss\n    keys:\n      - ${anna} # laptop\n  # he left\n  - name: Bob\n    keys: ${bob}\n# the end\n`;
    const renamed = await renamedPerson(text, 'Anna', 'Anna "W"');
    expect(renamed).toBe(text.replace('name: Anna #', 'name: Anna "W" #').replace('# the end', '\n# the end'));
    expect(await withoutPerson(text, 'Bob')).toBe(`# the team\npeople:\n  - name: Anna # boss\n    keys:\n      - ${anna} # laptop\n\n# the end\n`);
    await expect(renamedPerson(text, 'Anna', 'Bob')).rejects.toMatchObject({ code: 'person-exists' });
    for (const edit of [renamedPerson(text, 'Cem', 'Dan'), withoutPerson(text, 'Cem'), withoutPerson('', 'Cem')]) await expect(edit).rejects.toMatchObject({ code: 'person-not-found' });
    await expect(withoutPerson('people: [', 'Bob')).rejects.toMatchObject({ code: 'people-not-editable' });
  });

  it('refuses a private key, and a list that is not in order', async () => {
    await expect(withPerson('', { name: 'Anna', keys: [annas], since: '' })).rejects.toMatchObject({ code: 'bad-recipient' });
    for (const text of ['people: [', '- a\n', 'people: 5\n']) await expect(withPerson(text, { name: 'Anna', keys: [anna], since: '' })).rejects.toMatchObject({ code: 'people-not-editable' });
  });

  it('in a project: makes the folder, is listed, and names recipients before the rules do', async () => {
    place = tree();
    place.write('.sops.yaml', `creation_rules:\n  - age:\n      - ${anna} # anna in rules\n      - ${bob} # bob in rules\n`);
    await place.secret('deep/a.env');
    const project = await place.project();
    expect(await place.at.done('recipients.listPeople', { project })).toEqual({ path: '', people: [], problems: [] });
    await place.at.done('recipients.setPerson', { project, name: 'Anna Weber', keys: [anna], since: '2026-11-27' });
    expect(await place.at.done('recipients.listPeople', { project })).toMatchObject({ people: [{ name: 'Anna Weber', keys: [anna], since: '2026-11-27' }], problems: [] });
    const listed = await place.at.done('recipients.listRecipients', { file: await place.ref('deep/a.env') });
    expect(listed).toMatchObject({ state: 'differ', outcome: 'matched', ruleLine: 2, threshold: 1, groups: [{ kind: ['age'], key: [anna], name: ['Anna Weber'], namedBy: ['people'], ruled: [true] }], missing: [{ key: bob, name: 'bob in rules', namedBy: 'rules' }], missingCount: 1 });
  });

  it('SECURITY(home-in-repository): a folder above counts within one repository only', async () => {
    place = tree();
    const inner = join(place.at.folder, 'sub/deep');
    mkdirSync(inner, { recursive: true });
    mkdirSync(join(place.at.folder, '.coffre'));
    const { project } = (await place.at.done('projects.openPath', { path: inner })).project;
    await place.at.done('recipients.setPerson', { project, name: 'Anna', keys: [anna], since: '' });
    // A list above that is nobody's: its names mean nobody here, until the folder is the person's own.
    place.write('.coffre/people.yaml', `people:\n  - name: Eve\n    keys: ${bob}\n`);
    await place.secret('sub/other/a.env');
    const { at } = place;
    const eve = async (): Promise<boolean> => (await at.call('recipients.getPerson', { file: (await at.done('projects.refFile', { path: join(at.folder, 'sub/other/a.env') })).file, name: 'Eve' })).ok;
    expect(await eve()).toBe(false);
    expect([existsSync(join(inner, '.coffre/people.yaml')), readFileSync(join(place.at.folder, '.coffre/people.yaml'), 'utf8').includes('Anna')]).toEqual([true, false]);
    mkdirSync(join(place.at.folder, '.git'));
    expect(await eve()).toBe(true);
    const { project: other } = (await place.at.done('projects.openPath', { path: join(place.at.folder, 'sub') })).project;
    await place.at.done('recipients.setPerson', { project: other, name: 'Bob', keys: [bob], since: '' });
    expect(readFileSync(join(place.at.folder, '.coffre/people.yaml'), 'utf8')).toContain('Bob');
  });

  it('tree-stays-in-tree: a linked .coffre is not written through', async () => {
    place = tree();
    const elsewhere = join(place.at.folder, '../elsewhere');
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, join(place.at.folder, '.coffre'));
    expect(await place.at.call('recipients.setPerson', { project: await place.project(), name: 'Anna', keys: [anna], since: '' })).toMatchObject({ ok: false, error: { code: 'people-not-editable' } });
  });
});

it('lists the groups of a file that sops wrote, without any key', async () => {
  place = tree([]);
  place.write('shamir.env', readFileSync(join(fixtures, 'groups/shamir-2of3.enc.env')));
  writeFileSync(join(place.at.folder, '.sops.yaml'), '');
  const listed = await place.at.done('recipients.listRecipients', { file: await place.ref('shamir.env') });
  expect([listed.groups.length, listed.threshold, listed.state, listed.outcome]).toEqual([3, 2, 'unknown', 'ignored']);
});
