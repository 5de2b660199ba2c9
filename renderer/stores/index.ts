// Door of the app-wide stores.
export { nextTheme } from './appearance.ts';
export type { ListedFile, ProjectFiles } from './projects.ts';
export type { Question } from './questions.ts';
export type { About } from './session.ts';
export { StoresProvider, createStores, useAppearance, useErrorWords, useProjects, useQuestions, useSession, useStores, useToasts, useWords, type Stores } from './stores-context.tsx';
