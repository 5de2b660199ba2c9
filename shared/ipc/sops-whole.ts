// Calls about files that are one value, from the window: other content for them, and their content in clear text. Both by the system's own dialogs, so that no path crosses.
import * as v from 'valibot';
import { call } from './define.ts';
import { codeErrors } from './factor-errors.ts';
import { count, documentRef } from './values.ts';

const dialogErrors = ['document-not-found', 'entry-not-found', 'no-file-dialog', 'dialog-busy'] as const;

/** Asks for a file with the native dialog, and puts its bytes into the draft. `replaced` is false if the person cancelled. */
export const chooseContent = call({
  input: v.strictObject({ document: documentRef }), output: v.strictObject({ replaced: v.boolean(), revision: count }),
  errors: [...dialogErrors, 'file-unreadable', 'not-a-file', 'empty-file', 'file-too-large'], exposes: 'nothing', roles: ['window'],
});
/** Asks where to with the native dialog, and writes the draft there in clear text, for its owner alone. Answers the name of the file, without its folder. */
export const saveDecrypted = call({
  input: v.strictObject({ document: documentRef }), output: v.strictObject({ name: v.string() }),
  errors: [...dialogErrors, ...codeErrors, 'cancelled', 'file-exists', 'disk-full', 'write-failed'], exposes: 'nothing', discloses: ['file'], roles: ['window'],
});
