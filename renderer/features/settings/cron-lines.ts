// What to put into cron for a job that was just enrolled, one line for each thing that it may do. Pure; names and paths only, never a key.
import type { AnswerOf } from '../../bridge/index.ts';

export type Enrolled = Extract<AnswerOf<'jobs.enrol'>, { ok: true }>['value'];

/** More lines than these are not read. */
const mostLines = 12;
/** As a shell takes it; cron itself reads a percent sign as the end of a line. */
const quoted = (word: string): string => (/^[\w@+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`).replaceAll('%', String.raw`\%`);

/** What stands for something that only the person knows: the name of a value where the job may have all of them, and where a new value comes from. */
export interface Placeholders {
  readonly key: string;
  readonly source: string;
}

export function cronLines({ job: { name, actions, keys }, paths, keyFile }: Enrolled, { key: anyKey, source }: Placeholders): readonly string[] {
  const where = quoted(keyFile === '' ? `keychain:${name}` : keyFile);
  const lines = actions.flatMap((action) => paths.flatMap((path) => {
    const words = `coffre file ${action} --job-key ${where} ${quoted(path)}`;
    if (action !== 'get' && action !== 'set') return [words];
    return (keys.length === 0 ? [anyKey] : keys).map((key) => `${action === 'set' ? `${source} | ` : ''}${words} ${quoted(key)}`);
  }));
  return lines.slice(0, mostLines).map((line) => `0 3 * * * ${line}`);
}
