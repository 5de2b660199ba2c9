// Letting people in and out of files, rules and a whole folder: what is planned, why something stays, and what the real sops says of what was written.
import { readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RecipientChange } from '../../../shared/ipc/recipients.ts';
import { sopsPath } from '../../fakes/real-sops.ts';
import { anna, annas, bob, bobs, sopsReads, tree, updatekeysSays, type Tree } from './kit.ts';

let place: Tree;
afterEach(async () => { await place.end(); });
const rules = (both = `${anna},${bob}`): string => `creation_rules:\n  - path_regex: ^prod/\n    age: ${both} # Anna Weber, Bob\n  - path_regex: \\.env$\n    age: ${anna}\n`;

describe('one file', () => {
  it('somebody more: an entry, and nothing else; sops opens it for both', async () => {
    place = tree();
    const path = await place.secret('a.env');
    const before = readFileSync(path, 'utf8');
    place.write('.sops.yaml', rules());
    const { plan, counts, rows } = await place.plan({ what: 'add', files: [await place.ref('a.env')], recipients: [bob, bob, anna] });
    expect(counts).toEqual([1, 0, 0]);
    expect(rows).toMatchObject([{ path: 'a.env', state: 'changes', addedCount: 1, removedCount: 0, left: 2, newKey: false, locksOut: false, added: [{ kind: 'age', key: bob, name: 'Bob', namedBy: 'rules' }] }]);
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(await place.apply(plan)).toMatchObject({ written: 1 });
    const after = readFileSync(path, 'utf8');
    expect(after.split('\n').filter((line) => !before.includes(line)).map((line) => line.split('=')[0])).toEqual(['sops_age__list_1__map_enc', 'sops_age__list_1__map_recipient']);
    if (sopsPath !== undefined) for (const own of [annas, bobs]) expect(sopsReads(path, own)).toContain('TOKEN=canary-a.env');
    expect(await place.at.call('recipients.applyPlan', { plan })).toMatchObject({ ok: false, error: { code: 'plan-not-found' } });
  });

  it('somebody less: a new data key unless it is to be kept; the one who left opens nothing of it', async () => {
    place = tree();
    for (const [name, keepKey] of [['fresh.env', false], ['kept.env', true]] as const) {
      const path = await place.secret(name, [anna, bob]);
      const before = readFileSync(path, 'utf8');
      const { plan, rows } = await place.plan({ what: 'remove', files: [await place.ref(name)], recipients: [bob], keepKey });
      expect(rows).toMatchObject([{ state: 'changes', removedCount: 1, newKey: !keepKey, left: 1 }]);
      await place.apply(plan);
      const after = readFileSync(path, 'utf8');
      expect(after.includes(before.split('\n')[1] ?? '-')).toBe(keepKey);
      expect(place.who(name)).toEqual(['anna']);
      if (sopsPath !== undefined) expect([sopsReads(path, annas)?.includes('canary'), sopsReads(path, bobs)]).toEqual([true, undefined]);
    }
  });

  it('last-recipient-guard: nobody is left, or nobody here: it stays, unless that is what was asked for', async () => {
    place = tree();
    await place.secret('one.env');
    await place.secret('two.env', [anna, bob]);
    expect((await place.plan({ what: 'remove', files: [await place.ref('one.env')], recipients: [anna], keepKey: false }, true)).rows).toMatchObject([{ state: 'stays', reason: 'last-recipient' }]);
    const out: RecipientChange = { what: 'remove', files: [await place.ref('two.env')], recipients: [anna], keepKey: false };
    const refused = await place.plan(out);
    expect(refused.rows).toMatchObject([{ state: 'stays', reason: 'locks-you-out' }]);
    expect(await place.apply(refused.plan)).toMatchObject({ written: 0 });
    expect(place.who('two.env')).toEqual(['anna', 'bob']);
    const forced = await place.plan(out, true);
    expect(forced.rows).toMatchObject([{ state: 'changes', locksOut: true }]);
    await place.apply(forced.plan);
    expect(place.who('two.env')).toEqual(['bob']);
  });

  it('private-key-not-repeated: a private key is refused and named nowhere', async () => {
    place = tree();
    await place.secret('a.env');
    const answer = await place.at.call('recipients.planChange', { change: { what: 'add', files: [await place.ref('a.env')], recipients: [`age1${annas.slice(4)}`] }, evenIfLockedOut: false });
    expect(answer).toMatchObject({ ok: false, error: { code: 'recipient-not-supported' } });
    expect(JSON.stringify(answer)).not.toContain(annas.slice(20));
  });

  it('rotate: a new data key for the same people, in several files at once', async () => {
    place = tree();
    const paths = [await place.secret('a.env', [anna, bob]), await place.secret('b.env')];
    const before = paths.map((path) => readFileSync(path, 'utf8'));
    const { plan, rows } = await place.plan({ what: 'rotate', files: [await place.ref('a.env'), await place.ref('b.env')] });
    expect(rows.map(({ newKey, addedCount, removedCount }) => [newKey, addedCount, removedCount])).toEqual([[true, 0, 0], [true, 0, 0]]);
    await place.apply(plan);
    for (const [at, path] of paths.entries()) {
      const lines = new Set((before[at] ?? '').split('\n').filter((line) => /ENC\[|BEGIN/.test(line)));
      expect(readFileSync(path, 'utf8').split('\n').filter((line) => lines.has(line))).toEqual([]);
      if (sopsPath !== undefined) expect(sopsReads(path, annas)).toContain('TOKEN=canary-');
    }
    expect([place.who('a.env'), place.who('b.env')]).toEqual([['anna', 'bob'], ['anna']]);
  });
});

describe('a folder and its rules', () => {
  it('sync: who is missing comes, who is too many goes with a new key, what has no rule stays, and sops finds all up to date', async () => {
    place = tree();
    place.write('.sops.yaml', rules());
    await place.secret('prod/a.env');
    await place.secret('prod/b.env', [anna, bob]);
    await place.secret('web.env', [anna, bob]);
    await place.secret('elsewhere/.env.txt.encrypted');
    const { plan, counts, rows } = await place.plan({ what: 'sync', project: await place.project(), keepKey: false });
    expect(counts).toEqual([2, 1, 1]);
    expect(rows.map(({ path, state, reason, newKey, ruleLine, added, removed }) => ({ path, state, reason, newKey, ruleLine, added: added.map(({ name }) => name), removed: removed.map(({ name }) => name) }))).toEqual([
      { path: 'elsewhere/.env.txt.encrypted', state: 'stays', reason: 'no-rule', newKey: false, ruleLine: 0, added: [], removed: [] },
      { path: 'prod/a.env', state: 'changes', reason: undefined, newKey: false, ruleLine: 2, added: ['Bob'], removed: [] },
      { path: 'web.env', state: 'changes', reason: undefined, newKey: true, ruleLine: 4, added: [], removed: ['Bob'] },
    ]);
    expect(await place.apply(plan)).toMatchObject({ written: 2 });
    expect([place.who('prod/a.env'), place.who('web.env')]).toEqual([['anna', 'bob'], ['anna']]);
    if (sopsPath !== undefined) for (const name of ['prod/a.env', 'prod/b.env', 'web.env']) expect(updatekeysSays(place.at.folder, join(place.at.folder, name), annas)).toContain('already up to date');
    expect((await place.plan({ what: 'sync', project: await place.project(), keepKey: false })).counts).toEqual([0, 3, 1]);
  });

  it('a rule and its files change together, comments kept', async () => {
    place = tree();
    place.write('.sops.yaml', `# who may what\ncreation_rules:\n  - path_regex: ^prod/ # the real ones\n    key_groups:\n      - age:\n          - ${anna} # Anna\n  - age: ${anna}\n`);
    await place.secret('prod/a.env');
    await place.secret('other.env');
    const before = readFileSync(join(place.at.folder, 'other.env'), 'utf8');
    const file = await place.ref('.sops.yaml');
    const { plan, rows } = await place.plan({ what: 'rule', rules: file, rule: 0, add: [{ key: bob, name: 'Bob' }], remove: [], keepKey: false });
    expect(rows.map(({ path, kind, state }) => [path, kind, state])).toEqual([['prod/a.env', 'encrypted', 'changes'], ['.sops.yaml', 'rules', 'changes']]);
    expect(await place.apply(plan)).toMatchObject({ written: 2 });
    expect(readFileSync(join(place.at.folder, '.sops.yaml'), 'utf8')).toBe(`# who may what\ncreation_rules:\n  - path_regex: ^prod/ # the real ones\n    key_groups:\n      - age:\n          - ${anna} # Anna\n          - ${bob} # Bob\n  - age: ${anna}\n`);
    expect(place.who('prod/a.env')).toEqual(['anna', 'bob']);
    expect(readFileSync(join(place.at.folder, 'other.env'), 'utf8')).toBe(before);
    if (sopsPath !== undefined) expect(updatekeysSays(place.at.folder, join(place.at.folder, 'prod/a.env'), annas)).toContain('already up to date');
    expect(await place.at.call('recipients.planChange', { change: { what: 'rule', rules: file, rule: 0, add: [{ key: bob, name: '' }], remove: [], keepKey: false }, evenIfLockedOut: false })).toMatchObject({ ok: false, error: { code: 'recipient-known' } });
    expect(await place.at.call('recipients.planChange', { change: { what: 'rule', rules: file, rule: 1, add: [], remove: [anna], keepKey: false }, evenIfLockedOut: false })).toMatchObject({ ok: false, error: { code: 'last-recipient' } });
  });

  it('somebody leaves: out of every rule and file; where he is the last one, it stays and is told', async () => {
    place = tree();
    place.write('.sops.yaml', rules());
    place.write('sub/.sops.yaml', `creation_rules:\n  - age: ${bob}\n`);
    await place.secret('prod/a.env', [anna, bob]);
    await place.secret('sub/backup.env', [bob]);
    await place.secret('web.env');
    const { plan, rows } = await place.plan({ what: 'leave', project: await place.project(), recipients: [bob] });
    expect(rows.map(({ path, state, reason, newKey }) => [path, state, reason, newKey])).toEqual([
      ['prod/a.env', 'changes', undefined, true], ['sub/backup.env', 'stays', 'last-recipient', false], ['.sops.yaml', 'changes', undefined, false], ['sub/.sops.yaml', 'stays', 'last-recipient', false],
    ]);
    expect(await place.apply(plan)).toMatchObject({ written: 2 });
    expect(readFileSync(join(place.at.folder, '.sops.yaml'), 'utf8')).toBe(rules(anna).replace('# Anna Weber, Bob', '# Anna Weber'));
    expect([place.who('prod/a.env'), place.who('sub/backup.env')]).toEqual([['anna'], ['bob']]);
  });

  it('files that do not open, were touched or are no files stay, each with its reason, and the others go on', async () => {
    place = tree();
    place.write('.sops.yaml', `creation_rules:\n  - age: ${anna},${bob}\n`);
    await place.secret('good.env');
    await place.secret('keyless.env', [bob]);
    const path = await place.secret('touched.env');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/^NAME=ENC\[.{30}/m, (text) => text.replace(/data:./, (head) => (head.endsWith('A') ? 'data:B' : 'data:A'))));
    place.write('half.env', readFileSync(path, 'utf8').replace(/^sops_version.*\n/m, 'sops_version=none\n'));
    const { document } = await place.at.open(await place.secret('open.env'));
    await place.at.done('sops.addEntry', { document, name: 'MORE', value: 'canary-more' });
    const { rows } = await place.plan({ what: 'sync', project: await place.project(), keepKey: false });
    expect(Object.fromEntries(rows.map(({ path: way, reason, state }) => [way, reason ?? state]))).toEqual({ 'good.env': 'changes', 'keyless.env': 'no-key', 'touched.env': 'tampered', 'half.env': 'damaged', 'open.env': 'unsaved' });
  });
});

