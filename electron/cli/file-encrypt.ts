// `coffre file encrypt FILE [-o OUT]`: a clear file becomes an encrypted one. Says what would be lost before it writes; must never put content of the file anywhere but into the core.
import { resolve } from 'node:path';
import type { Prepared } from '../../shared/ipc/sops-files.ts';
import { fileFormat } from '../../shared/ipc/sops-kinds.ts';
import type { Answer, Invocation, Page } from './answer.ts';
import { failure, Failure } from './failure.ts';
import { printable } from './printable.ts';
import { looksLikeFingerprint, looksLikeRecipient, separated } from './recipient-words.ts';
import type { Session } from './session.ts';
import { outputSink } from './sinks.ts';
import { inputSource } from './sources.ts';

/** As sops takes them: also several in one, with commas. Throws Failure `recipient-not-supported`. */
function recipientsFrom({ repeated }: Invocation): readonly string[] {
  const [age, pgp] = [separated(repeated['age'] ?? []), separated(repeated['pgp'] ?? [])];
  // WHY not repeated: what somebody took for a recipient may be the key that opens everything.
  if (!age.every((each) => looksLikeRecipient.test(each)) || !pgp.every((each) => looksLikeFingerprint.test(each))) throw new Failure('recipient-not-supported');
  return [...age, ...pgp];
}

type Warning = Prepared['notes'][number] | Prepared['losses'][number] | 'nothing-encrypted' | 'recipients-kept' | 'rule-problems';
const isLoss = (code: Warning): code is Prepared['losses'][number] => code === 'blank-lines' || code === 'line-escapes' || code === 'spelling';

function warningsOf({ notes, losses, encrypted, readable, groups, ruleProblems }: Prepared, recipients: readonly string[]): readonly Warning[] {
  const known = new Set(groups.flat());
  return [...notes, ...losses, ...(encrypted === 0 && readable > 0 ? ['nothing-encrypted' as const] : []), ...(recipients.some((each) => !known.has(each)) ? ['recipients-kept' as const] : []), ...(ruleProblems > 0 ? ['rule-problems' as const] : [])];
}

function warningText({ cli, words }: Page, code: Warning): string {
  if (code === 'nothing-encrypted') return cli.nothingEncrypted;
  if (code === 'recipients-kept') return cli.recipientsKept;
  if (code === 'rule-problems') return cli.ruleProblems;
  return isLoss(code) ? cli.loss[code] : words.states.note[code].means;
}

function done({ cli }: Page, target: string, { change, encrypted, readable, kept, groups, verified }: Prepared): string {
  if (change === 'none') return cli.sameAlready(printable(target));
  return [cli.encrypted(printable(target), encrypted, readable, groups.flat().length), ...(change === 'updated' ? [cli.kept(kept)] : []), cli.verified[verified]].join(' ');
}

/** Refusals that are about the file to write, not the one that was read. */
const aboutTarget: ReadonlySet<string> = new Set(['target-not-encrypted', 'other-format', 'folder-not-found']);

async function toOutput(invocation: Invocation, session: Session, encryption: string, file: string): Promise<void> {
  const sink = outputSink(invocation.terminal, { json: invocation.json, facts: {}, field: 'text', lineFeed: false });
  try {
    await session.call('sops.writeEncryption', { encryption, sink: session.sinks.mint(sink) }, file);
  } catch (error) {
    if (sink.closed && error instanceof Failure) throw new Failure(error.code, error.data, error.subject, true);
    throw error;
  }
}

export async function fileEncrypt(invocation: Invocation): Promise<Answer> {
  const [file = ''] = invocation.arguments;
  const { output: out, 'input-type': typed } = invocation.options;
  const format = fileFormat.options.find((known) => known === typed);
  if (file === '-' && (out === undefined || format === undefined)) throw failure('input-needs');
  const recipients = recipientsFrom(invocation);
  const session = await invocation.session();
  const input = file === '-' ? { source: session.sources.mint(inputSource()) } : await session.call('projects.refFile', { path: resolve(file) }, file);
  const prepared = await session.call('sops.prepareEncryption', {
    ...input, recipients: [...recipients], ...(format === undefined ? {} : { format }), ...(out === undefined || out === '-' ? {} : { path: resolve(out) }),
  }, file).catch((error: unknown) => {
    throw error instanceof Failure && aboutTarget.has(error.code) ? new Failure(error.code, error.data, out ?? file) : error;
  });
  const warnings = warningsOf(prepared, recipients);
  for (const code of warnings) await invocation.warn((page) => `${page.paint('red', 'coffre:')} ${printable(file)}: ${warningText(page, code)}`);
  if (out === '-') {
    await toOutput(invocation, session, prepared.encryption, file);
    return {};
  }
  const target = out ?? file;
  const { keptAside } = await session.call('sops.writeEncryption', { encryption: prepared.encryption }, target);
  const { encryption: _, notes: _notes, losses: _losses, groups, rulesFile, ruleLine, ruleProblems: _problems, ...facts } = prepared;
  return {
    json: { output: target, ...facts, recipients: groups, ...(rulesFile === '' ? {} : { rule: { file: rulesFile, line: ruleLine } }), warnings, ...(keptAside === undefined ? {} : { keptAside }) },
    note: (page) => done(page, target, prepared),
    ...(keptAside === undefined ? {} : { warning: ({ cli }: Page) => cli.keptAside(printable(keptAside)) }),
  };
}
