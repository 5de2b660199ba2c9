// `coffre file decrypt FILE [-o OUT]`: the whole file in clear text, to standard output or a new file of its owner alone.
import { existsSync, lstatSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Answer, Invocation } from './answer.ts';
import { openDocument } from './document.ts';
import { Failure } from './failure.ts';
import { fileSink, outputSink } from './sinks.ts';

/** Says before anything is decrypted what the sink would refuse anyway. */
function checkTarget(target: string, typed: string): void {
  if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) throw new Failure('file-exists', {}, typed);
  if (!existsSync(dirname(target))) throw new Failure('folder-not-found', {}, dirname(typed));
}

async function toFile(invocation: Invocation, file: string, out: string): Promise<Answer> {
  const target = resolve(out);
  checkTarget(target, out);
  const session = await invocation.session();
  const { document } = await openDocument(session, file);
  const { bytes } = await session.call('sops.decryptFile', { document, sink: session.sinks.mint(fileSink(target)) }, out);
  return { json: { output: out, bytes } };
}

export async function fileDecrypt(invocation: Invocation): Promise<Answer> {
  const [file = ''] = invocation.arguments;
  const out = invocation.options['output'];
  if (out !== undefined && out !== '-') return toFile(invocation, file, out);
  const session = await invocation.session();
  const { document } = await openDocument(session, file);
  const sink = outputSink(invocation.terminal, { json: invocation.json, facts: {}, field: 'text', lineFeed: false });
  try {
    await session.call('sops.decryptFile', { document, sink: session.sinks.mint(sink) }, file);
  } catch (error) {
    if (sink.closed && error instanceof Failure) throw new Failure(error.code, error.data, error.subject, true);
    throw error;
  }
  return sink.escaped ? { note: ({ cli }) => cli.notTerminal } : {};
}
