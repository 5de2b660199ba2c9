// The same file asked for twice in one breath is one document: two drafts of it could only overwrite one another, and one of them would never be closed.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import { openCore } from '../../fakes/open-core.ts';
import { recipients } from '../../fakes/fixtures.ts';

it('a file that is opened several times at once is one document, and stays one with its changes', async () => {
  const at = openCore();
  try {
    const path = join(at.folder, '.env');
    writeFileSync(path, await encryptDotenv([['A', 'x'], ['B', 'y']], [recipients[0]], new Date()));
    const opened = await Promise.all(Array.from({ length: 5 }, () => at.open(path)));
    expect(new Set(opened.map(({ document }) => document)).size).toBe(1);
    const [{ document }] = opened as [typeof opened[number]];
    const { entry } = await at.done('sops.listEntries', { document });
    await at.done('sops.removeEntries', { document, entries: entry.slice(0, 1) });
    const again = await Promise.all(Array.from({ length: 3 }, () => at.open(path)));
    expect(again.map((one) => one.document)).toEqual([document, document, document]);
    expect(await at.done('sops.listDocuments', {})).toMatchObject([{ document, pending: { removed: 1 } }]);
    await at.done('sops.closeFile', { document });
    expect(await at.done('sops.listDocuments', {})).toEqual([]);
  } finally {
    await at.close();
  }
});
