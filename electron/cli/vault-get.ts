// `coffre vault get SECRET [FIELD]`: one value, or the names of all fields; all values only where --values says so. They go from the core into the sink and are never seen here.
import type { Answer, Invocation } from './answer.ts';
import { Failure, failure } from './failure.ts';
import { printable } from './printable.ts';
import { outputSink, type OutputShape } from './sinks.ts';
import { vaultConnection } from './vault-connection.ts';
import { versionNumber } from './version-numbers.ts';

export async function vaultGet(invocation: Invocation): Promise<Answer> {
  const [path = '', name] = invocation.arguments;
  const typed = invocation.options['version'];
  const version = typed === undefined ? 0 : versionNumber(typed, '--version', 1);
  const everything = invocation.options['values'] !== undefined;
  if (everything && name !== undefined) throw failure('field-or-values');
  const { session, at } = await vaultConnection(invocation);
  if (!everything && name === undefined) {
    const found = await session.call('vault.listFields', { ...at, path, version }, path);
    return {
      json: found,
      text: () => found.names.map((field) => `${printable(field)}\n`).join(''),
      note: ({ cli }) => cli.vault.fieldsOf(found.names.length, found.version),
    };
  }
  const shape: OutputShape = name === undefined ? { json: invocation.json, facts: { path }, field: 'values', lineFeed: true, isJson: true } : { json: invocation.json, facts: { path, field: name }, field: 'value', lineFeed: true };
  const sink = outputSink(invocation.terminal, shape);
  try {
    const ref = session.sinks.mint(sink);
    await (name === undefined ? session.call('vault.printSecret', { ...at, path, version, sink: ref }, path) : session.call('vault.printField', { ...at, path, name, version, sink: ref }, path));
  } catch (error) {
    if (sink.closed && error instanceof Failure) throw new Failure(error.code, error.data, error.subject, true);
    throw error;
  }
  return sink.escaped ? { note: ({ cli }) => cli.notTerminal } : {};
}
