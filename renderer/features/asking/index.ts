// Door of the questions that the core asks through the window.
export { Questions } from './questions.tsx';
