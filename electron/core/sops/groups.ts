// Which comments are headings, and which entries stand under them. Guesses from the shape of the lines alone; must never see a value or an unmasked comment.

export type GroupLine = { readonly kind: 'entry' | 'blank'; readonly id: number } | { readonly kind: 'comment'; readonly id: number; readonly text: string };
type CommentLine = Extract<GroupLine, { readonly kind: 'comment' }>;

export interface Groups {
  /** For each entry the index of its group, -1 for none. */
  readonly group: ReadonlyMap<number, number>;
  /** The titles of the groups that have entries, in the order of the file. A title that stands twice opens two groups. */
  readonly groups: readonly string[];
  /** The comments that make up headings; they belong to no entry. */
  readonly headings: ReadonlySet<number>;
}

const decoration = '[-=#*~_+|/<>─━═│┃║╔╗╚╝┌┐└┘╭╮╰╯•·]';
const rule = new RegExp(`^\\s*${decoration}{3,}\\s*$`);
const leading = new RegExp(`^\\s*(${decoration}*)\\s*`);
const decorated = new RegExp(decoration);
/** What commentForList leaves of a commented-out assignment. */
const masked = /[=:]\s*…$/;

/** A title without its decoration, and how much of that there was in front. */
function undecorated(text: string): { readonly title: string; readonly before: number } {
  const found = leading.exec(text);
  let end = text.length;
  // WHY by hand: an expression that is anchored at the end alone takes quadratic time.
  while (end > 0 && (decorated.test(text.charAt(end - 1)) || /\s/.test(text.charAt(end - 1)))) end -= 1;
  const start = found?.[0].length ?? 0;
  return { title: end > start ? text.slice(start, end).replace(/\s*:$/, '') : '', before: found?.[1]?.length ?? 0 };
}

/** A name before an equals sign, behind decoration: a commented-out line in disguise. */
const isTitle = (title: string): boolean => /[\p{L}\p{N}]/u.test(title) && !masked.test(title) && !/^[\w.-]+\s*=/.test(title);

/** The title of `--- Database ---`, `=== x ===`, `### x`, else undefined. */
function bannerTitle(text: string): string | undefined {
  const { title, before } = undecorated(text);
  return before >= 2 && isTitle(title) ? title : undefined;
}

const boxHeight = 6;

/** How many comments from `at` on are a banner of one line, of three (rule, title, rule) or of two (title and rule), and its title. */
function bannerAt(block: readonly CommentLine[], at: number): { readonly title: string; readonly size: number } | undefined {
  const text = block[at]?.text ?? '';
  const isRule = (index: number): boolean => rule.test(block[index]?.text ?? '');
  const titleAt = (index: number): string | undefined => {
    const { title } = undecorated(block[index]?.text ?? '');
    return isTitle(title) ? title : undefined;
  };
  if (isRule(at)) {
    const title = titleAt(at + 1);
    if (title === undefined) return undefined;
    for (let end = at + 2; end < at + boxHeight; end += 1) if (isRule(end)) return { title, size: end - at + 1 };
    return { title, size: 2 };
  }
  const one = bannerTitle(text);
  if (one !== undefined) return { title: one, size: 1 };
  const title = titleAt(at);
  // A rule below a title, unless the rule is the upper edge of the next box.
  return title !== undefined && isRule(at + 1) && !(titleAt(at + 2) !== undefined && isRule(at + 3)) ? { title, size: 2 } : undefined;
}

/** For each line how many entries follow it before the next blank line or comment. Commented-out assignments do not count as comments here. */
function entriesAfter(lines: readonly GroupLine[]): Uint32Array {
  const counts = new Uint32Array(lines.length + 1);
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at];
    const below = counts[at + 1] ?? 0;
    counts[at] = line?.kind === 'entry' ? below + 1 : line?.kind === 'comment' && masked.test(line.text) ? below : 0;
  }
  return counts;
}

