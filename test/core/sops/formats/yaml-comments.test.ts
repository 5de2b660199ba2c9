// Comments below nested blocks: sealed where sops looks for them, so that it prints them in clear.
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAgeKeySource } from '../../../../electron/core/sops/key-sources/age/index.ts';
import { encryptFile } from '../../../../electron/core/sops/encrypt-file.ts';
import { yaml } from '../../../../electron/core/sops/formats/yaml/index.ts';
import { linesOf } from '../../../../electron/core/sops/tree.ts';
import { identities, recipients } from '../../../fakes/fixtures.ts';
import { fakePorts } from '../../../fakes/ports.ts';
import { realSops, sopsPath } from '../../../fakes/real-sops.ts';

const texts = [
  'a:\n    b:\n        c: v\n    # below\nk: w\n', 'a:\n    b:\n        c: v\n    # below\n', 'a:\n    b:\n        - v\n    # below\n# y\nk: 1\n',
  'a:\n    b:\n        c:\n            d: 1\n        # x\n    # z\n# y\nk: 1\n', 'k1:\n    k0: v\n# end\n', 'a:\n    b:\n        c: v\n    # x\n    d: w\n',
];

describe.skipIf(sopsPath === undefined)('a comment below a nested block', () => {
  it.each(texts)('%j', async (text) => {
    const ports = fakePorts();
    const folder = mkdtempSync(join(tmpdir(), 'coffre-comments-'));
    try {
      // A blank line on either side, so that both readers agree on where it stands in the clear file.
      const { branches } = await yaml.parsePlain(Buffer.from(text.replace(/^( *#.*)$/gm, '\n$1\n')));
      const bytes = await encryptFile({ format: yaml, lines: await linesOf(branches), groups: [[{ kind: 'age', recipient: recipients[0] }]], sources: [createAgeKeySource(ports)], now: new Date('2026-01-02T03:04:05Z') });
      const path = join(folder, 'a.yaml');
      writeFileSync(path, bytes);
      const peer = realSops(['decrypt', path], identities[0]);
      expect(peer.stderr).toBe('');
      expect(peer.stdout.toString('utf8')).toBe(text);
    } finally {
      rmSync(folder, { recursive: true });
      ports.fake.remove();
    }
  });
});
