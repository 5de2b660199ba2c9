// `coffre audit export [-o OUT] [--format …] [filters]`: the log for somebody else, to standard output or a new file.
import { resolve } from 'node:path';
import type { Answer, Invocation } from './answer.ts';
import { filterOf } from './audit-filter.ts';
import { fileSink, outputSink } from './sinks.ts';

export async function auditExport(invocation: Invocation): Promise<Answer> {
  const filter = filterOf(invocation, 'audit export');
  const { format: wanted = 'jsonl', output: out } = invocation.options;
  const format = wanted === 'csv' || wanted === 'bundle' ? wanted : 'jsonl';
  const session = await invocation.session();
  if (out === undefined || out === '-') {
    const sink = outputSink(invocation.terminal, { json: invocation.json, facts: { format }, field: 'text', lineFeed: false });
    await session.call('audit.exportLog', { format, filter, sink: session.sinks.mint(sink) });
    return sink.escaped ? { note: ({ cli }) => cli.notTerminal } : {};
  }
  const written = await session.call('audit.exportLog', { format, filter, sink: session.sinks.mint(fileSink(resolve(out))) }, out);
  return { json: { output: out, format, ...written } };
}
