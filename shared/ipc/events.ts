// What the core tells the window without being asked. Ids and counts; the window re-reads what it needs.
import * as v from 'valibot';
import { event } from './define.ts';
import { menuCommand } from './app.ts';
import { project } from './projects.ts';
import { appearance } from './settings.ts';
import { connectionRef, count, documentRef, projectRef } from './values.ts';

export const events = {
  'projects.opened': event(v.strictObject({ project })),
  'projects.scanProgressed': event(v.strictObject({ project: projectRef, files: count, folders: count, running: v.boolean() })),
  /** How far a change of recipients is. `undoing`: what was written is put back; `looking`: revisions are read for what somebody could read. */
  'recipients.progressed': event(v.strictObject({ phase: v.picklist(['reading', 'planning', 'writing', 'undoing', 'looking']), done: count, total: count })),
  /** How much of the log a verification has read, in bytes. */
  'audit.verifyProgressed': event(v.strictObject({ done: count, total: count })),
  /** How much of it the first look has read; done once the two are equal. */
  'audit.indexProgressed': event(v.strictObject({ done: count, total: count })),
  /** The log cannot be written, or it can again, or one more secret was read without a line. */
  'audit.standingChanged': event(v.strictObject({})),
  'sops.documentChanged': event(v.strictObject({ document: documentRef, revision: count })),
  /** Another program wrote, replaced or removed a file that is open here. */
  'sops.diskChanged': event(v.strictObject({ document: documentRef })),
  /** Questions of the core came or went, or a plugin said something: see `asking.listQuestions`. */
  'asking.changed': event(v.strictObject({})),
  /** The person is away, or the screen is covered: whatever is readable hides now. */
  'app.attentionLapsed': event(v.strictObject({})),
  'app.commandPicked': event(v.strictObject({ command: menuCommand })),
  /** The profile is closed now, or open again: a window covers everything, or shows it as it was. */
  'profile.locked': event(v.strictObject({})),
  'profile.unlocked': event(v.strictObject({})),
  /** The keychain takes its time: it may be asking for its own password in another window. `name`: its program; '' if that is not known yet. */
  'profile.keychainDelayed': event(v.strictObject({ name: v.string() })),
  'settings.changed': event(appearance),
  /** A saved connection, or the token that it has, is another one. */
  'vault.changed': event(v.strictObject({})),
  /** Other secrets have changes that are not saved: see `vault.listDrafts`. */
  'vault.draftsChanged': event(v.strictObject({})),
  /** How far a walk over all paths of a connection is. `pending`: folders that are known and were not asked yet. */
  'vault.indexProgressed': event(v.strictObject({ connection: connectionRef, secrets: count, folders: count, pending: count, forbidden: count, walking: v.boolean() })),
  'clipboard.cleared': event(v.strictObject({})),
};
export type AppEvents = typeof events;
