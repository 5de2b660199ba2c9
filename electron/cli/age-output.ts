// Where whole files of age come from and go to on the command line. Must never write over a file.
import { existsSync, lstatSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileSource } from '../node-ports/index.ts';
import type { Invocation } from './answer.ts';
import { Failure } from './failure.ts';
import type { Session } from './session.ts';
import { fileSink, outputSink } from './sinks.ts';
import { inputSource } from './sources.ts';

export const sourceFor = (session: Session, file: string): string => session.sources.mint(file === '-' ? inputSource() : fileSource(resolve(file)));

/** Runs `work` with a sink for what -o says. Answers whether control characters had to be escaped. Throws Failure: file-exists, folder-not-found, and what `work` throws. */
export async function intoOutput(invocation: Invocation, session: Session, work: (sink: string) => Promise<unknown>): Promise<boolean> {
  const out = invocation.options['output'];
  if (out !== undefined && out !== '-') {
    const target = resolve(out);
    if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) throw new Failure('file-exists', {}, out);
    if (!existsSync(dirname(target))) throw new Failure('folder-not-found', {}, dirname(out));
    await work(session.sinks.mint(fileSink(target)));
    return false;
  }
  const sink = outputSink(invocation.terminal, { json: invocation.json, facts: {}, field: 'text', lineFeed: false });
  try {
    await work(session.sinks.mint(sink));
  } catch (error) {
    if (sink.closed && error instanceof Failure) throw new Failure(error.code, error.data, error.subject, true);
    throw error;
  }
  return sink.escaped;
}

/** What stands in JSON where a file was written. */
export const writtenTo = ({ options }: Invocation): { readonly json?: { readonly output: string } } => (options['output'] === undefined || options['output'] === '-' ? {} : { json: { output: options['output'] } });
