// Which values somebody could read in any revision of a repository, told by names and dates alone. Opens nothing and needs no key: who is named in a revision could read it.
import { join } from 'node:path';
import { repositoryOf, changesBelow, readContents, type Changes, type RevisionPorts } from './history/index.ts';
import type { Recipient } from './key-groups.ts';
import { mayName, outlineOf, shapeOf, type Shape } from './shapes.ts';

export { shapeOf } from './shapes.ts';
export type { RevisionPorts } from './history/index.ts';

export interface Readable {
  readonly key: string;
  /** RFC 3339, and the commit; '' where no commit has it. */
  readonly since: string;
  readonly commit: string;
  /** When the last revision that they could read was replaced; '' for one that stands. */
  readonly until: string;
  /** Who of those who were asked about, by their places. */
  readonly who: readonly number[];
}
export interface ReadableRevisions {
  readonly state: 'found' | 'no-git' | 'no-repository';
  /** False if older revisions are not here, or git did not tell all. */
  readonly whole: boolean;
  readonly commits: number;
  /** By the way from the folder, under the last name that a file had. */
  readonly files: ReadonlyMap<string, readonly Readable[]>;
}
export interface Watch {
  readonly signal?: AbortSignal | undefined;
  progress(done: number, total: number): void;
  /** False for files that nobody asked about. */
  wanted(way: string): boolean;
}

/** Larger contents are no files of secrets. */
const maxBytes = 10 * 1024 * 1024;
/** Names that are kept in memory over all shapes; a history with more is not told whole. */
const maxKeys = 1_000_000;

interface Version {
  readonly file: string;
  readonly commit: number;
  readonly content: string | undefined;
  readonly before: string | undefined;
}

/** Rows under the last name of their file. WHY newest first: a name that was given away means the file it belongs to from there on, backwards. */
function versionsOf({ rows }: Changes): readonly Version[] {
  const now = new Map<string, string>();
  return rows.map(({ commit, path, pathBefore, content, before }) => {
    const file = now.get(path) ?? path;
    if (pathBefore !== path) now.set(pathBefore, file);
    return { file, commit, content, before };
  });
}

async function shapesOf(folder: string, versions: readonly Version[], who: readonly Recipient[], ports: RevisionPorts, { signal, progress }: Watch): Promise<{ readonly shapes: ReadonlyMap<string, Shape>; readonly whole: boolean }> {
  const fileOf = new Map<string, string>();
  for (const { file, content, before } of versions) {
    for (const id of [content, before]) if (id !== undefined && !fileOf.has(id)) fileOf.set(id, file);
  }
  const ids = [...fileOf.keys()];
  const may = mayName(who);
  const known = new Map<string, Shape | undefined>();
  const shapes = new Map<string, Shape>();
  const waiting: { readonly id: string; readonly outline: string; readonly bytes: Buffer }[] = [];
  let done = 0;
  let lacking = 0;
  let keys = 0;
  const found = (id: string, shape: Shape | undefined): void => { if (shape !== undefined && shape.readers.length > 0) shapes.set(id, shape); };
  const whole = await readContents(folder, ids, maxBytes, (id, bytes) => {
    done += 1;
    if (bytes === 'missing') lacking += 1;
    else if (bytes !== 'passed' && may(bytes)) {
      const outline = outlineOf(bytes);
      if (known.has(outline)) found(id, known.get(outline));
      else waiting.push({ id, outline, bytes: Buffer.from(bytes) });
    }
  }, async () => {
    progress(done, ids.length);
    for (const { id, outline, bytes } of waiting.splice(0)) {
      if (!known.has(outline)) {
        const shape = await shapeOf(fileOf.get(id) ?? '', bytes, who);
        keys += shape?.keys.length ?? 0;
        if (keys > maxKeys) lacking += 1;
        known.set(outline, keys > maxKeys ? undefined : shape);
      }
      bytes.fill(0);
      found(id, known.get(outline));
    }
  }, ports, signal);
  return { shapes, whole: whole && lacking === 0 };
}

