// `coffre vault destroy SECRET` and `metadata SECRET`: the end of versions, and what is kept about a secret beside its values.
import type { Answer, Invocation } from './answer.ts';
import { failure } from './failure.ts';
import { table } from './page.ts';
import { printable } from './printable.ts';
import { vaultConnection } from './vault-connection.ts';
import { vaultDone } from './vault-done.ts';
import { versionNumber, versionNumbers } from './version-numbers.ts';

export async function vaultDestroy(invocation: Invocation): Promise<Answer> {
  const [path = ''] = invocation.arguments;
  const versions = [...versionNumbers(invocation.repeated['version'])];
  const all = invocation.options['all'] !== undefined;
  if (all === versions.length > 0) throw failure('versions-or-all');
  const { session, at } = await vaultConnection(invocation);
  const done = all ? await session.call('vault.destroySecret', { ...at, path }, path) : await session.call('vault.destroyVersions', { ...at, path, versions }, path);
  return vaultDone({ path }, done, ({ cli }) => cli.vault.destroyed(printable(path), all ? 0 : versions.length));
}

export async function vaultMetadata(invocation: Invocation): Promise<Answer> {
  const [path = ''] = invocation.arguments;
  const typed = invocation.options['max-versions'];
  const deleteAfter = invocation.options['delete-after'];
  const maxVersions = typed === undefined ? undefined : versionNumber(typed, '--max-versions', 0);
  const { session, at } = await vaultConnection(invocation);
  const seen = await session.call('vault.getMetadata', { ...at, path }, path);
  if (maxVersions !== undefined || deleteAfter !== undefined) {
    const { casRequired, custom } = seen;
    await session.call('vault.saveMetadata', { ...at, path, seen: { maxVersions: seen.maxVersions, casRequired, deleteAfter: seen.deleteAfter, custom }, wanted: { ...(maxVersions === undefined ? {} : { maxVersions }), ...(deleteAfter === undefined ? {} : { deleteAfter }) } }, path);
  }
  const now = maxVersions === undefined && deleteAfter === undefined ? seen : await session.call('vault.getMetadata', { ...at, path }, path);
  return {
    json: now,
    text(page) {
      const { cli: { vault: { metadata: say, never } } } = page;
      const rows = [
        [say.current, String(now.current)], [say.created, now.created], [say.updated, now.updated], [say.maxVersions, now.maxVersions === 0 ? say.asEngine : String(now.maxVersions)], [say.deleteAfter, now.deleteAfter === '0s' ? never : now.deleteAfter],
        ...now.custom.map(({ name, text }) => [name, text]),
      ];
      return table(page, rows.map((row) => row.map(printable)), (_row, column) => (column === 0 ? 'dim' : undefined));
    },
  };
}
