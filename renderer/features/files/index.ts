// Door of the Files room.
export { restoreFiles } from './restore.ts';
export { FilesScreen } from './screen.tsx';
export { createFilesStore, pendingTotal, type FilesState } from './store.ts';
