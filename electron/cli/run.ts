// One command line from its words to its exit status. Must write the answer, and nothing but the answer, to standard output.
import { serveAgent, systemLanguage, turnOffCoreDumps } from '../node-ports/index.ts';
import { agentWord } from './agent-word.ts';
import type { Answer, Invocation, Page } from './answer.ts';
import { statusOf, type ExitStatus } from './exit-status.ts';
import { Failure } from './failure.ts';
import { commands } from './grammar.ts';
import { loaders } from './loaders.ts';
import { parse, wantsJson, type Parsed } from './parse.ts';
import { jsonLine, printable } from './printable.ts';
import { version } from './root.ts';
import type { Session } from './session.ts';
import { terminal, writeAll } from './terminal.ts';

type Environment = Readonly<Record<string, string | undefined>>;

async function pageFor(environment: Environment, stream: 'output' | 'errors', language?: 'en'): Promise<Page> {
  const { createPage, mayColour } = await import('./page.ts');
  return createPage(language ?? systemLanguage(environment), { terminal: terminal[stream], colour: mayColour(environment, terminal[stream]) });
}

async function choose(parsed: Parsed, environment: Environment, json: boolean): Promise<Answer | undefined> {
  if (parsed.options['help'] !== undefined) {
    const { helpFor } = await import('./help.ts');
    return { json: { help: helpFor(parsed, (await pageFor(environment, 'output', json ? 'en' : undefined)).cli) }, text: ({ cli }) => helpFor(parsed, cli) };
  }
  if (parsed.command === undefined && parsed.options['version'] !== undefined) {
    return { json: { version }, text: () => `coffre ${version}\n` };
  }
  return undefined;
}

/** Opened by the first call for it; closed here whatever happens. */
async function perform(parsed: Parsed, environment: Environment, json: boolean): Promise<Answer> {
  const direct = await choose(parsed, environment, json);
  if (direct !== undefined) return direct;
  const command = parsed.command ?? commands[0];
  if (command === undefined) throw new Error('the grammar has no commands');
  let session: Session | undefined;
  const invocation: Invocation = {
    arguments: parsed.arguments,
    options: parsed.options,
    repeated: parsed.repeated,
    json, environment, terminal, print,
    language: () => systemLanguage(environment),
    async warn(sentence) {
      if (!json) complain(`${sentence(await pageFor(environment, 'errors'))}\n`);
    },
    async session() {
      if (session !== undefined) return session;
      session = (await import('./session.ts')).openSession(environment, parsed.options['yes'] !== undefined);
      const job = parsed.options['job-key'] ?? environment['COFFRE_JOB_KEY_FILE'] ?? '';
      // WHY before anything else: from then on the core does what the job may, and nothing more.
      if (job !== '') await (await import('./job-key.ts')).useJobKey(session, job);
      return session;
    },
  };
  try {
    return await (await loaders[command.name]())(invocation);
  } finally {
    if (session !== undefined) await sayUnlogged(session, environment, json);
    await session?.close().catch(() => {
      // The gate has logged an audit log that cannot be written, and has kept back what must not leave without it: the answer stands.
    });
  }
}

/** WHY always: what is read without a line in the log, nobody can look up later. */
async function sayUnlogged(session: Session, environment: Environment, json: boolean): Promise<void> {
  const standing = await session.call('audit.getStanding', {}).catch(() => undefined);
  if (standing === undefined || standing.unlogged === 0) return;
  const { unloggedText } = await import('./audit-unlogged.ts');
  complain(unloggedText(await pageFor(environment, 'errors', json ? 'en' : undefined), standing));
}

/** False if the reader has gone; throws Failure `write-failed`. */
function print(text: string): boolean {
  try {
    return writeAll(1, text);
  } catch {
    // WHY no detail: a full or broken device is all there is to say.
    throw new Failure('write-failed');
  }
}

/** To standard error; where that is broken too, the exit status has to do. */
function complain(text: string): void {
  try {
    writeAll(2, text);
  } catch {
    // Nowhere is left to say it.
  }
}

/** False if the reader of standard output has gone. */
async function show(answer: Answer, environment: Environment, json: boolean): Promise<boolean> {
  const written = json ? answer.json === undefined || print(jsonLine({ ok: true, value: answer.json })) : answer.text === undefined || print(answer.text(await pageFor(environment, 'output')));
  const say = async (sentence: ((page: Page) => string) | undefined): Promise<void> => {
    if (sentence !== undefined) complain(`${sentence(await pageFor(environment, 'errors'))}\n`);
  };
  if (!json && terminal.errors) await say(answer.note);
  if (!json) await say(answer.warning);
  return written;
}

async function tell(failure: Failure, environment: Environment, json: boolean): Promise<ExitStatus> {
  const { code, data, subject, quiet } = failure;
  if (quiet) return statusOf(code);
  if (json) {
    try {
      writeAll(1, jsonLine({ ok: false, error: { code, data, ...(subject === '' ? {} : { subject }) } }));
      return statusOf(code);
    } catch {
      // Standard output is what is broken: a person may still read the words.
    }
  }
  const { failureText } = await import('./page.ts');
  complain(failureText(await pageFor(environment, 'errors'), new Failure(code, data, printable(subject))));
  return statusOf(code);
}

/** Runs `argv` (without the program's own two words). Never rejects for an expected failure. */
export async function run(argv: readonly string[], environment: Environment): Promise<ExitStatus> {
  if (argv.length === 1 && argv[0] === agentWord) {
    await turnOffCoreDumps(process.pid);
    return (await serveAgent(environment)) ? 0 : 1;
  }
  // WHY: timers of the core keep no process alive, and a command must not end in the middle of a wait.
  const hold = setInterval(() => undefined, 60_000);
  const json = wantsJson(argv);
  try {
    const answer = await perform(parse(argv), environment, json);
    // A list cut short by its reader (`| head`) is as long as somebody wanted it.
    return (await show(answer, environment, json)) ? (answer.status ?? 0) : 0;
  } catch (error) {
    if (error instanceof Failure) return await tell(error, environment, json);
    // SECURITY(cli-no-raw-error): the message of an unexpected error may hold content; the person gets an incident number instead.
    const { reportCrash } = await import('./crash.ts');
    return await tell(reportCrash(error, environment), environment, json);
  } finally {
    clearInterval(hold);
  }
}