describe('a hostile folder', () => {
  it('tree-stays-in-tree: links out of the folder are left alone, and rules behind a link are not changed', async () => {
    place = tree();
    const outside = await place.secret('../outside.env');
    const before = readFileSync(outside, 'utf8');
    place.write('.sops.yaml', `creation_rules:\n  - age: ${anna},${bob}\n`);
    symlinkSync(outside, join(place.at.folder, 'link.env'));
    await place.secret('real.env');
    symlinkSync('real.env', join(place.at.folder, 'again.env'));
    const { plan, rows } = await place.plan({ what: 'sync', project: await place.project(), keepKey: false });
    expect(rows.map(({ path, state, reason }) => [path, state, reason])).toEqual([['again.env', 'changes', undefined], ['link.env', 'stays', 'outside']]);
    await place.apply(plan);
    expect(readFileSync(outside, 'utf8')).toBe(before);
    expect(place.who('real.env')).toEqual(['anna', 'bob']);
    const elsewhere = place.write('../rules.yaml', `creation_rules:\n  - age: ${anna}\n`);
    rmSync(join(place.at.folder, '.sops.yaml'));
    symlinkSync(elsewhere, join(place.at.folder, '.sops.yaml'));
    expect(await place.at.call('recipients.planChange', { change: { what: 'rule', rules: await place.ref('.sops.yaml'), rule: 0, add: [{ key: bob, name: '' }], remove: [], keepKey: true }, evenIfLockedOut: false })).toMatchObject({ ok: false, error: { code: 'rules-not-editable' } });
  });

  it('ten thousand recipients, a rule for everything and one that nobody can read are answered with a reason, and nothing is run', async () => {
    place = tree();
    place.write('many/.sops.yaml', `creation_rules:\n  - key_groups:\n      - pgp:\n${Array.from({ length: 10_000 }, (_, at) => `          - ${at.toString(16).padStart(40, '0')}\n`).join('')}`);
    await place.secret('many/a.env');
    place.write('all/.sops.yaml', `creation_rules:\n  - path_regexp: nothing\n    age: ${anna},${bob}\n`);
    await place.secret('all/deep/a.env');
    place.write('all/clear.env', 'A=canary-clear\n');
    place.write('bad/.sops.yaml', 'creation_rules: [canary-rules\n');
    await place.secret('bad/a.env');
    const started = performance.now();
    const { plan, rows } = await place.plan({ what: 'sync', project: await place.project(), keepKey: false });
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(Object.fromEntries(rows.map(({ path, reason, state }) => [path, reason ?? state]))).toEqual({ 'many/a.env': 'too-many-recipients', 'all/deep/a.env': 'changes', 'bad/a.env': 'rules-refuse' });
    expect(rows.find(({ path }) => path === 'many/a.env')).toMatchObject({ addedCount: 1000, added: { length: 100 } });
    await place.apply(plan);
    expect(readFileSync(join(place.at.folder, 'all/clear.env'), 'utf8')).toBe('A=canary-clear\n');
    expect(place.at.ports.fake.ran).toEqual([]);
  });

  it('rules of 50 MB are not read, and told', async () => {
    place = tree();
    truncateSync(place.write('.sops.yaml', `creation_rules:\n  - age: ${anna}\n`), 50 * 1024 * 1024);
    await place.secret('a.env');
    const { rows } = await place.plan({ what: 'sync', project: await place.project(), keepKey: false });
    expect(rows).toMatchObject([{ path: 'a.env', state: 'stays', reason: 'rules-refuse' }]);
    expect(await place.at.call('recipients.planChange', { change: { what: 'rule', rules: await place.ref('.sops.yaml'), rule: 0, add: [{ key: bob, name: '' }], remove: [], keepKey: true }, evenIfLockedOut: false })).toMatchObject({ ok: false, error: { code: 'file-too-large' } });
  });
});

