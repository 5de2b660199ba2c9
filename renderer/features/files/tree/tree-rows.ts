// The rows of the tree, from the files that the core listed: folders first, names in natural order, one flat list. Pure.
import type { FileState, FileVerdict, Project } from '../../../bridge/index.ts';
import type { IconName, TreeRow } from '../../../components/index.ts';
import type { ListedFile, ProjectFiles } from '../../../stores/index.ts';
import { compareNames } from '../../../../shared/text/index.ts';
import type { Catalogue } from '../../../../shared/words/index.ts';

export interface TreeInput {
  readonly projects: readonly Project[];
  readonly files: ReadonlyMap<string, ProjectFiles>;
  /** Ids of branches that are folded. */
  readonly folded: ReadonlySet<string>;
  readonly filter: string;
  /** Pending changes by file ref. */
  readonly pending: ReadonlyMap<string, number>;
  /** The verdict that counts for a file. */
  readonly verdictOf: (file: ListedFile) => FileVerdict;
  readonly words: Catalogue;
}
export interface FileTarget {
  readonly project: string;
  readonly file: ListedFile;
}
export interface TreeRows {
  readonly rows: readonly TreeRow[];
  /** What the row of a file stands for. */
  readonly targets: ReadonlyMap<string, FileTarget>;
}

interface Folder {
  readonly folders: Map<string, Folder>;
  readonly files: ListedFile[];
}

const icons: Readonly<Record<FileState, IconName>> = { encrypted: 'lock', 'clear-text': 'lock-open', damaged: 'triangle-alert', unreadable: 'ban', rules: 'file-text' };
export const fileRowId = (file: string): string => `f:${file}`;

function folderOf(root: Folder, parts: readonly string[]): Folder {
  let here = root;
  for (const part of parts) {
    let next = here.folders.get(part);
    if (next === undefined) {
      next = { folders: new Map(), files: [] };
      here.folders.set(part, next);
    }
    here = next;
  }
  return here;
}

function nest(files: readonly ListedFile[], filter: string): Folder {
  const root: Folder = { folders: new Map(), files: [] };
  const wanted = filter.trim().toLowerCase();
  for (const file of files) {
    if (wanted === '' || file.path.toLowerCase().includes(wanted)) folderOf(root, file.path.split('/').slice(0, -1)).files.push(file);
  }
  return root;
}

const verdictIcons: Readonly<Record<'no-key' | 'tampered' | 'recipients-differ', IconName>> = { 'no-key': 'key-square', tampered: 'shield-x', 'recipients-differ': 'users' };
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Ids of the branches above a file, which must be open for its row to be there. */
export function branchesAbove(project: string, path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return [`p:${project}`, ...parts.map((_, index) => `d:${project}/${parts.slice(0, index + 1).join('/')}`)];
}

export function treeRows({ projects, files, folded, filter, pending, verdictOf, words }: TreeInput): TreeRows {
  const rows: TreeRow[] = [];
  const targets = new Map<string, FileTarget>();
  const isOpen = (id: string): boolean => filter.trim() !== '' || !folded.has(id);

  function fileRow(project: string, file: ListedFile, level: number, position: number, siblings: number): TreeRow {
    const id = fileRowId(file.file);
    targets.set(id, { project, file });
    const changes = pending.get(file.file) ?? 0;
    const { said, means, icon, state, word } = look(file);
    const base = { id, level, label: nameOf(file.path), position, siblings, tip: means, ...(file.state === 'rules' ? {} : { menu: words.files.moreOf(nameOf(file.path)) }) };
    if (changes > 0) return { ...base, icon, state: 'pending', said: `${said}, ${words.files.pendingIn(changes)}`, word: String(changes), wordIcon: 'pencil-line' };
    return { ...base, icon, said, ...(state === undefined ? {} : { state }), ...(word === undefined ? {} : { word }) };
  }
  /** What asks for something leads; the rest is told with it. */
  function look(file: ListedFile): { readonly said: string; readonly means: string; readonly icon: IconName; readonly state?: string; readonly word?: string } {
    const { file: states, verdict: verdicts, noRule } = words.states;
    if (file.state === 'rules') {
      const count = file.rules === 0 ? undefined : words.files.ruleCount(file.rules);
      return { said: count ?? states.rules.said, means: states.rules.means, icon: icons.rules, ...(count === undefined ? {} : { word: count }) };
    }
    const verdict = file.state === 'encrypted' ? verdictOf(file) : 'unknown';
    const told = verdict === 'no-key' || verdict === 'tampered' || (verdict === 'recipients-differ' && file.ruled) ? verdict : undefined;
    const { said, means } = told === undefined ? states[file.state] : verdicts[told];
    const all = file.ruled ? { said, means } : { said: `${said}, ${noRule.said}`, means: `${means} ${noRule.means}` };
    if (told !== undefined) return { ...all, icon: verdictIcons[told], state: told, word: said };
    if (file.state !== 'encrypted') return { ...all, icon: icons[file.state], state: file.state, word: said };
    return file.ruled ? { ...all, icon: 'lock' } : { ...all, icon: 'circle-slash', state: 'no-rule', word: noRule.said };
  }

  function walk(project: string, folder: Folder, path: string, level: number): void {
    const names = [...folder.folders.keys()].toSorted(compareNames);
    const own = folder.files.toSorted((a, b) => compareNames(a.path, b.path));
    const siblings = names.length + own.length;
    names.forEach((name, index) => {
      const inner = folder.folders.get(name);
      const id = `d:${project}/${path}${name}`;
      const expanded = isOpen(id);
      rows.push({ id, level, label: name, expanded, position: index + 1, siblings });
      if (expanded && inner !== undefined) walk(project, inner, `${path}${name}/`, level + 1);
    });
    own.forEach((file, index) => rows.push(fileRow(project, file, level, names.length + index + 1, siblings)));
  }

  projects.forEach(({ project, name, path, sample }, index) => {
    const root = nest(files.get(project)?.files ?? [], filter);
    if (projects.length === 1) {
      walk(project, root, '', 1);
      return;
    }
    const id = `p:${project}`;
    const expanded = isOpen(id);
    rows.push({ id, level: 1, label: sample ? words.files.sampleName : name, expanded, tip: path, more: words.files.moreOf(sample ? words.files.sampleName : name), position: index + 1, siblings: projects.length });
    if (expanded) walk(project, root, '', 2);
  });
  return { rows, targets };
}
