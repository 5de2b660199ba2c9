// What this program is and what the machine around it can do.
import * as v from 'valibot';
import { call } from './define.ts';
import { nothing } from './values.ts';

export const ability = v.strictObject({ works: v.boolean(), /** Why not, as a code with words; '' when it works. */ reason: v.picklist(['', 'no-program', 'no-display', 'not-here']) });
export type Ability = v.InferOutput<typeof ability>;

/** What a menu of the system can ask the window to do. */
export const menuCommand = v.picklist(['open-folder', 'save', 'close-project', 'undo', 'redo', 'find', 'palette', 'back', 'forward', 'preferences', 'shortcuts', 'lock']);
export type MenuCommand = v.InferOutput<typeof menuCommand>;

export const app = {
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
