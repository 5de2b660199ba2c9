// Who can open what in a whole project: everybody who is named anywhere, with how many files, and each file with who can open it. No key is needed and nothing is opened.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anna, bob, tree, type Tree } from './kit.ts';

const carol = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPU0sZtfBNi4CPWzPwJrZ3R8yBSmzBmHTIZKj5FBkMm9';

describe('who can open what', () => {
  let at: Tree;
  beforeEach(() => { at = tree([]); });
  afterEach(async () => { await at.end(); });

  it('counts files by key, names them, and tells which files differ from their rule or have none', async () => {
    at.write('.sops.yaml', `creation_rules:\n  - path_regex: ^prod/\n    key_groups:\n      - age:\n          - ${anna} # Anna from the rules\n          - ${bob}\n`);
    at.write('.coffre/people.yaml', `people:\n  - name: Bob\n    since: 2025-09-01\n    keys:\n      - ${bob}\n  - name: Carol\n    keys:\n      - ${carol} carol@laptop\n`);
    await at.secret('prod/a.env', [anna, bob]);
    await at.secret('prod/b.env', [anna]);
    await at.secret('other/.env', [bob]);
    at.write('prod/broken.env', 'A=ENC[AES256_GCM,data:x\nsops_version=3.12.2\nsops_mac=\n');
    const access = await at.at.done('recipients.getAccess', { project: await at.project() });
    const rows = access.key.map((key, index) => [key, access.name[index], access.namedBy[index], access.since[index], access.opens[index]]);
    expect(rows).toContainEqual([anna, 'Anna from the rules', 'rules', '', 2]);
    expect(rows).toContainEqual([bob, 'Bob', 'people', '2025-09-01', 2]);
    expect(rows).toContainEqual([`${carol} carol@laptop`, 'Carol', 'people', '', 0]);
    expect(access).toMatchObject({ somebodyCount: 3, differ: 1, noRule: 1 });
    const page = await at.at.done('recipients.listAccess', { access: access.access, offset: 0 });
    const stateOf = (path: string) => page.files.find((file) => file.path === path);
    expect(stateOf('prod/a.env')).toMatchObject({ state: 'same', threshold: 1 });
    expect(stateOf('prod/b.env')?.state).toBe('differ');
    expect(stateOf('other/.env')).toMatchObject({ state: 'no-rule', who: [access.key.indexOf(bob)] });
    expect(JSON.stringify([access, page])).not.toContain('canary');
  });

  it('names a key of SSH by what stands behind it, where neither the list nor the rules do; what steers a screen is no part of a name', async () => {
    const [own, odd] = [`${carol} carol@laptop`, `${carol.slice(0, -4)}AAAA eve@\u202ehost`];
    at.write('.sops.yaml', `creation_rules:\n  - path_regex: ruled\n    age:\n      - ${own} # Carol of the rules\n`);
    await at.secret('a.env', [anna, own]);
    at.write('odd.env', (await readFile(join(at.at.folder, 'a.env'), 'utf8')).replaceAll(own, odd));
    const names = async (name: string): Promise<readonly (readonly [string | undefined, string | undefined])[]> => {
      const { groups: [group] } = await at.at.done('recipients.listRecipients', { file: await at.ref(name) });
      return group?.name.map((each, index) => [each, group.namedBy[index]] as const) ?? [];
    };
    expect(await names('a.env')).toEqual([['', 'nobody'], ['Carol of the rules', 'rules']]);
    at.write('.sops.yaml', `creation_rules:\n  - path_regex: ruled\n    age: ${anna}\n`);
    expect(await names('a.env')).toEqual([['', 'nobody'], ['carol@laptop', 'key']]);
    expect(await names('odd.env')).toEqual([['', 'nobody'], ['eve@ host', 'key']]);
    at.write('.coffre/people.yaml', `people:\n  - name: Carol\n    keys: ["${carol}"]\n`);
    expect(await names('a.env')).toEqual([['', 'nobody'], ['Carol', 'people']]);
  });

  it('forgets the answer before, and reads one at a time, beside a plan', async () => {
    await at.secret('a.env');
    const project = await at.project();
    const first = await at.at.done('recipients.getAccess', { project });
    const [one, two] = await Promise.all([at.at.call('recipients.getAccess', { project }), at.at.call('recipients.getAccess', { project })]);
    expect([one, two].map(({ ok }) => ok)).toEqual([true, false]);
    expect(two).toMatchObject({ error: { code: 'work-under-way' } });
    // A plan does not wait until somebody has looked.
    const [reading, planning] = await Promise.all([at.at.call('recipients.getAccess', { project }), at.at.call('recipients.planChange', { change: { what: 'sync', project, keepKey: false }, evenIfLockedOut: false })]);
    expect([reading.ok, planning.ok]).toEqual([true, true]);
    expect(await at.at.call('recipients.listAccess', { access: first.access, offset: 0 })).toMatchObject({ ok: false, error: { code: 'access-not-found' } });
  });

  it('is ended by whoever cancels', async () => {
    for (let index = 0; index < 20; index += 1) await at.secret(`f${String(index)}.env`);
    const project = await at.project();
    const reading = at.at.call('recipients.getAccess', { project });
    await at.at.done('recipients.cancelWork', {});
    expect(await reading).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });
});
