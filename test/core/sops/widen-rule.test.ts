// A rule that nearly covers a clear file is made to cover it: which one is offered, what is written, and that no other file changes its rule.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { realSops, sopsPath } from '../../fakes/real-sops.ts';
import { clearFolder, type ClearFolder } from './clear-file-kit.ts';

const [anna, bob] = recipients;
const clear = 'DATABASE_PASSWORD=canary-widen-1\n';
const rules = `# our rules
creation_rules:
  # live
  - path_regex: ^api/\\.env\\.(production|staging)$ # both
    age: ${anna},${bob} # Anna, Bob
    encrypted_regex: ^DATABASE
  # machines of developers
  - path_regex: '\\.local$'
    age: ${anna}
# end
`;

describe('the rule near a clear file', () => {
  let place: ClearFolder;
  beforeEach(() => { place = clearFolder(); });
  afterEach(async () => { await place.at.close(); });
  const secret = async (name: string): Promise<void> => { place.write(name, await encryptDotenv([['A', 'x']], [anna], new Date('2026-01-02T03:04:05Z'))); };
  const facts = async (name: string) => (await place.at.done('sops.getClearFile', { file: await place.fileOf(name) }, 'window')).targets;
  const plan = async (name: string, target: 'beside' | 'in-place' = 'beside') => place.at.call('sops.planEncryption', { file: await place.fileOf(name), target, rule: 'widen', recipients: [] }, 'window');
  const planned = async (name: string, target: 'beside' | 'in-place' = 'beside') => {
    const answer = await plan(name, target);
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value;
  };

  it('is the one that most files beside it go by, is widened for it alone, and gives it recipients and settings', async () => {
    place.write('.sops.yaml', rules);
    for (const name of ['api/.env.production', 'api/.env.staging', 'api/.env.local']) await secret(name);
    place.write('api/.env', clear);
    expect(await facts('api/.env')).toMatchObject([
      { outcome: 'no-match', near: { rule: 1, line: 4, covers: ['.env.production', '.env.staging'], groups: [{ key: [anna, bob], name: ['Anna', 'Bob'] }], threshold: 1 } },
      { outcome: 'no-match', near: { rule: 1 } },
    ]);
    const { encryption, ...told } = await planned('api/.env');
    expect(told).toMatchObject({ name: 'api/.env.encrypted', recipients: 2, encrypted: 1, verified: 'opened', rulesChange: 'changed', rulesFile: '.sops.yaml' });
    expect(told.preview.filter(({ change }) => change !== 'same')).toEqual([
      { change: 'removed', text: '  - path_regex: ^api/\\.env\\.(production|staging)$ # both' },
      { change: 'added', text: '  - path_regex: ^api/\\.env\\.(production|staging)$|^api/\\.env(\\.encrypted)?$ # both' },
    ]);
    expect(await place.apply(encryption)).toMatchObject({ ok: true, value: { path: 'api/.env.encrypted', clear: 'deleted' } });
    expect(place.read('.sops.yaml')).toBe(rules.replace('staging)$', 'staging)$|^api/\\.env(\\.encrypted)?$'));
    expect(place.read('api/.env.encrypted')).toContain('sops_encrypted_regex=^DATABASE');
    if (sopsPath === undefined) return;
    const path = join(place.folder, 'api/.env.encrypted');
    expect(realSops(['decrypt', '--input-type', 'dotenv', '--output-type', 'dotenv', path], identities[1]).stdout.toString('utf8')).toBe(clear);
    expect(realSops(['--config', join(place.folder, '.sops.yaml'), 'updatekeys', '--yes', '--input-type', 'dotenv', path], identities[0]).stderr).toContain('already up to date');
  });

  it('is one for files of its name in the folders beside its own, in quotes, and in place', async () => {
    place.write('.sops.yaml', `creation_rules:\n  - path_regex: "^apps/web/.*\\\\.env$"\n    age: ${anna}\n`);
    await secret('apps/web/shop.env');
    place.write('apps/api/shop.env', clear);
    expect(await facts('apps/api/shop.env')).toMatchObject([{ near: { rule: 1, covers: ['web/shop.env'] } }, { near: { rule: 1 } }]);
    const { encryption } = await planned('apps/api/shop.env', 'in-place');
    expect(await place.apply(encryption, { clear: 'keep' })).toMatchObject({ ok: true, value: { clear: 'replaced' } });
    expect(place.read('.sops.yaml')).toContain('path_regex: "^apps/web/.*\\\\.env$|^apps/api/shop\\\\.env(\\\\.encrypted)?$"');
  });

  it('is none where nothing beside it goes by one, where a rule covers it, or where sops would refuse that rule', async () => {
    place.write('.sops.yaml', rules);
    place.write('web/.env', clear);
    place.write('api/.env.staging', clear);
    expect((await facts('web/.env')).map(({ near }) => near)).toEqual([undefined, undefined]);
    expect((await facts('api/.env.staging'))[1]).toMatchObject({ outcome: 'matched' });
    expect((await facts('api/.env.staging'))[1]?.near).toBeUndefined();
    expect(await plan('web/.env')).toMatchObject({ ok: false, error: { code: 'rules-not-editable' } });
    place.write('.sops.yaml', `creation_rules:\n  - path_regex: other\n    age: age1nokeyatall\n`);
    place.write('web/.env.other', clear);
    expect((await facts('web/.env')).map(({ near }) => near)).toEqual([undefined, undefined]);
  });

  it('is not widened where another file would leave its rule for it, which is named; flags stay with the old expression', async () => {
    const flagged = `creation_rules:\n  - path_regex: (?i)^API/\\.env\\.staging$\n    age: ${anna}\n  - path_regex: ^api/\\.ENV$\n    age: ${bob}\n`;
    place.write('.sops.yaml', flagged);
    await secret('api/.env.staging');
    place.write('api/.env', clear);
    const { encryption } = await planned('api/.env');
    await place.apply(encryption, { clear: 'keep' });
    expect(place.read('.sops.yaml')).toContain("path_regex: '(?:(?i)^API/\\.env\\.staging$)|^api/\\.env(\\.encrypted)?$'");
    // The clear file is `.env`, and its rule stands behind: only the encrypted one has none.
    place.write('.sops.yaml', `creation_rules:\n  - path_regex: ^web/\\.env\\.staging$\n    age: ${anna}\n  - path_regex: ^web/\\.env$\n    age: ${bob}\n  - path_regex: ^web/a\\.env$\n    age: ${bob}\n`);
    await secret('web/.env.staging');
    await secret('web/a.env');
    place.write('web/a.env.encrypted', clear);
    expect((await facts('web/a.env.encrypted'))[1]).toMatchObject({ outcome: 'no-match', near: { rule: 1 } });
    const before = place.read('.sops.yaml');
    expect(await plan('web/a.env.encrypted', 'in-place')).toMatchObject({ ok: false, error: { code: 'rule-takes-others', data: { file: 'web/a.env', line: 6 } } });
    expect(place.read('.sops.yaml')).toBe(before);
  });

  it('follows no link of rules, and is not changed where somebody else writes it meanwhile: clear-file-stays-in-tree', async () => {
    await secret('api/.env.staging');
    place.write('api/.env', clear);
    place.write('elsewhere.yaml', rules);
    symlinkSync(join(place.folder, 'elsewhere.yaml'), join(place.folder, '.sops.yaml'));
    expect(await plan('api/.env')).toMatchObject({ ok: false, error: { code: 'rules-not-editable' } });
    expect(place.read('elsewhere.yaml')).toBe(rules);
  });

  it('stays as it was where it changed between the plan and its writing', async () => {
    place.write('.sops.yaml', rules);
    await secret('api/.env.staging');
    place.write('api/.env', clear);
    const { encryption } = await planned('api/.env');
    place.write('.sops.yaml', `${rules}# more\n`);
    expect(await place.apply(encryption)).toMatchObject({ ok: false, error: { code: 'changed-on-disk' } });
    expect([place.read('.sops.yaml'), place.read('api/.env')]).toEqual([`${rules}# more\n`, clear]);
  });
});
