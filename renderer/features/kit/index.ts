// Door of the page of parts.
export { KitScreen } from './screen.tsx';
