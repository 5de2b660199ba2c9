// Folders that the person opened, and the secret files found in them. Names and states only.
import * as v from 'valibot';
import { call } from './define.ts';
import { count, fileRef, folderRef, nothing, projectRef, recentRef } from './values.ts';

/** What a look at the bytes tells, without any key: see core/projects/README.md. */
export const fileState = v.picklist(['encrypted', 'clear-text', 'damaged', 'unreadable', 'rules']);
export type FileState = v.InferOutput<typeof fileState>;

/** What the core found out by itself about an encrypted file, without asking anybody or running anything: `unknown` until it has looked. `recipients-differ`: it opens, and its rule names others than it is encrypted for. */
export const fileVerdict = v.picklist(['unknown', 'opens', 'recipients-differ', 'no-key', 'tampered']);
export type FileVerdict = v.InferOutput<typeof fileVerdict>;

export const project = v.strictObject({
  project: projectRef,
  name: v.string(),
  /** As the person would write it: under the home folder it starts with `~`. */
  path: v.string(),
  sample: v.boolean(),
});
export type Project = v.InferOutput<typeof project>;

/** At most 1,000 rows a page; `total` counts all that were found so far. */
const filePage = v.strictObject({
  scan: v.picklist(['running', 'done', 'cancelled', 'failed']),
  /** When the last scan ended: RFC 3339, '' while the first one runs. */
  readAt: v.string(),
  total: count,
  files: v.pipe(v.array(v.strictObject({
    file: fileRef, path: v.string(), state: fileState, verdict: fileVerdict,
    /** False if a `.sops.yaml` is in reach and none of its creation rules matches this file. */
    ruled: v.boolean(),
    /** Creation rules in a `.sops.yaml`; 0 for any other file. */
    rules: count,
  })), v.maxLength(1000)),
});

const recent = v.strictObject({ recent: recentRef, name: v.string(), path: v.string(), /** RFC 3339. */ openedAt: v.string(), /** False if the folder is not there now. */ exists: v.boolean() });
export type RecentProject = v.InferOutput<typeof recent>;

const openErrors = ['folder-not-found', 'not-a-folder', 'folder-unreadable', 'symlink-loop'] as const;

export const projects = {
  /** Asks with the native folder dialog. `project` is absent if the person cancelled. */
  chooseFolder: call({ input: nothing, output: v.strictObject({ project: v.optional(project) }), errors: [...openErrors, 'no-dialog', 'dialog-busy'], exposes: 'metadata', roles: ['window'] }),
  /** Where the machine has no dialog program: one level of folders, for a list drawn in the window. Refused where the native dialog works. */
  browseFolders: call({ input: v.strictObject({ folder: v.optional(folderRef) }), output: v.strictObject({ folder: folderRef, path: v.string(), parent: v.optional(folderRef), folders: v.pipe(v.array(v.strictObject({ folder: folderRef, name: v.string() })), v.maxLength(1000)) }), errors: [...openErrors, 'use-the-dialog'], exposes: 'metadata', roles: ['window'] }),
  openFolder: call({ input: v.strictObject({ folder: folderRef }), output: v.strictObject({ project }), errors: [...openErrors, 'use-the-dialog'], exposes: 'metadata', roles: ['window'] }),
  /** Folders that the person dropped on the window; only the shell can name their paths. */
  openDropped: call({ input: v.strictObject({ paths: v.pipe(v.array(v.string()), v.maxLength(100)) }), output: v.array(project), errors: [...openErrors, 'nothing-dropped'], exposes: 'metadata', roles: ['drop'] }),
  /** A path that the person typed at the command line. */
  openPath: call({ input: v.strictObject({ path: v.string() }), output: v.strictObject({ project }), errors: openErrors, exposes: 'metadata', roles: ['cli'] }),
  /** A path of one file, typed at the command line. */
  refFile: call({ input: v.strictObject({ path: v.string() }), output: v.strictObject({ file: fileRef }), errors: ['file-not-found'], exposes: 'metadata', roles: ['cli'] }),
  /** Makes the sample project, with its throw-away identity, and opens it. */
  openSample: call({ input: nothing, output: v.strictObject({ project }), errors: ['disk-full', 'write-failed'], exposes: 'metadata' }),
  /** Folders that were opened before, the last one first; the sample is not among them. */
  listRecent: call({ input: nothing, output: v.pipe(v.array(recent), v.maxLength(20)), errors: [], exposes: 'metadata', roles: ['window'] }),
  openRecent: call({ input: v.strictObject({ recent: recentRef }), output: v.strictObject({ project }), errors: openErrors, exposes: 'metadata', roles: ['window'] }),
  forgetRecent: call({ input: v.strictObject({ recent: recentRef }), output: nothing, errors: ['folder-not-found', 'disk-full', 'write-failed'], exposes: 'nothing', roles: ['window'] }),
  list: call({ input: nothing, output: v.array(project), errors: [], exposes: 'metadata' }),
  listFiles: call({ input: v.strictObject({ project: projectRef, offset: count }), output: filePage, errors: ['project-not-found'], exposes: 'metadata' }),
  /** Starts the scan again; the answer comes as events and through listFiles. */
  rescan: call({ input: v.strictObject({ project: projectRef }), output: nothing, errors: ['project-not-found'], exposes: 'nothing' }),
  cancelScan: call({ input: v.strictObject({ project: projectRef }), output: nothing, errors: ['project-not-found'], exposes: 'nothing' }),
  close: call({ input: v.strictObject({ project: projectRef }), output: nothing, errors: ['project-not-found', 'unsaved-changes'], exposes: 'nothing' }),
};
