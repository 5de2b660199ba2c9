// What surrounds an open file: its history in git, and other keys that hold the same value. Runs in the background, keeps no plaintext, tells names and dates only.
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { EntryHistory, Twin } from '../../../shared/ipc/sops.ts';
import type { PlacePorts } from '../age/index.ts';
import { Refusal } from '../refusal.ts';
import { readWhole } from '../safe-file/index.ts';
import { chooseFormat } from './choose-format.ts';
import { isEncrypted } from './cipher.ts';
import type { Document } from './documents.ts';
import type { EntryRow } from './draft-rows.ts';
import { readHistory } from './history/index.ts';
import { createAgeKeySource } from './key-sources/age/index.ts';
import { namesTo } from './list-entries.ts';
import { openVerified, type VerifiedFile } from './open-file.ts';
import { recognise } from './recognise.ts';
import { findTwins } from './twins.ts';

/** So many files beside the open one are looked into, none larger than this. */
const maxSiblings = 20;
const maxSiblingBytes = 1024 * 1024;

/** When the saved value of each entry last changed, whatever is pending for it. */
export async function historyOf(document: Document, ports: PlacePorts): Promise<EntryHistory> {
  const texts = new Map(document.file.leaves.flatMap(({ entry, text }) => (isEncrypted(text) ? [[entry, text] as const] : [])));
  const { state, changedAt } = await readHistory(document.path, new Set(texts.values()), ports);
  const answer: EntryHistory = { state, entry: [], changedAt: [] };
  for (const row of document.draft.savedRows()) {
    const date = row.kind === 'entry' ? changedAt.get(texts.get(row.id) ?? '') : undefined;
    if (date === undefined) continue;
    answer.entry.push(row.id);
    answer.changedAt.push(date);
  }
  return answer;
}

async function sibling(path: string, ports: PlacePorts, extraIdentityFile: string | undefined): Promise<VerifiedFile | undefined> {
  try {
    const { bytes } = await readWhole(path, maxSiblingBytes);
    if (recognise(path, bytes) !== 'encrypted') return undefined;
    return await openVerified(bytes, await chooseFormat(path, bytes), [createAgeKeySource(ports, 'quiet')], extraIdentityFile);
  } catch (error) {
    // WHY silent: a neighbour that does not open is no matter of this file; it has its own place in the tree.
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** Other keys with the value of a pending entry: in this file, and in encrypted files of the same folder that open without asking anybody. */
export async function twinsOf(document: Document, ports: PlacePorts, extraIdentityFile: string | undefined): Promise<Twin[]> {
  const rows = document.draft.rows();
  const nameOf = new Map(rows.map(({ id }, at) => [id, namesTo(rows, at).join('.')]));
  const plain = ({ id, value }: EntryRow) => ({ entry: id, name: nameOf.get(id) ?? '', value: Buffer.from(value.exposeBytes()) });
  const kept = document.draft.kept().filter((row) => row.kind === 'entry');
  const pending = kept.filter((row) => ['added', 'changed'].includes(document.draft.changeOf(row)));
  if (pending.length === 0) return [];
  const folder = dirname(document.path);
  const own = basename(document.path);
  const names = (await readdir(folder).catch(() => [])).filter((name) => name !== own && /env|\.enc|\.(?:ya?ml|json|ini)$/i.test(name)).toSorted().slice(0, 200);
  const copies: Buffer[] = [];
  const opened: VerifiedFile[] = [];
  const siblings: { path: string; entries: { name: string; value: Buffer }[] }[] = [];
  try {
    for (const name of names) {
      const file = siblings.length < maxSiblings ? await sibling(join(folder, name), ports, extraIdentityFile) : undefined;
      if (file === undefined) continue;
      opened.push(file);
      siblings.push({ path: name, entries: file.leaves.filter(({ comment }) => !comment).map((leaf) => ({ name: leaf.path.join('.'), value: leaf.plain.exposeBytes() })) });
    }
    // WHY copies: the person may go on editing, and the draft may overwrite a value, while this looks.
    const [wanted, all] = [pending.map(plain), kept.map(plain)];
    copies.push(...[...wanted, ...all].map(({ value }) => value));
    return await findTwins(wanted, all, siblings);
  } finally {
    for (const copy of copies) copy.fill(0);
    for (const { leaves } of opened) for (const leaf of leaves) leaf.plain.wipe();
  }
}
