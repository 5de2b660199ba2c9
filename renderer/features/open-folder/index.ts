// Door of the ways to a folder: the list drawn here, and what is held over the window.
export { BrowseDialog } from './browse-dialog.tsx';
export { useHovering } from './use-hovering.ts';
