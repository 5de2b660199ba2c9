// What this program is and what the machine around it can do.
import * as v from 'valibot';
import { call } from './define.ts';
import { documentRef, entryId, fileRef, nothing, projectRef } from './values.ts';

export const ability = v.strictObject({ works: v.boolean(), /** Why not, as a code with words; '' when it works. */ reason: v.picklist(['', 'no-program', 'no-display', 'not-here']) });
export type Ability = v.InferOutput<typeof ability>;

/** What a menu of the system can ask the window to do. */
export const menuCommand = v.picklist(['open-folder', 'save', 'close-project', 'undo', 'redo', 'find', 'palette', 'back', 'forward', 'preferences', 'shortcuts', 'lock']);
export type MenuCommand = v.InferOutput<typeof menuCommand>;

/** What somebody looks for; absent for nothing. */
const filter = v.optional(v.pipe(v.string(), v.maxLength(1024)));
/** A project, or a folder in it: names a row, and is never taken for a path. */
const row = v.pipe(v.string(), v.maxLength(8192), v.regex(/^[pd]:[A-Za-z0-9_-]{22}(?:\/|$)/, 'row'));
/** What the window looks like beyond what the core knows anyway, so that a page that takes the place of another one looks the same. Names and ids, never a value. */
export const layout = v.strictObject({
  room: v.picklist(['files', 'vault', 'audit', 'settings']),
  mode: v.picklist(['grid', 'text']),
  /** The file in view, open or not. */
  selected: v.optional(v.strictObject({ project: projectRef, file: fileRef })),
  /** What lies over it. */
  over: v.optional(v.picklist(['review', 'conflict'])),
  /** The dialog of the window itself that is open. */
  dialog: v.optional(v.picklist(['palette', 'preferences', 'shortcuts'])),
  /** Other dialogs and what was chosen in them, as JSON, by the place in the page that it belongs to. The page alone reads it. */
  kept: v.pipe(v.array(v.strictObject({ place: v.pipe(v.string(), v.maxLength(100), v.regex(/^[a-z][A-Za-z0-9._-]*$/, 'place')), json: v.pipe(v.string(), v.maxLength(65_536)) })), v.maxLength(100)),
  /** Rows of the tree of files that are folded. */
  folded: v.pipe(v.array(row), v.maxLength(10_000)),
  /** What is looked for in that tree. */
  filter,
  documents: v.pipe(v.array(v.strictObject({ document: documentRef, folded: v.pipe(v.array(entryId), v.maxLength(100_000)), filter, active: v.optional(entryId) })), v.maxLength(1000)),
});
export type Layout = v.InferOutput<typeof layout>;

export const app = {
  /** Kept in memory, and for this run of the program only. */
  setLayout: call({ input: layout, output: nothing, errors: [], exposes: 'nothing', roles: ['window'], lastWords: true }),
  /** As it was set last; absent before. */
  getLayout: call({ input: nothing, output: v.strictObject({ layout: v.optional(layout) }), errors: [], exposes: 'metadata', roles: ['window'] }),
  describe: call({
    input: nothing,
    output: v.strictObject({
      version: v.string(),
      host: v.picklist(['electron', 'chromium', 'cli', 'in-process']),
      /** False where the browser runs without its sandbox, as it must for root. */
      sandboxed: v.boolean(),
      folderDialog: ability,
      clipboard: ability,
      /** Whether the window can be kept out of screenshots. */
      contentProtection: ability,
      /** For the names of keys: Ctrl or Command. */
      platform: v.picklist(['linux', 'darwin', 'win32', 'other']),
      /** Identities found in the usual places of sops: where, and how many. */
      identities: v.array(v.strictObject({ place: v.string(), state: v.picklist(['usable', 'locked', 'absent', 'unusable', 'not-supported']), count: v.number() })),
      systemLanguage: v.picklist(['en', 'fr']),
    }),
    errors: [],
    exposes: 'metadata', whileLocked: true,
  }),
};
