// Door of the Files room.
export { FilesScreen, prepareFilesScreen } from './late-screen.tsx';
export { createLayoutKeeper } from './layout.ts';
export { restoreFiles } from './restore.ts';
export { createFilesStore, pendingTotal, type FilesState } from './store.ts';