describe('what takes long', () => {
  it('tells how far it is, can be cancelled while it is planned and while it is written, and is one at a time', async () => {
    place = tree();
    place.write('.sops.yaml', `creation_rules:\n  - age: ${anna},${bob}\n`);
    for (let each = 0; each < 40; each += 1) await place.secret(`${String(each).padStart(2, '0')}.env`);
    const before = place.snapshot();
    const change: RecipientChange = { what: 'sync', project: await place.project(), keepKey: false };
    const told: string[] = [];
    let at: string | undefined;
    const second: Promise<unknown>[] = [];
    place.at.core.events(({ name, payload }) => {
      if (name !== 'recipients.progressed') return;
      told.push(payload.phase);
      if (at !== `${payload.phase} ${String(payload.done)}`) return;
      at = undefined;
      second.push(place.at.call('recipients.planChange', { change, evenIfLockedOut: false }).then(() => undefined), place.at.call('recipients.planChange', { change, evenIfLockedOut: false }), place.at.done('recipients.cancelWork', {}));
    });
    at = 'planning 5';
    expect(await place.at.call('recipients.planChange', { change, evenIfLockedOut: false })).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await second[1]).toMatchObject({ ok: false, error: { code: 'work-under-way' } });
    const { plan } = await place.plan(change);
    at = 'writing 20';
    expect(await place.at.call('recipients.applyPlan', { plan })).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect([...new Set(told)]).toEqual(['planning', 'writing', 'undoing']);
    expect(place.snapshot()).toEqual(before);
    expect(await place.at.done('recipients.getUnfinished', {})).toEqual({});
    await place.apply((await place.plan(change)).plan);
    expect(place.who('39.env')).toEqual(['anna', 'bob']);
  });

  it('files that changed after they were planned: nothing is written, and the file is named', async () => {
    place = tree();
    place.write('.sops.yaml', `creation_rules:\n  - age: ${anna},${bob}\n`);
    for (const name of ['a.env', 'b.env', 'c.env']) await place.secret(name);
    const { plan } = await place.plan({ what: 'sync', project: await place.project(), keepKey: false });
    await place.secret('b.env');
    const before = place.snapshot();
    expect(await place.at.call('recipients.applyPlan', { plan })).toMatchObject({ ok: false, error: { code: 'changed-on-disk', data: { file: expect.stringMatching(/b\.env$/) as unknown } } });
    expect(place.snapshot()).toEqual(before);
  });
});

