// What the seal of a file does not cover, counted: sops takes its MAC over values only, one behind the other, without names, comments or what is empty (spec §2.5).
import type { Coverage } from '../../../shared/ipc/sops-files.ts';
import { isEncrypted } from './cipher.ts';
import type { VerifiedFile } from './open-file.ts';
import { linesOf } from './tree.ts';

/** Counts what somebody without a key could change while the seal would still fit. */
export async function coverageOf({ parsed, leaves, metadata }: VerifiedFile): Promise<Coverage> {
  const found = { comments: 0, clearComments: 0, damagedComments: 0, readable: 0, adjacent: 0, unsealed: 0, empty: 0 };
  // WHY followed: an empty value or a comment between two readable ones does not part them.
  let readableBefore = false;
  for (const { comment, encrypted, storedType, text, type } of leaves) {
    if (comment || storedType === 'comment') {
      if (text !== '') found.comments += 1;
      if (text !== '' && storedType === 'plain') found[encrypted && isEncrypted(text) ? 'damagedComments' : 'clearComments'] += 1;
    } else if (text === '' || type === 'null') found.empty += 1;
    else if (storedType !== 'plain') readableBefore = false;
    else if (metadata.macOnlyEncrypted) found.unsealed += 1;
    else {
      found.readable += 1;
      if (readableBefore) found.adjacent += 1;
      readableBefore = true;
    }
  }
  const lines = (await linesOf(parsed.branches)).filter(({ kind }) => kind !== 'blank' && kind !== 'comment');
  for (const [at, { kind, depth }] of lines.entries()) if ((kind === 'branch' || kind === 'list') && (lines[at + 1]?.depth ?? 0) <= depth) found.empty += 1;
  return found;
}
