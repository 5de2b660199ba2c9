// Door of the folder list.
export { BrowseDialog } from './browse-dialog.tsx';
