// Changes to a rules file: whatever way it is written, only what was meant changes, comments and order stay, and taking back what was added gives the old bytes.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateIdentity } from '../../../electron/core/age/index.ts';
import { addRecipient, addRule, readRules, removeRecipient, widenRule } from '../../../electron/core/sops/rules-file/index.ts';

let keys: readonly string[] = [];
beforeAll(async () => { keys = (await Promise.all(Array.from({ length: 5 }, () => generateIdentity()))).map(({ recipient }) => recipient); });
const key = (at: number): string => keys[at] ?? '';
const fill = (text: string): string => text.replaceAll('$0', key(0)).replaceAll('$1', key(1)).replaceAll('$2', key(2));
const unfill = (text: string): string => text.replaceAll(key(0), '$0').replaceAll(key(1), '$1').replaceAll(key(2), '$2');
const groupsOf = async (text: string, index = 0): Promise<readonly (readonly string[])[]> => ((await readRules(text)).creation[index]?.groups ?? []).map((group) => group.map(({ key: each, name }) => `${unfill(each)}${name === '' ? '' : ` ${name}`}`));
const code = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'thrown'));

describe('a recipient', () => {
  const cases: readonly (readonly [how: string, before: string, after: string])[] = [
    ['behind one', 'creation_rules:\n  - age: $0\n', 'creation_rules:\n  - age: $0,$2\n'],
    ['behind commas', '# top\ncreation_rules:\n  - path_regex: a # which\n    age: $0, $1 # Anna, Bob\n    # end\n', '# top\ncreation_rules:\n  - path_regex: a # which\n    age: $0, $1, $2 # Anna, Bob, Cleo\n    # end\n'],
    ['in quotes', 'creation_rules:\n- age: "$0,$1"\n  pgp: ""\n', 'creation_rules:\n- age: "$0,$1,$2"\n  pgp: ""\n'],
    ['in a folded text', 'creation_rules:\n  - age: >-\n      $0,\n      $1\n\n  - age: $1\n', 'creation_rules:\n  - age: >-\n      $0,\n      $1,\n      $2\n\n  - age: $1\n'],
    ['in a literal text with a last comma', 'creation_rules:\n  - age: |\n      $0,\n      $1,\n    path_regex: x\n', 'creation_rules:\n  - age: |\n      $0,\n      $1,\n      $2,\n    path_regex: x\n'],
    ['in a plain text of lines', 'creation_rules:\n  - age: $0,\n      $1\n', 'creation_rules:\n  - age: $0,\n      $1,\n      $2\n'],
    ['in a list', 'creation_rules:\r\n  - age:\r\n      - $0 # Anna\r\n      # Bob\r\n      - $1\r\n    # after\r\n', 'creation_rules:\r\n  - age:\r\n      - $0 # Anna\r\n      # Bob\r\n      - $1\r\n      - $2 # Cleo\r\n    # after\r\n'],
    ['in a list at the end without a line end', 'creation_rules:\n- age:\n  - $0', 'creation_rules:\n- age:\n  - $0\n  - $2 # Cleo'],
    ['in a flow list', 'creation_rules:\n  - age: [ $0, "$1" ] # both\n', 'creation_rules:\n  - age: [ $0, "$1", $2 ] # both\n'],
    ['in a flow list of lines', 'creation_rules:\n  - age: [\n      $0, # Anna\n      $1 # Bob\n    ]\n', 'creation_rules:\n  - age: [\n      $0, # Anna\n      $1, # Bob\n      $2 # Cleo\n    ]\n'],
    ['in a flow list of lines with a last comma', 'creation_rules:\n  - age: [\n      $0,\n      $1, # Bob\n    ]\n', 'creation_rules:\n  - age: [\n      $0,\n      $1, # Bob\n      $2, # Cleo\n    ]\n'],
    ['in a flow rule', 'creation_rules: [{age: $0, path_regex: a}]\n', 'creation_rules: [{age: "$0,$2", path_regex: a}]\n'],
    ['in a key group', 'keys:\n  - &a $0\ncreation_rules:\n  - key_groups:\n      - age:\n          - *a # Anna\n        pgp:\n          - FBC7B9E2A4F9289AC0C1D4843D16CEE4A27381B4\n      - age:\n          - $1\n', 'keys:\n  - &a $0\ncreation_rules:\n  - key_groups:\n      - age:\n          - *a # Anna\n          - $2 # Cleo\n        pgp:\n          - FBC7B9E2A4F9289AC0C1D4843D16CEE4A27381B4\n      - age:\n          - $1\n'],
  ];
  it.each(cases)('is added %s, and taken out again', async (how, before, after) => {
    if (how === 'in a flow rule') {
      // A comma would begin another field there: it is not dared.
      expect(await code(addRecipient(fill(before), 0, key(2), 'Cleo'))).toBe('rules-not-editable');
      return;
    }
    const added = await addRecipient(fill(before), 0, key(2), 'Cleo');
    expect(unfill(added)).toBe(after);
    expect(unfill(await removeRecipient(added, 0, key(2)))).toBe(before.replace(/,\n {6}\$1, # Bob\n {4}\]/, ',\n      $1, # Bob\n    ]'));
  });

  it('is taken out from the beginning and the middle, with its name', async () => {
    const cut = async (before: string, at = 0): Promise<string> => unfill(await removeRecipient(fill(before), 0, key(at)));
    expect(await cut('creation_rules:\n  - age: $0, $1 # Anna, Bob\n')).toBe('creation_rules:\n  - age: $1 # Bob\n');
    expect(await cut('creation_rules:\n  - age: >-\n      $0,\n      $1,\n      $2\n', 1)).toBe('creation_rules:\n  - age: >-\n      $0,\n      $2\n');
    expect(await cut('creation_rules:\n  - age:\n      # Anna\n      - $0\n      # Bob\n      - $1\n')).toBe('creation_rules:\n  - age:\n      # Bob\n      - $1\n');
    expect(await cut('creation_rules:\n  - age: [$0, $1, $2]\n', 1)).toBe('creation_rules:\n  - age: [$0, $2]\n');
    expect(await cut('creation_rules:\n  - age: ["$0,$1", $2]\n')).toBe('creation_rules:\n  - age: ["$1", $2]\n');
    expect(await cut('creation_rules:\n  - key_groups:\n    - age: [$0, $1]\n    - age:\n      - $2\n      - $0 # twice\n')).toBe('creation_rules:\n  - key_groups:\n    - age: [$1]\n    - age:\n      - $2\n');
  });

  it('is added to a rule that has none of its kind, and to the group that is named', async () => {
    expect(unfill(await addRecipient(fill('creation_rules:\n  - path_regex: a # why\n    # note\n  - age: $1\n'), 0, key(0), 'Anna'))).toBe('creation_rules:\n  - path_regex: a # why\n    age: $0 # Anna\n    # note\n  - age: $1\n');
    expect(unfill(await addRecipient(fill('creation_rules:\n  - key_groups:\n    - age: [$0]\n    - pgp:\n      - FBC7B9E2A4F9289AC0C1D4843D16CEE4A27381B4\n'), 0, key(2), '', 1))).toBe('creation_rules:\n  - key_groups:\n    - age: [$0]\n    - pgp:\n      - FBC7B9E2A4F9289AC0C1D4843D16CEE4A27381B4\n      age: [$2]\n');
  });

  it('of PGP is added and taken out as well, however its fingerprint is written', async () => {
    const [one, two] = ['FBC7B9E2A4F9289AC0C1D4843D16CEE4A27381B4', 'D7229043384BCC60326C6FB9D8720D957C3D3074'];
    const spaced = one.replaceAll(/(.{4})/g, '$1 ').trim();
    const text = fill(`creation_rules:\n  - age: $0\n    pgp:\n      - ${spaced} # Anna\n`);
    expect(await code(addRecipient(text, 0, one.toLowerCase()))).toBe('recipient-known');
    const more = await addRecipient(text, 0, two, 'Bob');
    expect(more).toBe(`${text}      - ${two} # Bob\n`);
    expect(await removeRecipient(more, 0, one)).toBe(more.replace(`      - ${spaced} # Anna\n`, ''));
    expect(await removeRecipient(more, 0, two)).toBe(text);
    expect(unfill(await addRecipient(fill('creation_rules:\n  - age: $0\n'), 0, two, 'Bob'))).toBe(`creation_rules:\n  - age: $0\n    pgp: ${two} # Bob\n`);
    expect(await code(addRecipient(text, 0, 'anna@example.com'))).toBe('bad-recipient');
    // The only one of its kind takes the field along.
    expect(unfill(await removeRecipient(text, 0, one))).toBe('creation_rules:\n  - age: $0\n');
    expect(unfill(await removeRecipient(fill(`creation_rules:\n  - key_groups:\n      - age: [$0]\n        pgp: [${two}]\n    path_regex: x`), 0, two))).toBe('creation_rules:\n  - key_groups:\n      - age: [$0]\n    path_regex: x');
    expect(await code(removeRecipient(text, 0, key(0)))).toBe('rules-not-editable');
    const flat = await addRule('', { pathRegex: 'a', recipients: [{ key: two, name: '' }, { key: key(0), name: '' }, { key: one, name: '' }] });
    expect(unfill(flat)).toBe(`creation_rules:\n  - path_regex: a\n    age: $0\n    pgp: >-\n      ${two},\n      ${one}\n`);
    const named = await addRule('', { pathRegex: '', recipients: [{ key: two, name: 'Bob' }, { key: key(0), name: 'Anna' }] });
    expect(unfill(named)).toBe(`creation_rules:\n  - key_groups:\n      - age:\n          - $0 # Anna\n        pgp:\n          - ${two} # Bob\n`);
  });

  it('is refused where it is known, none, shared by an anchor, the last, or not there', async () => {
    const text = fill('creation_rules:\n  - age: $0\n  - key_groups:\n    - age: [$0]\n    - age: [$0, $1]\n');
    expect(await code(addRecipient(text, 0, key(0)))).toBe('recipient-known');
    expect(await code(addRecipient(text, 0, 'age1nobody'))).toBe('bad-recipient');
    expect(await code(addRecipient(text, 9, key(1)))).toBe('rule-not-found');
    expect(await code(removeRecipient(text, 0, key(1)))).toBe('recipient-not-found');
    expect(await code(removeRecipient(text, 0, key(0)))).toBe('last-recipient');
    expect(await code(removeRecipient(text, 1, key(0)))).toBe('last-recipient');
    const shared = fill('all: &all\n  - $0\n  - $1\ncreation_rules:\n  - age: *all\n  - age: *all\n');
    expect(await code(addRecipient(shared, 0, key(2)))).toBe('rules-not-editable');
    expect(await code(removeRecipient(shared, 0, key(0)))).toBe('rules-not-editable');
    expect(await code(addRecipient('creation_rules: [', 0, key(0)))).toBe('rules-not-editable');
  });
});

describe('a rule', () => {
  const one = { pathRegex: '\\.env$', recipients: [] as { key: string; name: string }[] };
  it('goes to the end, or before the one for everything, with the indents of its neighbours', async () => {
    const rule = { ...one, recipients: [{ key: key(2), name: '' }] };
    expect(unfill(await addRule('', rule))).toBe('creation_rules:\n  - path_regex: \\.env$\n    age: $2\n');
    expect(unfill(await addRule('creation_rules: []\n# end\n', rule))).toBe('creation_rules: \n  - path_regex: \\.env$\n    age: $2\n# end\n');
    expect(unfill(await addRule('# only a word\nstores:\n  yaml: {indent: 2}', rule))).toBe('# only a word\nstores:\n  yaml: {indent: 2}\ncreation_rules:\n  - path_regex: \\.env$\n    age: $2\n');
    expect(unfill(await addRule('creation_rules: # soon\nstores: {}\n', rule))).toBe('creation_rules: # soon\n  - path_regex: \\.env$\n    age: $2\nstores: {}\n');
    expect(unfill(await addRule(fill('creation_rules:\n- path_regex: a\n  age: $0 # Anna\n# and so on\nstores: {}\n'), rule))).toBe('creation_rules:\n- path_regex: a\n  age: $0 # Anna\n- path_regex: \\.env$\n  age: $2\n# and so on\nstores: {}\n');
    expect(unfill(await addRule(fill('creation_rules:\n  - path_regex: a\n    age: $0\n\n  # all others\n  - age: $1\n'), rule))).toBe('creation_rules:\n  - path_regex: a\n    age: $0\n\n  - path_regex: \\.env$\n    age: $2\n  # all others\n  - age: $1\n');
  });
  it('keeps names in a group, several keys in a folded text, and what it selects', async () => {
    const named = await addRule('', { pathRegex: "it's a: b #c", recipients: [{ key: key(0), name: 'Anna # 1' }, { key: key(1), name: '' }], selector: { field: 'encrypted_regex', value: '^(a|b)$' }, macOnlyEncrypted: true });
    expect(unfill(named)).toBe("creation_rules:\n  - path_regex: 'it''s a: b #c'\n    key_groups:\n      - age:\n          - $0 # Anna # 1\n          - $1\n    encrypted_regex: ^(a|b)$\n    mac_only_encrypted: true\n".replace('    encrypted_regex: ^(a|b)$', '    encrypted_regex: ^(a|b)$'));
    expect(await groupsOf(named)).toEqual([['$0 Anna # 1', '$1']]);
    expect(unfill(await addRule('', { pathRegex: '', recipients: [{ key: key(0), name: '' }, { key: key(1), name: '' }] }))).toBe('creation_rules:\n  - age: >-\n      $0,\n      $1\n');
  });
  it('is refused where there is no place for it', async () => {
    const rule = { ...one, recipients: [{ key: key(2), name: '' }] };
    for (const text of ['creation_rules: [{age: x}]\n', 'creation_rules: 3\n', '- 1\n', 'a: [', 'a: &a []\ncreation_rules: *a\n', 'a: 1\n---\nb: 2\n']) expect([text, await code(addRule(text, rule))]).toEqual([text, 'rules-not-editable']);
    expect(await code(addRule('', one))).toBe('bad-recipient');
  });
});

describe('random files', () => {
  const comment = fc.constantFrom('', ' # Zoe', ' # a, b');
  const style = fc.constantFrom('age: K,K', 'age: "K, K"', 'age: >-\n  K,\n  K', 'age: |\n  K,\n  K,', 'age:\n  - K\n  - K', 'age:\n- K\n- K', 'age: [K, K]', 'age: [\n  K,\n  K\n]', 'age: [\n  K,\n  K,\n]', 'key_groups:\n  - age:\n      - K\n      - K', 'key_groups:\n- age: [K, K]\n  pgp: []\n- age:\n  - K');
  const lines = fc.record({ style, comments: fc.array(comment, { minLength: 8, maxLength: 8 }), before: fc.constantFrom('', '# about\n', '\n'), path: fc.constantFrom('', 'path_regex: a\n', 'path_regex: "b" # x\n'), after: fc.constantFrom('', 'encrypted_suffix: x\n', '# last\n') }).map(({ style: shape, comments, before, path, after }) => () => {
    let used = 0;
    const body = `${path}${shape.replaceAll('K', () => key((used += 1) % 2))}\n${after}`.trimEnd().split('\n').map((line, at) => `${at === 0 ? '- ' : '  '}${line}${/age: [>|]/.test(line) || /^ {2}age1/.test(line) ? '' : (comments[at % 8] ?? '')}`);
    return `${before}${body.join('\n')}\n`;
  });
  const file = fc.record({ rules: fc.array(lines, { minLength: 1, maxLength: 3 }), indent: fc.constantFrom('', '  ', '    '), crlf: fc.boolean(), tail: fc.constantFrom('', 'stores: {json: {indent: 2}} # s\n', '# end') }).map(({ rules, indent, crlf, tail }) => () => {
    const text = `# head\ncreation_rules:\n${rules.map((rule) => rule().replaceAll(/^(?=.)/gm, indent)).join('')}${tail}`;
    return crlf ? text.replaceAll('\n', '\r\n') : text;
  });
  it('keep every other line when a recipient comes and goes', { timeout: 600_000 }, async () => {
    let changed = 0;
    await fc.assert(fc.asyncProperty(file, fc.nat(2), fc.constantFrom('', 'Cleo'), async (make, at, name) => {
      const text = make();
      const before = await readRules(text);
      const index = at % before.creation.length;
      expect([text, before.problems.filter(({ stops }) => stops !== 'nothing')]).toEqual([text, []]);
      const added = await addRecipient(text, index, key(2), name).catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'rules-not-editable') return undefined;
        throw error;
      });
      if (added === undefined) return;
      changed += 1;
      expect([text, await removeRecipient(added, index, key(2))]).toEqual([text, text]);
      const kept = added.split('\n');
      const lost = text.split('\n').filter((line) => !kept.includes(line));
      expect([text, lost.length <= 1]).toEqual([text, true]);
      const more = await addRule(text, { pathRegex: 'new', recipients: [{ key: key(2), name: '' }] }).catch((error: unknown) => `${text}${String(error)}`);
      expect(more.replace(/ *- path_regex: new\r?\n *age: age1\w+(?:\r?\n|$)/, '').trimEnd()).toBe(text.trimEnd());
    }), { numRuns: process.env['COFFRE_DEEP'] === '1' ? 5000 : 300 });
    expect(changed).toBeGreaterThan(200);
  });
});

