// The room's screen, loaded after the first view: nobody edits a file before a folder is open. The store is there at once, for it holds what was open.
import { lazy, Suspense, type ComponentProps } from 'react';
import type { FilesScreen as Screen } from './screen.tsx';

const load = async (): Promise<{ readonly default: typeof Screen }> => ({ default: (await import('./screen.tsx')).FilesScreen });
const Late = lazy(load);

/** Fetches the screen without showing it, so that it is there when the first folder is opened. */
export async function prepareFilesScreen(): Promise<void> {
  await load();
}

export function FilesScreen(props: ComponentProps<typeof Screen>) {
  return <Suspense fallback={null}><Late {...props} /></Suspense>;
}
