// What the Files room can do without a row: for the palette, the system's menu and the keys of undo. Each is what its button does.
import { useMemo } from 'react';
import { splitPath } from '../../../shared/text/index.ts';
import { useShortcut } from '../../components/index.ts';
import { useCommands, useErrorWords, useProjects, useShortcuts, useToasts, useWords, type Command } from '../../stores/index.ts';
import { windowKeys } from '../frame/index.ts';
import { useFiles, useFilesStore } from './files-context.tsx';
import { documentInView, pendingOf } from './store.ts';
import { useClosing } from './use-closing.ts';
import { useLeaving } from './use-leaving.ts';
import { useProjectInView } from './use-project-in-view.ts';
import { modeInView } from './view.ts';

/** Registers the commands; mounted once with the room. */
export function useFilesCommands(): void {
  const { palette: say, tree } = useWords();
  const errors = useErrorWords();
  const store = useFilesStore();
  const { project, name } = useProjectInView();
  const isOpen = useFiles((state) => documentInView(state) !== undefined);
  const comparing = useFiles(({ conflict }) => conflict !== undefined);
  const pending = useFiles((state) => { const file = documentInView(state); return file !== undefined && pendingOf(file) > 0; });
  const typing = useFiles((state) => state.typing > 0);
  const canUndo = useFiles((state) => documentInView(state)?.columns.canUndo ?? false);
  const canRedo = useFiles((state) => documentInView(state)?.columns.canRedo ?? false);
  const mode = useFiles(modeInView);
  const flat = useFiles((state) => (documentInView(state)?.opened.shape ?? 'flat') === 'flat');
  const rescan = useProjects((state) => state.rescan);
  const actOn = useShortcuts((state) => state.actOn);
  const show = useToasts((state) => state.show);
  const close = useClosing();
  const { mayDiscard } = useLeaving();

  const undo = (): void => { if (!comparing) void store.getState().undo(); };
  const redo = (): void => { if (!comparing) void store.getState().redo(); };
  useShortcut(windowKeys.undo, undo, { whileTyping: false });
  useShortcut(windowKeys.redo, redo, { whileTyping: false });
  useShortcut(windowKeys.redoToo, redo, { whileTyping: false });

  useCommands(useMemo((): readonly Command[] => {
    const { do: does, why } = say;
    const files = (id: string, title: string, run: () => void, off: string | undefined, keys?: string): Command => ({ id, title, group: 'files', run, off, ...(keys === undefined ? {} : { keys }) });
    const byKeys = (keys: string) => (): void => { actOn(keys); };
    const noProject = project === undefined ? why.noProject : undefined;
    const noFile = isOpen ? (comparing ? why.comparing : undefined) : why.noFile;
    const discard = async (): Promise<void> => {
      const { selected } = store.getState();
      if (selected === undefined || !(await mayDiscard(splitPath(selected.path).name))) return;
      const answer = await store.getState().discard(selected.file);
      if (!answer.ok) show(errors(answer.error).title, 'refused');
    };
    return [
      files('save', does.save, byKeys(windowKeys.save), noFile ?? (pending || typing ? undefined : why.nothingPending), windowKeys.save),
      files('add-key', does.addKey, byKeys(windowKeys.addKey), noFile, windowKeys.addKey),
      files('undo', does.undo, byKeys(windowKeys.undo), noFile ?? (canUndo ? undefined : why.nothingToUndo), windowKeys.undo),
      files('redo', does.redo, byKeys(windowKeys.redo), noFile ?? (canRedo ? undefined : why.nothingToRedo), windowKeys.redo),
      files('discard', does.discard, () => { void discard(); }, noFile ?? (pending ? undefined : why.nothingPending)),
      files('text-mode', does.text, () => { void store.getState().setMode('text'); }, noFile ?? (flat ? (mode === 'text' ? why.inUse : undefined) : tree.noText)),
      files('grid-mode', does.grid, () => { void store.getState().setMode('grid'); }, noFile ?? (mode === 'grid' ? why.inUse : undefined)),
      files('find', does.find, byKeys(windowKeys.find), noProject, windowKeys.find),
      files('read-again', does.readAgain, () => { if (project !== undefined) void rescan(project.project); }, noProject),
      files('close-project', does.closeProject, () => { if (project !== undefined) void close(project.project, name); }, noProject),
    ];
  }, [say, errors, store, project, name, isOpen, comparing, pending, typing, canUndo, canRedo, mode, flat, tree, rescan, actOn, show, close, mayDiscard]));
}
