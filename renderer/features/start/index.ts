// Door of the first screen.
export { StartScreen } from './screen.tsx';
