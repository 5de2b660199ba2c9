// `coffre vault status`: how the server is, and what the token may be. The token itself is never shown.
import type { Answer, Invocation, Page } from './answer.ts';
import { table } from './page.ts';
import { printable } from './printable.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** In the largest unit that says enough. */
function lasts({ language }: Page, seconds: number): string {
  const [size, unit] = seconds >= 2 * day ? [day, 'day'] as const : seconds >= 2 * hour ? [hour, 'hour'] as const : seconds >= 2 * minute ? [minute, 'minute'] as const : [1, 'second'] as const;
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 }).format(Math.floor(seconds / size));
}

export async function vaultStatus(invocation: Invocation): Promise<Answer> {
  const session = await invocation.session();
  const status = await session.call('vault.getStatus', {});
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
