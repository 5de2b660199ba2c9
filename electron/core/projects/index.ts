// Door of the room “projects”: folders the person opened and the secret files in them, by names that the core minted. Never runs a program, never takes a path from a page.
import { access, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { AppEvents } from '../../../shared/ipc/events.ts';
import type { Project } from '../../../shared/ipc/projects.ts';
import type { Emit, Ports } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { browse } from './browse.ts';
import { createOpenProjects } from './open-projects.ts';
import { realFolder, shownPath } from './folder-path.ts';
import { createRefs } from './refs.ts';
import { makeSample } from './sample-project.ts';

const pageSize = 1000;

export interface ResolvedFile {
  readonly path: string;
  /** The path as the person would write it: under the home folder it starts with `~`. */
  readonly label: string;
  /** An identity file offered for this file only: that of the sample project. */
  readonly extraIdentityFile?: string;
}
export interface ProjectsDeps {
  readonly ports: Ports;
  readonly emit: Emit<AppEvents>;
  /** True if the file at this real path is open with changes that were not saved. */
  readonly hasUnsaved: (path: string) => boolean;
  /** Somebody, Coffre too, wrote, replaced or removed what lies at this path in an open project. */
  readonly onFileTouched: (path: string) => void;
}
export interface ProjectsRoom {
  readonly handlers: Handlers<AppContract>['projects'];
  /** The file that a ref stands for, as long as a project that holds it is open (or it was named at the command line). */
  resolveFile(ref: string): ResolvedFile | undefined;
  /**
   * Opens a folder, or the folder of a file, and tells the window (`projects.opened`).
   * Refusals: folder-not-found, not-a-folder, folder-unreadable, symlink-loop.
   */
  openPath(path: string): Promise<Project>;
  /** Ends every scan. */
  dispose(): void;
}

/** Builds the room. Nothing is read until a folder is opened. */
export function createProjects({ ports, emit, hasUnsaved, onFileTouched }: ProjectsDeps): ProjectsRoom {
  const { dialogs, paths } = ports;
  const projects = createOpenProjects({ ports, emit, hasUnsaved, onFileTouched });
  const folders = createRefs();
  let dialogOpen = false;
  let sample: Promise<Project> | undefined;

  // SECURITY(no-path-from-page): a window may walk through folders only where there is no dialog to do it.
  function onlyWithoutDialog(): void {
    if (dialogs.chooseFolderAbility.works) throw new Refusal('use-the-dialog');
  }
  function folderOf(ref: string): string {
    const path = folders.pathOf(ref);
    if (path === undefined) throw new Refusal('folder-not-found');
    return path;
  }
  async function openSample(): Promise<Project> {
    const open = projects.sample();
    if (open?.identityFile !== undefined && (await access(open.identityFile).then(() => true, () => false))) return projects.describe(open);
    const { root, identityFile } = await makeSample(paths.temporary, ports.clock.now());
    return projects.open(root, identityFile);
  }

  const handlers: ProjectsRoom['handlers'] = {
    async chooseFolder() {
      if (!dialogs.chooseFolderAbility.works) throw new Refusal('no-dialog', { reason: dialogs.chooseFolderAbility.reason });
      if (dialogOpen) throw new Refusal('dialog-busy');
      dialogOpen = true;
      try {
        const chosen = await dialogs.chooseFolder();
        return chosen === undefined ? {} : { project: projects.open(await realFolder(chosen)) };
      } finally {
        dialogOpen = false;
      }
    },
    async browseFolders({ folder }) {
      onlyWithoutDialog();
      const level = await browse(folder === undefined ? paths.userHome : folderOf(folder));
      return {
        folder: folders.of(level.path),
        path: shownPath(level.path, paths.userHome),
        ...(level.parent === undefined ? {} : { parent: folders.of(level.parent) }),
        folders: level.names.map((name) => ({ folder: folders.of(join(level.path, name)), name })),
      };
    },
    async openFolder({ folder }) {
      onlyWithoutDialog();
      return { project: projects.open(await realFolder(folderOf(folder))) };
    },
    async openDropped({ paths: dropped }) {
      const results = await Promise.allSettled([...new Set(dropped)].filter((path) => path !== '').map((path) => realFolder(path)));
      const opened = results.flatMap((result) => (result.status === 'fulfilled' ? [projects.open(result.value)] : []));
      if (opened.length > 0) return opened;
      const [first] = results;
      throw first?.status === 'rejected' ? first.reason : new Refusal('nothing-dropped');
    },
    openPath: async ({ path }) => ({ project: projects.open(await realFolder(path)) }),
    async refFile({ path }) {
      const file = resolve(path);
      const code = await stat(file).then(() => '', (error: unknown) => (error instanceof Error && 'code' in error ? error.code : ''));
      if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ERR_INVALID_ARG_VALUE') throw new Refusal('file-not-found');
      return { file: projects.refTyped(file) };
    },
    async openSample() {
      // WHY shared: two clicks make one sample.
      sample ??= openSample().finally(() => {
        sample = undefined;
      });
      return { project: await sample };
    },
    listRecent: () => [],
    openRecent: () => { throw new Refusal('folder-not-found'); },
    forgetRecent: () => { throw new Refusal('folder-not-found'); },
    list: () => projects.all().map((project) => projects.describe(project)),
    listFiles({ project: ref, offset }) {
      const project = projects.get(ref);
      const files = project.files();
      return { scan: project.scanState(), readAt: project.readAt(), total: files.length, files: files.slice(offset, offset + pageSize).map((file) => ({ file: projects.refFound(file.path), path: file.name, state: file.state, verdict: project.verdict(file), ruled: file.ruled, rules: file.rules })) };
    },
    rescan({ project }) {
      projects.get(project).rescan();
      return {};
    },
    cancelScan({ project }) {
      projects.get(project).cancel();
      return {};
    },
    async close({ project }) {
      await projects.close(project);
      return {};
    },
  };

  return {
    handlers,
    resolveFile: (ref) => projects.resolveFile(ref),
    async openPath(path) {
      const facts = await stat(path).catch(() => undefined);
      const project = projects.open(await realFolder(facts?.isFile() === true ? dirname(resolve(path)) : path));
      emit({ name: 'projects.opened', payload: { project } });
      return project;
    },
    dispose() {
      projects.dispose();
    },
  };
}
