// The calls of the room: what a window or a command line may ask about folders and files. Paths go out, refs come in.
import { access, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { Project } from '../../../shared/ipc/projects.ts';
import type { Ports } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { browse } from './browse.ts';
import { realFolder, shownPath } from './folder-path.ts';
import type { OpenProjects } from './open-projects.ts';
import type { Recent } from './recent.ts';
import { createRefs } from './refs.ts';
import { makeSample } from './sample-project.ts';

const pageSize = 1000;

export interface CallsDeps {
  readonly ports: Ports;
  readonly projects: OpenProjects;
  readonly recent: Recent;
  /** Opens a folder (real path) that a person chose in the window. */
  openRemembered(root: string): Project;
}

export function createCalls({ ports, projects, recent, openRemembered }: CallsDeps): Handlers<AppContract>['projects'] {
  const { dialogs, paths } = ports;
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

  return {
    async chooseFolder() {
      if (!dialogs.chooseFolderAbility.works) throw new Refusal('no-dialog', { reason: dialogs.chooseFolderAbility.reason });
      if (dialogOpen) throw new Refusal('dialog-busy');
      dialogOpen = true;
      try {
        const chosen = await dialogs.chooseFolder();
        return chosen === undefined ? {} : { project: openRemembered(await realFolder(chosen)) };
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
      return { project: openRemembered(await realFolder(folderOf(folder))) };
    },
    async openDropped({ paths: dropped }) {
      const results = await Promise.allSettled([...new Set(dropped)].filter((path) => path !== '').map((path) => realFolder(path)));
      const opened = results.flatMap((result) => (result.status === 'fulfilled' ? [openRemembered(result.value)] : []));
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
    listRecent: () => recent.list(),
    openRecent: async ({ recent: ref }) => ({ project: openRemembered(await realFolder(recent.pathOf(ref))) }),
    async forgetRecent({ recent: ref }) {
      await recent.forget(ref);
      return {};
    },
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
}
