// Under which path a comment was sealed. The parsers that read a file do not agree on what a comment belongs to, so places near it are tried until one fits (spec §1.4).
import type { KeyObject } from 'node:crypto';
import { aadOf, openSealed, readSealed, type Opened } from './cipher.ts';
import type { Leaf } from './tree.ts';

export interface OpenedComment extends Opened {
  /** The path that fitted. */
  readonly under: readonly string[];
}

/** For one comment so many places are tried. */
const maxTries = 64;
/** For all comments of a file so many that fit nothing, about 11 µs each, beside the place where a comment stands. */
const maxVain = 10_000;

/** Own path first, then those of what encloses it, the one that fitted last, then those of its neighbours and of what encloses them. */
function* candidates(leaves: readonly Leaf[], at: number, latest: readonly string[] | undefined): Generator<readonly string[]> {
  const outwards = function* (path: readonly string[] | undefined): Generator<readonly string[]> {
    for (let length = path?.length ?? -1; length >= 0; length -= 1) yield path?.slice(0, length) ?? [];
  };
  yield* outwards(leaves[at]?.path);
  if (latest !== undefined) yield latest;
  for (let distance = 1; distance <= maxTries; distance += 1) {
    yield* outwards(leaves[at - distance]?.path);
    yield* outwards(leaves[at + distance]?.path);
  }
}

/** Opens the comments of one file. Undefined for one that is no ENC text or fits nowhere: it stands there in clear. */
export function createCommentOpener(leaves: readonly Leaf[], key: KeyObject): (at: number) => OpenedComment | undefined {
  let vain = 0;
  let latest: readonly string[] | undefined;
  return (at) => {
    const leaf = leaves[at];
    const sealed = leaf === undefined ? undefined : readSealed(leaf.text);
    if (leaf === undefined || sealed === undefined) return undefined;
    const tried = new Set<string>();
    for (const path of candidates(leaves, at, latest)) {
      const aad = aadOf(path);
      const name = aad.toString('utf8');
      if (tried.has(name)) continue;
      tried.add(name);
      const opened = openSealed(sealed, key, aad);
      if (opened !== undefined) {
        if (path !== leaf.path && tried.size > 1) latest = path;
        return { ...opened, under: path };
      }
      // WHY by length: a long comment under a deep path costs as much as many short ones.
      vain += 1 + Math.floor((sealed.data.length + aad.length) / 1024);
      if (tried.size === maxTries || vain > maxVain) return undefined;
    }
    return undefined;
  };
}
