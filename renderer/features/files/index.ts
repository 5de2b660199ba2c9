// Door of the Files room.
export { FilesScreen } from './screen.tsx';
export { createFilesStore, pendingTotal, type FilesState } from './store.ts';
