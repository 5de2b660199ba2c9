// Files that are encrypted for a post-quantum key of age: the real sops beside us, both ways, with identities of ours and of age-keygen.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateIdentity } from '../../../electron/core/age/index.ts';
import { createAgeKeySource } from '../../../electron/core/sops/key-sources/age/index.ts';
import { ageFolder, realAge, runTool } from '../../fakes/real-age.ts';
import { sopsVersions } from '../../fakes/real-sops.ts';
import { keyHome, type KeyHome } from '../age/kit.ts';
import { fileFor, openedBy } from './keys-kit.ts';

let home: KeyHome;
const canary = 'canary-post-quantum-41';
beforeAll(() => { home = keyHome(); });
afterAll(() => { home.remove(); });

interface Pair {
  readonly identity: string;
  readonly recipient: string;
}
const pairs: readonly (readonly [by: string, make: () => Promise<Pair>])[] = [
  ['us', async () => {
    const { identity, recipient } = await generateIdentity('post-quantum');
    return { identity: identity.expose(), recipient };
  }],
  ...(ageFolder === undefined ? [] : [['age-keygen', () => {
    const text = realAge('age-keygen', ['-pq']).stdout.toString('utf8');
    return Promise.resolve({ identity: /AGE-SECRET-KEY-PQ-1\S+/.exec(text)?.[0] ?? '', recipient: /age1pq1\S+/.exec(text)?.[0] ?? '' });
  }] as const]),
];

describe.each(sopsVersions.map(({ version, path }) => [version, path] as const))('beside sops %s', (_version, sops) => {
  test.each(pairs)('an identity made by %s: sops opens ours, and we open what it writes', async (_by, make) => {
    const { identity, recipient } = await make();
    const env = { SOPS_AGE_KEY: identity };
    const ours = home.write('ours.env', await fileFor(canary, recipient));
    expect(runTool(sops, ['decrypt', ours], { env }).stdout.toString('utf8')).toBe(`KEY=${canary}\n`);
    const theirs = runTool(sops, ['encrypt', '--age', recipient, home.write('clear.env', `KEY=${canary}\n`)]);
    expect(theirs.stderr).toBe('');
    expect(await openedBy(theirs.stdout, [createAgeKeySource(home.ports(env))])).toBe('SOPS_AGE_KEY');
  });
});
