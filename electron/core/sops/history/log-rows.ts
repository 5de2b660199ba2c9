// Reads `git log --raw -z` as it arrives: which commit gave which file another content. Names of files are bytes of a repository that may be hostile; answers for any bytes.

/** One file in one commit, and what it was called before where git takes it for the same. */
export interface LogRow {
  /** The place of the commit in the log, newest first. */
  readonly commit: number;
  readonly path: string;
  /** The same as `path` unless the file got another name here. */
  readonly pathBefore: string;
  /** Ids of contents; undefined where there is none, or no regular file. */
  readonly content: string | undefined;
  readonly before: string | undefined;
}
export interface LogCommit {
  readonly id: string;
  /** RFC 3339; '' where it is none. */
  readonly date: string;
}

export const rowFormat = '--format=format:%x01%H %cI';

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/;
const header = /^(:+)((?:[0-7]{6} )+)((?:[0-9a-f]{40,64} )+)([A-Z]+)\d*$/;
const nothing = /^0+$/;

/** A regular file, told by its mode. */
const contentOf = (mode: string | undefined, id: string | undefined): string | undefined => (id === undefined || mode?.startsWith('100') !== true || nothing.test(id) ? undefined : id);

export function createLogReader(): { push(chunk: Buffer): void; readonly commits: readonly LogCommit[]; readonly rows: readonly LogRow[] } {
  const commits: LogCommit[] = [];
  const rows: LogRow[] = [];
  let rest = '';
  let raw: RegExpExecArray | undefined;
  let renamedFrom: string | undefined;

  function takePath(path: string, found: RegExpExecArray): void {
    const [, colons = '', modes = '', ids = '', status = ''] = found;
    // A merge is told by its outcome alone, with the contents of each of its parents.
    const parents = colons.length;
    if (parents === 1 && renamedFrom === undefined && /^[RC]/.test(status)) {
      renamedFrom = path;
      return;
    }
    const [mode, id] = [modes.trim().split(' '), ids.trim().split(' ')];
    const row = { commit: commits.length - 1, path, pathBefore: status.startsWith('R') ? (renamedFrom ?? path) : path };
    for (let at = 0; at < parents; at += 1) rows.push({ ...row, content: contentOf(mode[parents], id[parents]), before: contentOf(mode[at], id[at]) });
    raw = undefined;
    renamedFrom = undefined;
  }
  function takeWord(word: string): void {
    if (raw !== undefined) {
      takePath(word, raw);
      return;
    }
    let row = word;
    if (word.startsWith('\u0001')) {
      const end = word.indexOf('\n');
      const [id = '', date = ''] = word.slice(1, end === -1 ? undefined : end).split(' ');
      commits.push({ id, date: rfc3339.test(date) && !Number.isNaN(Date.parse(date)) ? date : '' });
      row = end === -1 ? '' : word.slice(end + 1);
    }
    const found = commits.length === 0 ? null : header.exec(row);
    if (found !== null) raw = found;
  }
  return {
    commits, rows,
    push(chunk) {
      // WHY latin1: a chunk may end within a letter; names are put together again once they are whole.
      const text = rest + chunk.toString('latin1');
      let start = 0;
      for (let end = text.indexOf('\0'); end !== -1; end = text.indexOf('\0', start)) {
        takeWord(text.slice(start, end));
        start = end + 1;
      }
      rest = text.slice(start);
    },
  };
}
