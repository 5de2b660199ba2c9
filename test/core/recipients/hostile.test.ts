// A cloned repository that means harm, item by item: looked at, planned for and listed in bounded time and memory; nothing is run, nothing outside of it is touched, and the reason has words.
import { mkdirSync, readFileSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { words } from '../../../shared/words/both.ts';
import { bech32 } from '../../fakes/age-plugin.ts';
import { worked } from '../../fakes/worked.ts';
import { anna, bob, tree, type Tree } from './kit.ts';

let place: Tree;
const started: string[] = [];
afterEach(async () => { await place.end(); });

/** Of the whole process, for everything that is asked about one repository. */
const [mostWorkMs, mostBytes] = [10_000, 300 * 2 ** 20];
const rule = (age: string, more = ''): string => `creation_rules:\n  - ${more}age: ${age}\n`;
const pluginNames = ['../../bin/evil', '..', 'a b', '/bin/sh', 'x;id', '$(id)', '-rf'];
const fingerprints = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => at.toString(16).toUpperCase().padStart(40, '0'));

interface Item {
  readonly what: string;
  make(): Promise<void> | void;
  /** What becomes of the files, by their way. */
  readonly rows: Readonly<Record<string, string>>;
}

const ruled = (text: string) => async (): Promise<void> => {
  place.write('.sops.yaml', text);
  await place.secret('a.env');
};
const items: readonly Item[] = [
  ...pluginNames.map((name) => ({ what: `a plugin called ${name} in the rules`, make: ruled(rule(`'${bech32(`age1${name}`, Buffer.from('canary'))}'`)), rows: { 'a.env': /^[.-]/.test(name) && !name.includes('/') ? 'recipient-not-supported' : 'rules-refuse' } })),
  {
    what: 'plugins called such in a file: the rule names others, so they go', rows: { 'a.env': 'changes' }, async make() {
      place.write('.sops.yaml', rule(`${anna},${bob}`));
      const clean = readFileSync(await place.secret('a.env'), 'utf8');
      const entries = pluginNames.map((name, at) => `sops_age__list_${String(at + 1)}__map_enc=-----BEGIN AGE ENCRYPTED FILE-----\\nAAAA\\n-----END AGE ENCRYPTED FILE-----\nsops_age__list_${String(at + 1)}__map_recipient=${bech32(`age1${name}`, Buffer.from('canary'))}\n`);
      place.write('a.env', `${clean}${entries.join('')}`);
    },
  },
  { what: 'ten thousand PGP recipients in a rule', make: ruled(`creation_rules:\n  - key_groups:\n      - pgp:\n${fingerprints(10_000).map((key) => `          - ${key}\n`).join('')}`), rows: { 'a.env': 'too-many-recipients' } },
  ...([[4000, 'changes'], [10_000, 'damaged']] as const).map(([count, becomes]) => ({
    what: `${String(count)} recipients in a file`, rows: { 'a.env': becomes }, async make() {
      place.write('.sops.yaml', rule(anna));
      const clean = readFileSync(await place.secret('a.env'), 'utf8');
      place.write('a.env', `${clean}${fingerprints(count).map((key, at) => `sops_pgp__list_${String(at)}__map_created_at=2026-01-02T03:04:05Z\nsops_pgp__list_${String(at)}__map_enc=x\nsops_pgp__list_${String(at)}__map_fp=${key}\n`).join('')}`);
    },
  })),
  { what: 'rules of 50 MB, of nothing', rows: { 'a.env': 'rules-refuse' }, async make() {
    truncateSync(place.write('.sops.yaml', rule(anna)), 50 * 2 ** 20);
    await place.secret('a.env');
  } },
  ...([['rules', `  - age: ${anna}\n`], ['recipients', `      - ${bob}\n`], ['brackets', '[']] as const).map(([what, piece]) => ({ what: `rules of 50 MB, of ${what}`, make: ruled(`creation_rules:\n  - age:\n${piece.repeat(Math.ceil((50 * 2 ** 20) / piece.length))}`), rows: { 'a.env': 'rules-refuse' } })),
  { what: 'a rule for everything, by a slip in its name', rows: { 'deep/in/a.env': 'changes' }, async make() {
    place.write('.sops.yaml', `creation_rules:\n  - path_regexp: nothing\n    age: ${anna},${bob}\n`);
    place.write('clear.env', 'A=canary-clear\n');
    place.write('program.sh', '#!/bin/sh\nexit 1\n');
    await place.secret('deep/in/a.env');
  } },
  { what: 'a rule for everything that takes an age to match', make: ruled(rule(`${anna},${bob}`, "path_regex: '(a|a)*(a|aa)+(.*){900}$'\n    ")), rows: { 'a.env': 'changes' } },
  { what: 'links out of the tree', rows: { 'a.env': 'changes', 'out.env': 'outside' }, async make() {
    place.write('.sops.yaml', rule(`${anna},${bob}`));
    await place.secret('../outside.env');
    symlinkSync('../outside.env', join(place.at.folder, 'out.env'));
    mkdirSync(join(place.at.folder, '../elsewhere'));
    await place.secret('../elsewhere/b.env');
    symlinkSync('../elsewhere', join(place.at.folder, 'folder'));
    symlinkSync('.', join(place.at.folder, 'round'));
    symlinkSync('../elsewhere', join(place.at.folder, '.coffre'));
    await place.secret('a.env');
  } },
];

describe('a repository that means harm', () => {
  it.each(items)('$what', { timeout: 120_000 }, async ({ make, rows }) => {
    started.length = 0;
    place = tree(undefined, { environment: { PATH: '.:/usr/bin' }, programs: { start(program, args) { started.push([program, ...args].join(' ')); throw new Error('started'); } } });
    await make();
    const outside = ['../outside.env', '../elsewhere/b.env'].map((name) => read(name));
    const clear = read('clear.env');
    const [before, memory] = [worked(), process.memoryUsage.rss()];
    const project = await place.project();
    const { access } = await place.at.done('recipients.getAccess', { project });
    await place.at.done('recipients.listAccess', { access, offset: 0 });
    await place.at.done('recipients.listPeople', { project });
    const { plan, rows: found } = await place.plan({ what: 'sync', project, keepKey: false });
    expect(Object.fromEntries(found.map(({ path, reason, state }) => [path, reason ?? state]))).toEqual(rows);
    for (const language of ['en', 'fr'] as const) for (const { reason } of found) if (reason !== undefined) expect(words(language).recipients.stays[reason].means.length).toBeGreaterThan(20);
    expect(JSON.stringify(found).length).toBeLessThan(200_000);
    await place.apply(plan);
    expect(worked() - before).toBeLessThan(mostWorkMs);
    expect(process.memoryUsage.rss() - memory).toBeLessThan(mostBytes);
    expect([started, place.at.ports.fake.ran]).toEqual([[], []]);
    expect(['../outside.env', '../elsewhere/b.env'].map((name) => read(name))).toEqual(outside);
    expect(read('clear.env')).toBe(clear);
  });
});

function read(name: string): string | undefined {
  try {
    return readFileSync(join(place.at.folder, name), 'utf8');
  } catch {
    return undefined;
  }
}
