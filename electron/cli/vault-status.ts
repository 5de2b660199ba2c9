// `coffre vault status`: how the server is, and what the token may be. The token itself is never shown.
import type { Answer, Invocation } from './answer.ts';
import { lasts } from './lasts.ts';
import { table } from './page.ts';
import { printable } from './printable.ts';
import { vaultConnection } from './vault-connection.ts';

export async function vaultStatus(invocation: Invocation): Promise<Answer> {
  const { session, at } = await vaultConnection(invocation);
  const status = await session.call('vault.getStatus', at);
  return {
    status: status.state === 'active' || status.state === 'standby' ? 0 : 6,
    json: status,
    text(page) {
      const { cli: { vault: say } } = page;
      const { token } = status;
      const rows = [
        [say.rows.address, status.address], [say.rows.state, say.state[status.state]], [say.rows.version, status.version],
        ...(status.cluster === '' ? [] : [[say.rows.cluster, status.cluster]]), ...(status.namespace === '' ? [] : [[say.rows.namespace, status.namespace]]),
        [say.rows.token, token === undefined ? say.noToken : token.name],
        ...(token === undefined ? [] : [[say.rows.policies, token.policies.join(', ')], [say.rows.ttl, token.ttlSeconds === 0 ? say.never : `${lasts(page, token.ttlSeconds)}${token.renewable ? `, ${say.renewable}` : ''}`]]),
      ];
      return table(page, rows.map((row) => row.map(printable)), (_row, column) => (column === 0 ? 'dim' : undefined));
    },
  };
}
