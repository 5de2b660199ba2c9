// `coffre health`: every source that lies on a server, one line each. Needs no token and opens nothing.
import type { Answer, Invocation } from './answer.ts';
import { Failure } from './failure.ts';
import { statusOf, type ExitStatus } from './exit-status.ts';
import { table } from './page.ts';
import { printable } from './printable.ts';
import { inEnvironment } from './vault-connection.ts';

interface Line {
  readonly backend: 'vault';
  readonly address: string;
  /** `active`, `standby`, `sealed`, `not-initialised`, or the code of what went wrong. */
  readonly state: string;
  readonly version: string;
  readonly milliseconds: number;
}
const usable: ReadonlySet<string> = new Set(['active', 'standby']);

export async function health(invocation: Invocation): Promise<Answer> {
  if (!inEnvironment(invocation)) return { json: { backends: [] }, note: ({ cli }) => cli.vault.noBackends };
  const session = await invocation.session();
  let line: Line;
  let status: ExitStatus = 0;
  try {
    const { address, state, version, milliseconds } = await session.call('vault.getHealth', {});
    line = { backend: 'vault', address, state, version, milliseconds };
    if (!usable.has(state)) status = 6;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    line = { backend: 'vault', address: '', state: error.code, version: '', milliseconds: 0 };
    status = statusOf(error.code);
  }
  const { backend, address, state, version, milliseconds } = line;
  return {
    status,
    json: { backends: [line] },
    text(page) {
      const { cli: { vault: say } } = page;
      const said = Object.hasOwn(say.state, state) ? say.state[state as keyof typeof say.state] : page.title(state, {});
      return table(page, [[backend, printable(address), said, ...(version === '' ? [] : [printable(version), `${String(milliseconds)} ms`])]], (_row, column) => (column === 2 ? (status === 0 ? 'green' : 'red') : undefined));
    },
  };
}
