// `coffre file get FILE KEY`: one value to standard output. The value goes from the core into the sink and is never seen here.
import type { Answer, Invocation } from './answer.ts';
import { openDocument } from './document.ts';
import { Failure } from './failure.ts';
import { outputSink } from './sinks.ts';

export async function fileGet(invocation: Invocation): Promise<Answer> {
  const [file = '', key = ''] = invocation.arguments;
  const session = await invocation.session();
  const { document } = await openDocument(session, file);
  const sink = outputSink(invocation.terminal, { json: invocation.json, facts: { key }, field: 'value', lineFeed: true });
  try {
    await session.call('sops.printEntry', { document, path: key, sink: session.sinks.mint(sink) }, file);
  } catch (error) {
    if (sink.closed && error instanceof Failure) throw new Failure(error.code, error.data, error.subject, true);
    throw error;
  }
  return sink.escaped ? { note: ({ cli }) => cli.notTerminal } : {};
}