/** Comments with nothing between them, and what follows. */
interface Block {
  readonly kind: 'block';
  readonly comments: readonly CommentLine[];
  /** True at the start of the file or behind a blank line. */
  readonly detached: boolean;
  readonly entriesBelow: number;
}
interface Entry {
  readonly kind: 'entry';
  readonly id: number;
  /** True right behind a blank line. */
  readonly detached: boolean;
}

function partsOf(lines: readonly GroupLine[]): readonly (Block | Entry)[] {
  const counts = entriesAfter(lines);
  const parts: (Block | Entry)[] = [];
  let comments: CommentLine[] = [];
  let blockDetached = true;
  let detached = true;
  for (let at = 0; at <= lines.length; at += 1) {
    const line = lines[at];
    if (line?.kind === 'comment' && !masked.test(line.text)) {
      if (comments.length === 0) blockDetached = detached;
      comments.push(line);
      detached = false;
    } else {
      if (comments.length > 0) parts.push({ kind: 'block', comments, detached: blockDetached, entriesBelow: counts[at] ?? 0 });
      comments = [];
      if (line?.kind === 'entry') parts.push({ kind: 'entry', id: line.id, detached });
      if (line?.kind !== 'comment') detached = line?.kind === 'blank';
    }
  }
  return parts;
}

/** The titles of the banners in a block; their comments go into `headings`. */
function bannersIn(comments: readonly CommentLine[], headings: Set<number>): readonly string[] {
  const titles: string[] = [];
  for (let at = 0; at < comments.length;) {
    const banner = bannerAt(comments, at);
    if (banner !== undefined) {
      titles.push(banner.title);
      for (const { id } of comments.slice(at, at + banner.size)) headings.add(id);
    }
    at += banner?.size ?? 1;
  }
  return titles;
}

/** The title that the last line of a block makes, else undefined. */
function headingOf(comments: readonly CommentLine[]): string | undefined {
  const last = comments.findLast(({ text }) => text.trim() !== '' && !rule.test(text));
  const title = last === undefined ? '' : undecorated(last.text).title;
  return isTitle(title) ? title : undefined;
}

/**
 * Finds the headings of a file in linear time. `text` of a comment is what stands behind its `#`, already masked by commentForList.
 * A banner opens a section that lasts until the next banner. A comment block at the start of the file or after a blank line, with two entries or more right below,
 * opens a group named by its last line, within that section; a blank line with an entry right below ends it. Where no blank line is left (sops drops them), a comment
 * with two entries or more below opens a group unless there are banners, and one with a single entry below belongs to that entry. Commented-out assignments open nothing.
 */
export function groupsOf(lines: readonly GroupLine[]): Groups {
  const group = new Map<number, number>();
  const groups: string[] = [];
  const headings = new Set<number>();
  const airy = lines.some(({ kind }) => kind === 'blank');
  const parts = partsOf(lines);
  const banners = new Map(parts.flatMap((part) => (part.kind === 'block' ? [[part, bannersIn(part.comments, headings)] as const] : [])));
  const someBanner = headings.size > 0;

  interface Open { readonly title: string; index: number }
  let section: Open | undefined;
  let current: Open | undefined;
  for (const part of parts) {
    if (part.kind === 'entry') {
      if (part.detached) current = section;
      if (current?.index === -1) current.index = groups.push(current.title) - 1;
      group.set(part.id, current?.index ?? -1);
      continue;
    }
    const banner = banners.get(part)?.at(-1);
    if (banner !== undefined) {
      section = { title: banner, index: -1 };
      current = section;
    } else if (part.entriesBelow >= 2 && (airy ? part.detached : !someBanner)) {
      const title = headingOf(part.comments);
      if (title === undefined) continue;
      for (const { id } of part.comments) headings.add(id);
      current = { title, index: -1 };
    }
  }
  return { group, groups, headings };
}
