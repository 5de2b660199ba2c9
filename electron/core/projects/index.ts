// Door of the room “projects”: folders the person opened and the secret files in them, by names that the core minted. Never runs a program, never takes a path from a page.
import { realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { AppEvents } from '../../../shared/ipc/events.ts';
import type { Project } from '../../../shared/ipc/projects.ts';
import type { Emit, Ports } from '../ports.ts';
import { createCalls } from './calls.ts';
import { isWithin, realFolder } from './folder-path.ts';
import { findKnownFiles, type KnownFiles } from './known-files.ts';
import { createOpenProjects } from './open-projects.ts';
import { createRecent } from './recent.ts';

export { isWithin, shownPath } from './folder-path.ts';
export { filesBelow, filesOf } from './tree-files.ts';

export interface ResolvedFile {
  readonly path: string;
  /** The path as the person would write it: under the home folder it starts with `~`. */
  readonly label: string;
  /** The folder of the project that holds it; absent for one that was named at the command line. */
  readonly root?: string;
  /** An identity file offered for this file only: that of the sample project. */
  readonly extraIdentityFile?: string;
}
export interface ProjectsDeps {
  readonly ports: Ports;
  readonly emit: Emit<AppEvents>;
  /** True if the file at this real path is open with changes that were not saved. */
  readonly hasUnsaved: (path: string) => boolean;
  /** A folder was opened, or it was already. */
  readonly onOpened: () => void;
  /** Somebody, Coffre too, wrote, replaced or removed what lies at this path in an open project. */
  readonly onFileTouched: (path: string) => void;
}
export interface ProjectsRoom {
  readonly handlers: Handlers<AppContract>['projects'];
  /** The file that a ref stands for, as long as a project that holds it is open (or it was named at the command line). */
  resolveFile(ref: string): ResolvedFile | undefined;
  /** The folder of an open project, and the identity file that came with it. */
  resolveProject(ref: string): { readonly root: string; readonly extraIdentityFile?: string } | undefined;
  /** The folders of all that are open, as real paths. */
  openFolders(): readonly string[];
  /** Opens the folder again in which this file (real path) lies, if the window had it open before, tells the window, and answers with the file's ref. */
  reach(path: string): Promise<{ readonly file: string } | undefined>;
  /** The encrypted files of every folder that is open or was, and of the one in which a command was typed. */
  knownFiles(): Promise<KnownFiles>;
  /**
   * Opens a folder, or the folder of a file, and tells the window (`projects.opened`).
   * Refusals: folder-not-found, not-a-folder, folder-unreadable, symlink-loop.
   */
  openPath(path: string): Promise<Project>;
  /** Ends every scan and every watch, and waits for the list of recent folders to be written. */
  dispose(): Promise<void>;
}

/** Builds the room. Nothing is read until a folder is opened. */
export function createProjects({ ports, emit, hasUnsaved, onOpened, onFileTouched }: ProjectsDeps): ProjectsRoom {
  const projects = createOpenProjects({ ports, emit, hasUnsaved, onOpened, onFileTouched });
  const recent = createRecent({
    file: join(ports.paths.profile, 'recent.json'), userHome: ports.paths.userHome, now: () => ports.clock.now(),
    failed(error) {
      ports.log(`${ports.clock.now().toISOString()} projects.recent was not written: ${error instanceof Error && 'code' in error ? String(error.code) : 'unknown'}`);
    },
  });
  /** A folder that a person opened in the window. */
  function openRemembered(root: string): Project {
    recent.opened(root);
    return projects.open(root);
  }
  return {
    handlers: createCalls({ ports, projects, recent, openRemembered }),
    resolveFile: (ref) => projects.resolveFile(ref),
    resolveProject(ref) {
      const project = projects.all().find((one) => one.ref === ref);
      return project === undefined ? undefined : { root: project.root, ...(project.identityFile === undefined ? {} : { extraIdentityFile: project.identityFile }) };
    },
    openFolders: () => projects.all().map(({ root }) => root),
    async reach(path) {
      const real = await Promise.all((await recent.paths()).map((root) => realpath(root).catch(() => undefined)));
      // WHY the nearest: a folder that was opened by itself is the one that the file belongs to.
      const root = real.flatMap((one) => (one !== undefined && isWithin(one, path) ? [one] : [])).toSorted((a, b) => b.length - a.length)[0];
      if (root === undefined) return undefined;
      emit({ name: 'projects.opened', payload: { project: projects.open(root) } });
      return { file: projects.refFound(path) };
    },
    async knownFiles() {
      const typed = ports.about.host === 'cli' && ports.paths.current !== undefined ? [ports.paths.current] : [];
      const roots = [...projects.all().map(({ root }) => root), ...await recent.paths(), ...typed];
      return findKnownFiles(roots, { clock: ports.clock, userHome: ports.paths.userHome });
    },
    async openPath(path) {
      const facts = await stat(path).catch(() => undefined);
      const project = openRemembered(await realFolder(facts?.isFile() === true ? dirname(resolve(path)) : path));
      emit({ name: 'projects.opened', payload: { project } });
      return project;
    },
    async dispose() {
      projects.dispose();
      await recent.settled();
    },
  };
}