it('SECURITY(access-is-asked): what lets somebody in, locks somebody out or replaces keys is asked by the core; a no changes nothing', async () => {
  place = tree();
  await place.secret('a.env');
  await place.secret('b.env', [anna, bob]);
  const before = place.snapshot();
  const { fake } = place.at.ports;
  const [a, b] = [await place.ref('a.env'), await place.ref('b.env')];
  fake.agrees = false;
  for (const change of [{ what: 'add', files: [a, b], recipients: [bob] }, { what: 'rotate', files: [a] }] as const) {
    const { plan } = await place.plan({ ...change, files: [...change.files], ...('recipients' in change ? { recipients: [...change.recipients] } : {}) } as RecipientChange);
    expect(await place.at.call('recipients.applyPlan', { plan }, 'window')).toMatchObject({ ok: false, error: { code: 'not-confirmed' } });
  }
  const { plan } = await place.plan({ what: 'remove', files: [b], recipients: [anna], keepKey: false }, true);
  expect(await place.at.call('recipients.applyPlan', { plan })).toMatchObject({ ok: false, error: { code: 'not-confirmed' } });
  expect(place.snapshot()).toEqual(before);
  expect(fake.askedFor).toMatchObject([{ files: 1, added: [bob], addedCount: 1, newKeys: 0, lockedOut: 0 }, { files: 1, added: [], newKeys: 1, lockedOut: 0 }, { files: 1, added: [], newKeys: 1, lockedOut: 1 }]);
  // Who is taken out is not asked for: nobody gets in by it.
  const gone = await place.plan({ what: 'remove', files: [b], recipients: [bob], keepKey: false });
  expect(await place.apply(gone.plan)).toMatchObject({ written: 1 });
});