describe('an expression', () => {
  const rules = (spelt: string): string => fill(`# top\ncreation_rules:\n  # one\n  - path_regex: ${spelt} # which\n    age: $0\n  - age: $1\n`);
  const wide = async (spelt: string): Promise<string> => (await widenRule(rules(spelt), 0, '^b(\\.c)?$')).slice(rules('').indexOf('path_regex')).split('\n')[0] ?? '';

  it('is widened in the way that it is written, and nothing else changes', async () => {
    expect(await wide('a')).toBe('path_regex: a|^b(\\.c)?$ # which');
    expect(await wide("'it''s'")).toBe("path_regex: 'it''s|^b(\\.c)?$' # which");
    expect(await wide('"\\\\.a"')).toBe('path_regex: "\\\\.a|^b(\\\\.c)?$" # which');
    expect(await wide('(?i)a')).toBe("path_regex: '(?:(?i)a)|^b(\\.c)?$' # which");
    const flow = fill('creation_rules: [{path_regex: a, age: $0}]\n');
    expect(await widenRule(flow, 0, '^b$')).toBe(flow.replace('path_regex: a', 'path_regex: a|^b$'));
    expect((await widenRule(rules('a'), 0, 'b')).replace('a|b', 'a')).toBe(rules('a'));
  });

  it('is left alone where others share it, where it is a block, and where there is none', async () => {
    const shared = fill('creation_rules:\n  - &one\n    path_regex: &p a\n    age: $0\n  - path_regex: *p\n    age: $1\n');
    expect(await Promise.all([0, 1].map((at) => code(widenRule(shared, at, 'b'))))).toEqual(['rules-not-editable', 'rules-not-editable']);
    expect(await code(widenRule(fill('creation_rules:\n  - path_regex: >-\n      a\n    age: $0\n'), 0, 'b'))).toBe('rules-not-editable');
    expect(await Promise.all([1, 2].map((at) => code(widenRule(rules('a'), at, 'b'))))).toEqual(['rules-not-editable', 'rule-not-found']);
  });
});
