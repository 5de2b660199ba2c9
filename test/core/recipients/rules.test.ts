// Rules changed from a plan: shown as lines before they are written, one more rule with its files, and a first file of rules.
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { anna, annas, bob, tree, type Tree } from './kit.ts';

let place: Tree;
afterEach(async () => { await place.end(); });
const rules = (): string => readFileSync(join(place.at.folder, '.sops.yaml'), 'utf8');
const preview = async (plan: string): Promise<readonly string[]> => (await place.at.done('recipients.previewRules', { plan }, 'window')).files.flatMap(({ path, lines }) => [path, ...lines.map(({ text, change }) => `${{ same: ' ', added: '+', removed: '-' }[change]}${text}`)]);

describe('a preview of rules', () => {
  it('SECURITY(rules-show-no-key): is the change with the lines around it, and a private key beside it is not shown', async () => {
    place = tree();
    place.write('.sops.yaml', `# one\n# two\n# three\ncreation_rules:\n  - path_regex: a\n    age: ${anna} # Anna\n  # ${annas}\n  - age: ${anna}\n# end\n`);
    const { plan } = await place.plan({ what: 'rule', rules: await place.ref('.sops.yaml'), rule: 0, add: [{ key: bob, name: 'Bob' }], remove: [], keepKey: true });
    expect(await preview(plan)).toEqual(['.sops.yaml', ' creation_rules:', '   - path_regex: a', `-    age: ${anna} # Anna`, `+    age: ${anna},${bob} # Anna, Bob`, ' ', `   - age: ${anna}`]);
    expect(await place.at.call('recipients.previewRules', { plan: 'A'.repeat(22) })).toMatchObject({ ok: false, error: { code: 'plan-not-found' } });
  });
});

describe('one more rule', () => {
  it('goes in before the one for everything, with its files and no others', async () => {
    place = tree();
    place.write('.sops.yaml', `creation_rules:\n  # all\n  - age: ${anna}\n`);
    for (const name of ['prod/a.env', 'dev/b.env']) await place.secret(name);
    const { plan, counts, rows } = await place.plan({ what: 'new-rule', project: await place.project(), pathRegex: '^prod/', recipients: [{ key: anna, name: 'Anna' }, { key: bob, name: 'Bob' }], keepKey: true });
    expect([counts, rows.map(({ path, state }) => `${path} ${state}`)]).toEqual([[2, 0, 0], ['prod/a.env changes', '.sops.yaml changes']]);
    expect((await preview(plan)).filter((line) => line.startsWith('+'))).toEqual(['+  - path_regex: ^prod/', '+    key_groups:', '+      - age:', `+          - ${anna} # Anna`, `+          - ${bob} # Bob`]);
    await place.apply(plan);
    expect([place.who('prod/a.env'), place.who('dev/b.env'), rules().includes('  # all\n  - age')]).toEqual([['anna', 'bob'], ['anna'], true]);
  });

  it('begins the rules of a folder that has none; where that is not confirmed there are none afterwards', async () => {
    place = tree();
    await place.secret('a.env');
    const wanted = { what: 'new-rule', project: await place.project(), pathRegex: '', recipients: [{ key: anna, name: '' }, { key: bob, name: '' }], keepKey: true } as const;
    const change = { ...wanted, recipients: [...wanted.recipients] };
    const first = await place.plan(change);
    expect([first.counts, await preview(first.plan)]).toEqual([[1, 0, 0], ['.sops.yaml', '+creation_rules:', '+  - age: >-', `+      ${anna},`, `+      ${bob}`]]);
    place.at.ports.fake.agrees = false;
    expect(await place.at.call('recipients.applyPlan', { plan: first.plan })).toMatchObject({ ok: false, error: { code: 'not-confirmed' } });
    expect(existsSync(join(place.at.folder, '.sops.yaml'))).toBe(false);
    place.at.ports.fake.agrees = true;
    const second = await place.plan(change);
    place.write('.sops.yaml', 'creation_rules: []\n');
    expect(await place.at.call('recipients.applyPlan', { plan: second.plan })).toMatchObject({ ok: false, error: { code: 'file-exists' } });
    expect(rules()).toBe('creation_rules: []\n');
    await place.apply((await place.plan(change)).plan);
    expect((await place.at.done('recipients.listRecipients', { file: await place.ref('a.env') })).state).toBe('same');
  });

  it('leaves no empty file where something else stops the change', async () => {
    place = tree();
    const change = { what: 'new-rule', project: await place.project(), pathRegex: 'x', recipients: [{ key: anna, name: '' }], keepKey: true } as const;
    const { plan } = await place.plan({ ...change, recipients: [...change.recipients] });
    const journal = join(place.at.ports.paths.profile, 'transaction');
    mkdirSync(journal, { recursive: true });
    writeFileSync(join(journal, 'journal.json'), JSON.stringify({ version: 1, root: '/', startedAt: '', files: [] }));
    expect(await place.at.call('recipients.applyPlan', { plan })).toMatchObject({ ok: false, error: { code: 'transaction-unfinished' } });
    expect(existsSync(join(place.at.folder, '.sops.yaml'))).toBe(false);
  });

  it('is refused for a pattern that sops would not take, for a private key, and through a link', async () => {
    place = tree();
    const refused = async (pathRegex: string, key: string): Promise<string> => {
      const reply = await place.at.call('recipients.planChange', { change: { what: 'new-rule', project: await place.project(), pathRegex, recipients: [{ key, name: '' }], keepKey: true }, evenIfLockedOut: false });
      return reply.ok ? 'done' : `${reply.error.code} ${JSON.stringify(reply.error.data)}`;
    };
    expect(await refused('(', anna)).toBe('rules-not-editable {}');
    expect(await refused('a', annas)).not.toContain(annas.slice(20, 40));
    place.write('../elsewhere.yaml', `creation_rules:\n  - age: ${anna}\n`);
    symlinkSync('../elsewhere.yaml', join(place.at.folder, '.sops.yaml'));
    expect(await refused('a', anna)).toBe('rules-not-editable {}');
  });
});
