// The rule tester of the room: one dialog, which the palette and the menus of rows open for a file. Holds which file was asked about, nothing of what was answered.
import { createContext, lazy, Suspense, useContext, useMemo, type ReactNode } from 'react';
import { useCommands, useKept, useWords, type Command } from '../../../stores/index.ts';
import { useFiles } from '../files-context.tsx';

export interface AskedFile {
  readonly file: string;
  readonly path: string;
}

// WHY late: it is asked for now and then.
const RulesDialog = lazy(async () => ({ default: (await import('./rules-dialog.tsx')).RulesDialog }));

const Asking = createContext<(asked: AskedFile) => void>(() => undefined);

/** Opens the rule tester for a file. */
export function useAskRules(): (asked: AskedFile) => void {
  return useContext(Asking);
}

export function RulesProvider({ children }: { readonly children: ReactNode }) {
  const { palette, rules: say } = useWords();
  const [asked, setAsked] = useKept<Pick<AskedFile, keyof AskedFile> | undefined>('files.rules', undefined);
  const selected = useFiles((state) => state.selected);
  const file = selected?.state === 'rules' ? undefined : selected?.file;
  const path = selected?.path ?? '';
  useCommands(useMemo((): readonly Command[] => [
    { id: 'test-rules', title: say.ask, group: 'files', off: file === undefined ? palette.why.noFile : undefined, run: () => { if (file !== undefined) setAsked({ file, path }); } },
  ], [say, palette, file, path, setAsked]));
  return (
    <Asking value={setAsked}>
      {children}
      {asked === undefined ? null : <Suspense><RulesDialog key={asked.file} asked={asked} onClose={() => { setAsked(undefined); }} /></Suspense>}
    </Asking>
  );
}
