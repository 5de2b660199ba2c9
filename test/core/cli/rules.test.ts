// `coffre file rules`: which rule applies and why, what is wrong with the rules, and the statuses that a script goes by.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cliHome, type CliHome } from '../../fakes/cli.ts';
import { recipients } from '../../fakes/fixtures.ts';

const [anna, bob] = recipients;
const french = { LC_ALL: 'fr_FR.UTF-8' };
const rules = `creation_rules:\n  - path_regex: ^prod/\n    key_groups:\n      - age:\n          - ${anna} # Anna\n      - age:\n          - ${bob}\n    encrypted_regex: ^(data)$\n  - path_regex: \\.env$\n    age: ${anna}\nstores:\n  yaml:\n    indent: 2\n`;

let home: CliHome;
beforeAll(() => {
  home = cliHome();
  for (const folder of ['prod', 'wrong', 'bad', 'none', 'prod/deep']) mkdirSync(join(home.work, folder));
  home.write('.sops.yaml', rules);
  home.write('prod/a.yaml', 'canary-rules-1: clear\n');
  home.write('web.env', 'A=canary-rules-2\n');
  home.write('notes.txt', '');
  home.write('wrong/.sops.yaml', `creation_rules:\n  - path_regexp: nothing\n    keygroups: []\n    age: ${anna}\n`);
  home.write('wrong/.env', 'A=1\n');
  home.write('bad/.sops.yaml', 'creation_rules: [canary-rules-3\n');
  home.write('bad/.env', 'A=1\n');
});
afterAll(() => { home.remove(); });

describe('file rules', () => {
  test('names the rule that applies, why the others do not, recipients with names, groups, selector and indent', async () => {
    const { status, stdout, stderr } = await home.run(['file', 'rules', 'prod/a.yaml']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const said of ['Paths are tried on prod/a.yaml', '1\t^prod/\tapplies\t2\n', '2\t\\.env$\tnot reached, and its path does not match\t1\n', `age\t${anna}\tAnna\n`, `age\t${bob}\n`, '2 of 2 groups', 'only names that match ^(data)$', 'Indented by 2 spaces.']) expect(stdout).toContain(said);
    expect(stdout).not.toContain('canary');
    const other = await home.run(['file', 'rules', 'web.env'], { env: french });
    expect(other.status).toBe(0);
    expect(other.stdout).toContain('2\t\\.env$\ts’applique\t1\n');
    expect(other.stdout).toContain('1\t^prod/\tson chemin ne correspond pas\t2\n');
  });

  test('as JSON', async () => {
    const { answer, status } = await home.json(['file', 'rules', 'prod/a.yaml'], { env: french });
    expect(status).toBe(0);
    expect(answer.value).toMatchObject({
      path: 'prod/a.yaml', tried: 'prod/a.yaml', outcome: 'matched', ruleCount: 2, passedOver: '', problemCount: 0, problems: [], rules: [{ line: 2, pathRegex: '^prod/', verdict: 'matches', recipients: 2 }, { line: 9, pathRegex: '\\.env$', verdict: 'not-asked', recipients: 1 }],
      effective: { rule: 0, groups: [{ kind: ['age'], key: [anna], name: ['Anna'] }, { kind: ['age'], key: [bob], name: [''] }], threshold: 2, selector: { field: 'encrypted_regex', text: '^(data)$', usual: false }, macOnlyEncrypted: false, indent: 2 },
    });
    expect(answer.value).not.toHaveProperty('elsewhere');
  });

  test('exits with 10 where no rule applies or the rules have problems, and says where', async () => {
    expect(await home.run(['file', 'rules', 'notes.txt'])).toMatchObject({ status: 10, stdout: expect.stringContaining('No rule applies.') as unknown });
    const wrong = await home.run(['file', 'rules', 'wrong/.env']);
    expect(wrong.status).toBe(10);
    expect(wrong.stdout).toContain('2:5\tsops says nothing\tsops does not know the field path_regexp. Without path_regex this rule is meant for every file. Did you mean path_regex?\n');
    expect(wrong.stdout).toContain('3:5\tsops says nothing\tsops does not know the field keygroups, and ignores it without a word. Did you mean key_groups?\n');
    expect((await home.run(['file', 'rules', 'wrong/.env'], { env: french })).stdout).toContain('Vouliez-vous dire key_groups\u00a0?');
    const bad = await home.run(['file', 'rules', 'bad/.env']);
    expect(bad).toMatchObject({ status: 10, stdout: expect.stringContaining('2:1\tsops refuses every file\tThis is not YAML') as unknown });
    expect(bad.stdout + bad.stderr).not.toContain('canary');
  });

  test('says which rules the sops command would find from here', async () => {
    const elsewhere = await home.run(['file', 'rules', 'wrong/.env']);
    expect(elsewhere.stdout).toContain(`the sops command would find ${join('~', 'work', '.sops.yaml')}`);
    expect((await home.run(['file', 'rules', '.env'], { cwd: join(home.work, 'wrong') })).stdout).not.toContain('sops command');
    expect((await home.json(['file', 'rules', join(home.work, 'web.env')], { cwd: home.folder })).answer.value).toMatchObject({ elsewhere: { rulesFile: '' } });
  });

  test('exits with 4 where there are no rules, or no such file', async () => {
    const outside = home.write('../lonely.env', 'A=1\n');
    const none = await home.run(['file', 'rules', outside]);
    expect(none).toMatchObject({ status: 4, stderr: '' });
    expect(none.stdout).toContain('There is no .sops.yaml in the folder of this file');
    expect(await home.run(['file', 'rules', 'nowhere.env'])).toMatchObject({ status: 4, stdout: '' });
    home.write('../.sops.yml', rules);
    expect((await home.run(['file', 'rules', outside])).stdout).toContain(`${join('~', '.sops.yml')} is not read: the name must end in .yaml.`);
  });

  test('needs no key, and steers no terminal', async () => {
    mkdirSync(join(home.work, 'esc'));
    home.write('esc/.sops.yaml', `creation_rules:\n  - path_regex: "\\e[31m"\n    age:\n      - ${anna} # An\u001b[31mna\n`);
    home.write('esc/.env', '');
    const { stdout, status } = await home.run(['file', 'rules', 'esc/.env'], { env: { SOPS_AGE_KEY: undefined } });
    expect(status).toBe(10);
    expect(stdout).not.toContain('\u001b');
  });
});
