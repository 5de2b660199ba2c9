// The window's content: the first screen while no project is open, else the Files room; and what may float above both.
import { lazy, Suspense, useEffect, useLayoutEffect, useState } from 'react';
import type { StoreApi } from 'zustand';
import { AskDialog, Button, ErrorPanel, Tips, Toasts } from './components/index.ts';
import { FilesScreen, prepareFilesScreen, type FilesState } from './features/files/index.ts';
import { useKeys, useWindowCommands } from './features/frame/index.ts';
import { BrowseDialog } from './features/open-folder/index.ts';
import { StartScreen } from './features/start/index.ts';
import { useAppearance, useErrorWords, useNavigation, useProfile, useProjects, useQuestions, useSession, useToasts, useWords } from './stores/index.ts';

// WHY asked once: nothing in the product leads there, and its parts would only slow the window down.
const Kit = location.hash === '#kit' ? lazy(async () => ({ default: (await import('./features/kit/index.ts')).KitScreen })) : undefined;

// WHY late: the first view needs none of them, and it must be there at once.
const fetchPalette = async () => ({ default: (await import('./features/palette/index.ts')).Palette });
const Palette = lazy(fetchPalette);
const VaultPaths = lazy(async () => ({ default: (await import('./features/vault-paths/index.ts')).VaultPaths }));
const Preferences = lazy(async () => ({ default: (await import('./features/preferences/index.ts')).Preferences }));
const ShortcutList = lazy(async () => ({ default: (await import('./features/preferences/index.ts')).ShortcutList }));

// WHY late: the core asks nothing before somebody has opened something.
const Questions = lazy(async () => ({ default: (await import('./features/asking/index.ts')).Questions }));

// WHY late: nobody begins there.
const SettingsScreen = lazy(async () => ({ default: (await import('./features/settings/index.ts')).SettingsScreen }));

// WHY late: nobody begins there either.
const AuditScreen = lazy(async () => ({ default: (await import('./features/audit/index.ts')).AuditScreen }));

// WHY late: many never go there.
const VaultScreen = lazy(async () => ({ default: (await import('./features/vault/index.ts')).VaultScreen }));

// WHY late: most starts show none of it. Nothing stands in its place meanwhile but the ground that it is drawn on.
const LockScreen = lazy(async () => ({ default: (await import('./features/lock/index.ts')).LockScreen }));

/** The dialogs of the window itself. Each is loaded when it is first asked for, and stays, so that it can give the focus back. */
function FrameDialogs() {
  const dialog = useNavigation((state) => state.dialog);
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set());
  if (dialog !== undefined && !asked.has(dialog)) setAsked(new Set(asked).add(dialog));
  return (
    <Suspense fallback={null}>
      {asked.has('palette') ? <><Palette /><VaultPaths /></> : null}
      {asked.has('preferences') ? <Preferences /> : null}
      {asked.has('shortcuts') ? <ShortcutList /> : null}
    </Suspense>
  );
}

/** Language, theme and density belong to the document, so that everything follows them. */
function useDocumentLook(): void {
  const lang = useAppearance((state) => state.lang);
  const theme = useAppearance((state) => state.theme);
  const density = useAppearance((state) => state.density);
  useEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  useEffect(() => {
    document.documentElement.dataset['density'] = density;
  }, [density]);
}

/** What still goes to what lies under the cover: whoever types does not see where it goes. */
const silenced = ['keydown', 'keyup', 'beforeinput', 'compositionstart', 'paste', 'drop', 'pointerdown', 'mousedown', 'click', 'contextmenu'] as const;

/** SECURITY(lock-covers-at-once): nothing is seen any more, and nothing typed, while the page hands over what it holds. WHY it stays in its place: a field that goes would take back what it has handed over. */
function useCover(): void {
  const covered = useProfile((state) => state.covered);
  const { lock } = useWords();
  useLayoutEffect(() => {
    if (!covered) return undefined;
    document.documentElement.dataset['covered'] = lock.locking;
    const refuse = (event: Event): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    for (const name of silenced) window.addEventListener(name, refuse, { capture: true });
    return () => {
      for (const name of silenced) window.removeEventListener(name, refuse, { capture: true });
      delete document.documentElement.dataset['covered'];
    };
  }, [covered, lock]);
}

/** A folder dropped anywhere on the window is opened; nothing that is dropped is ever shown or followed. */
function useDrops(): void {
  const openDropped = useProjects((state) => state.openDropped);
  useEffect(() => {
    const over = (event: DragEvent): void => { event.preventDefault(); };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) void openDropped(files);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [openDropped]);
}

function Above() {
  const { frame } = useWords();
  const question = useQuestions((state) => state.question);
  const answer = useQuestions((state) => state.answer);
  const toasts = useToasts((state) => state.toasts);
  const said = useToasts((state) => state.said);
  const close = useToasts((state) => state.close);
  return (
    <>
      <BrowseDialog />
      <FrameDialogs />
      <Suspense fallback={null}><Questions /></Suspense>
      <Tips />
      <AskDialog open={question !== undefined} title={question?.title ?? ''} text={question?.text ?? ''} yes={question?.yes ?? ''} no={question?.no ?? ''} onAnswer={answer} />
      <Toasts name={frame.notices} closeName={frame.closeNotice} toasts={toasts} said={said} onClose={close} />
    </>
  );
}

export interface AppProps {
  readonly files: StoreApi<FilesState>;
  /** Asks the core again for everything that the window starts with. */
  readonly onRetry: () => void;
}

/** What an open window shows, and the keys that it answers to. */
function OpenWindow({ files }: Pick<AppProps, 'files'>) {
  useDrops();
  useKeys();
  useWindowCommands();
  const hasProjects = useProjects((state) => state.projects.length > 0);
  const room = useNavigation((state) => state.room);
  // WHY after the first view, and as soon as nothing else is to do: opening a folder and the first search must not wait for it.
  useEffect(() => {
    const waiting = requestIdleCallback(() => { void Promise.all([prepareFilesScreen(), fetchPalette()]); }, { timeout: 500 });
    return () => { cancelIdleCallback(waiting); };
  }, []);
  useEffect(() => { document.documentElement.dataset['room'] = room; }, [room]);
  return (
    <>
      {Kit !== undefined ? <Suspense><Kit /></Suspense> : room === 'settings' ? <Suspense fallback={null}><SettingsScreen /></Suspense> : room === 'vault' ? <Suspense fallback={null}><VaultScreen /></Suspense> : room === 'audit' ? <Suspense fallback={null}><AuditScreen /></Suspense> : hasProjects ? <FilesScreen store={files} /> : <StartScreen />}
      <Above />
    </>
  );
}

export function App({ files, onRetry }: AppProps) {
  useDocumentLook();
  useCover();
  const { frame } = useWords();
  const errors = useErrorWords();
  const about = useSession((state) => state.about);
  const refusal = useSession((state) => state.refusal);
  const loaded = useProjects((state) => state.loaded);
  const phase = useProfile((state) => state.phase);
  if (refusal !== undefined) return <main className="door"><ErrorPanel {...errors(refusal)} code={refusal.code}><Button onClick={onRetry}>{frame.tryAgain}</Button></ErrorPanel></main>;
  // SECURITY(lock-shows-nothing): nothing is drawn before the core has said that the profile hides nothing.
  if (about === undefined || !loaded || phase === 'asking') return null;
  return phase === 'open' ? <OpenWindow files={files} /> : <Suspense fallback={<div className="door" />}><LockScreen /></Suspense>;
}
