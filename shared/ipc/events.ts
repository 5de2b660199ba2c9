// What the core tells the window without being asked. Ids and counts; the window re-reads what it needs.
import * as v from 'valibot';
import { event } from './define.ts';
import { project } from './projects.ts';
import { count, documentRef, projectRef } from './values.ts';

export const events = {
  'projects.opened': event(v.strictObject({ project })),
  'projects.scanProgressed': event(v.strictObject({ project: projectRef, files: count, folders: count, running: v.boolean() })),
  'sops.documentChanged': event(v.strictObject({ document: documentRef, revision: count })),
  'clipboard.cleared': event(v.strictObject({})),
};
export type AppEvents = typeof events;