interface Span {
  since: number;
  commit: number;
  until: number;
}

/** When each shape of one file was there, by the places of commits. */
function spansOf(versions: readonly Version[], shapes: ReadonlyMap<string, Shape>, times: readonly number[]): ReadonlyMap<Shape, Span> {
  const spans = new Map<Shape, Span>();
  const spanOf = (shape: Shape, commit: number): Span => {
    const found = spans.get(shape) ?? { since: times[commit] ?? 0, commit, until: times[commit] ?? 0 };
    spans.set(shape, found);
    return found;
  };
  for (const { commit, content, before } of versions) {
    const [time, now, old] = [times[commit] ?? 0, shapes.get(content ?? ''), shapes.get(before ?? '')];
    if (now !== undefined) {
      const span = spanOf(now, commit);
      if (time <= span.since) Object.assign(span, { since: time, commit });
      span.until = Math.max(span.until, time);
    }
    if (old === undefined) continue;
    const span = spanOf(old, commit);
    span.until = Math.max(span.until, time);
  }
  return spans;
}

/** Every value of one file, over all the shapes that it had. */
function readableIn(spans: ReadonlyMap<Shape, Span>, { commits }: Changes, text: (time: number) => string): readonly Readable[] {
  const keys = new Map<string, Span & { readonly who: Set<number> }>();
  for (const [shape, span] of spans) {
    for (const key of shape.keys) {
      const found = keys.get(key);
      if (found === undefined) keys.set(key, { ...span, who: new Set(shape.readers) });
      else {
        if (span.since < found.since) Object.assign(found, { since: span.since, commit: span.commit });
        found.until = Math.max(found.until, span.until);
        for (const reader of shape.readers) found.who.add(reader);
      }
    }
  }
  return [...keys].map(([key, { since, commit, until, who }]) => ({ key, since: text(since), commit: commits[commit]?.id ?? '', until: text(until), who: [...who] }));
}

/**
 * Reads every revision below the folder (absolute, real), in every branch. With several groups of keys whoever is named in one counts, though it may have taken more of them.
 * Refusal: `cancelled`.
 */
export async function readableRevisions(folder: string, who: readonly Recipient[], ports: RevisionPorts, watch: Watch): Promise<ReadableRevisions> {
  const repository = await repositoryOf(folder, ports);
  if (typeof repository === 'string') return { state: repository, whole: true, commits: 0, files: new Map() };
  const changes = await changesBelow(folder, repository, ports, watch.signal);
  const versions = versionsOf(changes).filter(({ file }) => watch.wanted(wayOf(file)));
  const { shapes, whole } = await shapesOf(folder, versions, who, ports, watch);
  const times = changes.commits.map(({ date }) => Date.parse(date) || 0);
  const texts = new Map(changes.commits.map(({ date }, at) => [times[at] ?? 0, date]));
  const byFile = new Map<string, Version[]>();
  for (const version of versions) {
    const list = byFile.get(version.file);
    if (list === undefined) byFile.set(version.file, [version]);
    else list.push(version);
  }
  const files = new Map([...byFile].flatMap(([file, own]) => {
    const readable = readableIn(spansOf(own, shapes, times), changes, (time) => texts.get(time) ?? '');
    return readable.length === 0 ? [] : [[wayOf(file), readable] as const];
  }));
  return { state: 'found', whole: whole && changes.whole && !repository.shallow, commits: changes.commits.length, files };
}

/** The folder at the top of the repository in which this one (absolute, real) lies; undefined outside of any. */
export async function repositoryTop(folder: string, ports: RevisionPorts): Promise<string | undefined> {
  const repository = await repositoryOf(folder, ports);
  return typeof repository === 'string' ? undefined : join(folder, ...repository.prefix.split('/').filter((step) => step !== '').map(() => '..'));
}

/** git gives names as bytes. */
const wayOf = (path: string): string => Buffer.from(path, 'latin1').toString('utf8');
