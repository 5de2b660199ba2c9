// The text of a `.sops.yaml`, twenty thousand times broken: it is read, tells what is wrong with it by its place, and never fails.
import { describe, expect, it } from 'vitest';
import { readRules } from '../../../electron/core/sops/rules-file/index.ts';
import { recipients } from '../../fakes/fixtures.ts';
import { canary, fuzz, inputOf, inputs } from './fuzz-kit.ts';

const [anna, bob] = recipients;
const samples = [
  `creation_rules:\n  - path_regex: ^a/\n    age: ${anna}, ${bob} # ${canary}\n    encrypted_regex: ^(a|b)$\n`,
  `creation_rules:\n  - key_groups:\n      - age: [${anna}] # anna\n        merge: [{pgp: [FBC7B9E2A4F9289AC0C1D4843D16CEE4A27381B4]}]\n      - age:\n          - ${bob}\n    shamir_threshold: 2\n`,
  `keys:\n  - &a ${anna}\ncreation_rules:\n  - <<: {mac_only_encrypted: true}\n    age:\n      - *a\n    kms: >-\n      arn:aws:kms:a:1:key/k,\n      x\nstores:\n  yaml:\n    indent: 2\n`,
  `destination_rules:\n  - s3_bucket: b\n    recreation_rule: {age: ${anna}}\ncreation_rules:\n  - {age: [${bob}], shamir_threshold: 0o7, path_regex: "a\\tb"}\n`,
].map((text) => Buffer.from(text));
const pieces = ['\n', '\n  ', '\n- ', ': ', '- ', '[', ']', '{', '}', ',', '#', ' # x', '&a ', '*a', '<<: *a', '!!str ', '|\n', '>-\n', '"', "'", '\t', '\0', '~', '---\n', '...\n', '? ', '%YAML 1.1\n', 'age: ', 'creation_rules:', 'key_groups:', '\r\n', '\u2028', '😀', '0x', 'null', 'path_regex: (', 'AGE-SECRET-KEY-1CANARY', '(a+)+$', 'x{1000}{1000}', '[[[['];

describe('a file of rules', () => {
  it('of any text is read, tells what is wrong with it by its place, and never fails', { timeout: 3_600_000 }, async () => {
    const { read } = await fuzz(inputs, (dice) => inputOf(samples, pieces, dice), async (bytes) => {
      const text = bytes.toString('utf8');
      const { problems, creation } = await readRules(text);
      const lines = text.split('\n');
      if (!problems.every(({ line, column }) => line <= lines.length && column <= (lines[line - 1] ?? '').length + 1)) expect('a problem behind the end of the file').toBe('');
      if (JSON.stringify([problems, creation.map(({ groups }) => groups)]).includes('AGE-SECRET-KEY')) expect('a private key that was repeated').toBe('');
    });
    expect(read).toBe(inputs);
  });
});
