// Door of the lock screen and of what may stand between a locked profile and an open window. Import it late: most starts show none of it.
export { LockScreen } from './screen.tsx';
