// `coffre vault wrap SECRET [FIELD]` and `unwrap`: a secret handed on once. Tokens and values go from the core into the sink and are never seen here.
import type { Answer, Invocation } from './answer.ts';
import { outputSink } from './sinks.ts';
import { readValue } from './stdin.ts';
import { vaultConnection } from './vault-connection.ts';
import { versionNumber } from './version-numbers.ts';

const usualSeconds = 300;

export async function vaultWrap(invocation: Invocation): Promise<Answer> {
  const [path = '', name] = invocation.arguments;
  const typed = invocation.options['seconds'];
  const ttlSeconds = typed === undefined ? usualSeconds : versionNumber(typed, '--seconds', 1);
  const { session, at } = await vaultConnection(invocation);
  const sink = outputSink(invocation.terminal, { json: invocation.json, facts: { path }, field: 'token', lineFeed: true });
  await session.call('vault.printWrapped', { ...at, path, version: 0, ...(name === undefined ? {} : { name }), ttlSeconds, sink: session.sinks.mint(sink) }, path);
  return {};
}

export async function vaultUnwrap(invocation: Invocation): Promise<Answer> {
  const value = await readValue(invocation.terminal, async () => {
    const { cliWords } = await import('../../shared/words/index.ts');
    return cliWords(invocation.language()).prompt(cliWords(invocation.language()).vault.proofs.token);
  });
  const { session, at } = await vaultConnection(invocation);
  const sink = outputSink(invocation.terminal, { json: invocation.json, facts: {}, field: 'values', lineFeed: true, isJson: true });
  await session.call('vault.printUnwrapped', { ...at, value: value.trim(), sink: session.sinks.mint(sink) });
  return {};
}
