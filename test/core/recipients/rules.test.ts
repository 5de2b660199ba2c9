// Rules changed from a plan: shown as lines before they are written.
import { afterEach, describe, expect, it } from 'vitest';
import { anna, annas, bob, tree, type Tree } from './kit.ts';

let place: Tree;
afterEach(async () => { await place.end(); });
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
