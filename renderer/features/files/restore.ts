// After the page was loaded anew, the core still holds what was open: shows it again, so that nothing pending is out of sight. Opens nothing else.
import type { StoreApi } from 'zustand';
import type { AppBridge } from '../../bridge/index.ts';
import type { Stores } from '../../stores/index.ts';
import { pendingCount, type FilesState, type OpenFile } from './store.ts';

/** Fills a fresh store. Files in which nothing is pending are closed in the core, but for the last one, which is in view again. */
export async function restoreFiles(bridge: AppBridge, store: StoreApi<FilesState>, projects: Stores['projects']): Promise<void> {
  const { documents, selected } = store.getState();
  if (documents.size > 0 || selected !== undefined) return;
  const answer = await bridge.call('sops.listDocuments', {});
  const last = answer.ok ? answer.value.at(-1) : undefined;
  if (!answer.ok || last === undefined) return;
  const restored = await Promise.all(answer.value.map(async ({ revision: _revision, pending, canUndo: _canUndo, canRedo: _canRedo, unfinished, ...opened }): Promise<readonly (readonly [string, OpenFile])[]> => {
    if (pendingCount(pending) === 0 && unfinished === undefined && opened.document !== last.document) {
      await bridge.call('sops.closeFile', { document: opened.document });
      return [];
    }
    const columns = await bridge.call('sops.listEntries', { document: opened.document });
    return columns.ok ? [[opened.file, { opened, columns: columns.value }]] : [];
  }));
  const resumed = new Map(answer.value.flatMap(({ document, unfinished }) => (unfinished === undefined ? [] : [[document, { unfinished }] as const])));
  store.setState((now) => ({ documents: new Map([...restored.flat(), ...now.documents]), resumed, ...(last.unfinished?.what === 'text' ? { mode: 'text' } : {}) }));
  // WHY asked again: somebody may have chosen a file while the core answered.
  if (store.getState().selected !== undefined) return;
  const { files, latest } = projects.getState();
  const listed = [...files].flatMap(([project, found]) => found.files.filter(({ file }) => file === last.file).map(({ path, state }) => ({ project, path, state }))).at(0);
  const place = listed ?? (latest === undefined ? undefined : { project: latest, path: last.path, state: 'encrypted' as const });
  if (place !== undefined) await store.getState().select({ file: last.file, ...place });
}
