// The open projects and the secret files found in them: names, states and counts. Re-read from the core whenever it says that a scan moved on.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AnswerOf, AppBridge, AppContract, Output, Project, RecentProject, Told } from '../bridge/index.ts';

type FilePage = Output<AppContract, 'projects.listFiles'>;
export type ListedFile = FilePage['files'][number];
export interface ProjectFiles {
  readonly scan: FilePage['scan'];
  readonly files: readonly ListedFile[];
  /** When the last scan ended: RFC 3339, '' while the first one runs. */
  readonly readAt: string;
  /** What the scan has looked at so far. */
  readonly looked: { readonly files: number; readonly folders: number };
}
export interface ProjectsState {
  readonly loaded: boolean;
  readonly projects: readonly Project[];
  readonly files: ReadonlyMap<string, ProjectFiles>;
  /** The project that was opened last in this window. */
  readonly latest: string | undefined;
  readonly opening: boolean;
  /** True while the page draws the list of folders itself. */
  readonly browsing: boolean;
  readonly refusal: Told | undefined;
  /** Folders that were opened before, the last one first. Asked for when somebody is about to look. */
  readonly recent: readonly RecentProject[];
  /** Branches of the tree that are folded, by the id of their row; kept over closing and opening again. */
  readonly folded: ReadonlySet<string>;
  load(): Promise<void>;
  /** Asks for a folder: with the system's dialog where `dialogWorks`, else with the list in the page. */
  chooseFolder(dialogWorks: boolean): Promise<void>;
  openListed(folder: string): Promise<boolean>;
  stopBrowsing(): void;
  openSample(): Promise<void>;
  openDropped(files: readonly File[]): Promise<void>;
  close(project: string): Promise<AnswerOf<'projects.close'>>;
  rescan(project: string): Promise<void>;
  cancelScan(project: string): Promise<void>;
  forgetRefusal(): void;
  loadRecent(): Promise<void>;
  openRecent(recent: string): Promise<boolean>;
  /** Takes a folder off the list; false if that could not be written down. */
  forgetRecent(recent: string): Promise<boolean>;
  fold(ids: readonly string[], folded: boolean): void;
}

const nothingYet: ProjectFiles = { scan: 'running', files: [], readAt: '', looked: { files: 0, folders: 0 } };

export function createProjectsStore(bridge: AppBridge): StoreApi<ProjectsState> {
  /** Projects whose list is being read, and whether it must be read once more after that. */
  const reading = new Map<string, boolean>();

  return createStore<ProjectsState>((set, get) => {
    const put = (project: string, change: (old: ProjectFiles) => ProjectFiles): void => {
      set(({ files, projects }) => (projects.some((known) => known.project === project) ? { files: new Map(files).set(project, change(files.get(project) ?? nothingYet)) } : {}));
    };
    const add = (project: Project): void => {
      set(({ projects }) => ({ projects: projects.some((known) => known.project === project.project) ? projects : [...projects, project], latest: project.project, refusal: undefined }));
      void read(project.project);
    };

    async function readAll(project: string): Promise<void> {
      const found: ListedFile[] = [];
      for (;;) {
        const page = await bridge.call('projects.listFiles', { project, offset: found.length });
        if (!page.ok) return;
        found.push(...page.value.files);
        if (page.value.files.length > 0 && found.length < page.value.total) continue;
        put(project, (old) => ({ ...old, scan: page.value.scan, readAt: page.value.readAt, files: found }));
        return;
      }
    }
    async function read(project: string): Promise<void> {
      if (reading.has(project)) {
        reading.set(project, true);
        return;
      }
      do {
        reading.set(project, false);
        await readAll(project);
      } while (reading.get(project) === true);
      reading.delete(project);
    }

    bridge.on((event) => {
      if (event.name === 'projects.opened') add(event.payload.project);
      else if (event.name === 'projects.scanProgressed') {
        const { project, files, folders, running } = event.payload;
        put(project, (old) => ({ ...old, scan: running ? 'running' : old.scan, looked: { files, folders } }));
        void read(project);
      }
    });

    return {
      loaded: false, projects: [], files: new Map(), latest: undefined, opening: false, browsing: false, refusal: undefined, recent: [], folded: new Set(),
      async load() {
        const answer = await bridge.call('projects.list', {});
        if (!answer.ok) {
          set({ loaded: true, refusal: answer.error });
          return;
        }
        set({ loaded: true, projects: answer.value, latest: answer.value.at(-1)?.project });
        await Promise.all(answer.value.map(({ project }) => read(project)));
      },
      async chooseFolder(dialogWorks) {
        if (get().opening) return;
        if (!dialogWorks) {
          set({ browsing: true, refusal: undefined });
          return;
        }
        set({ opening: true, refusal: undefined });
        const answer = await bridge.call('projects.chooseFolder', {});
        set({ opening: false });
        if (answer.ok && answer.value.project !== undefined) add(answer.value.project);
        else if (!answer.ok) set(answer.error.code === 'no-dialog' ? { browsing: true } : { refusal: answer.error });
      },
      async openListed(folder) {
        set({ opening: true, refusal: undefined });
        const answer = await bridge.call('projects.openFolder', { folder });
        set({ opening: false });
        if (!answer.ok) {
          set({ refusal: answer.error });
          return false;
        }
        add(answer.value.project);
        set({ browsing: false });
        return true;
      },
      stopBrowsing() {
        set({ browsing: false, refusal: undefined });
      },
      async openSample() {
        if (get().opening) return;
        set({ opening: true, refusal: undefined });
        const answer = await bridge.call('projects.openSample', {});
        set({ opening: false });
        if (answer.ok) add(answer.value.project);
        else set({ refusal: answer.error });
      },
      async openDropped(files) {
        set({ opening: true, refusal: undefined });
        const answer = await bridge.dropped(files);
        set({ opening: false });
        if (answer.ok) for (const project of answer.value) add(project);
        else set({ refusal: answer.error });
      },
      async close(project) {
        const answer = await bridge.call('projects.close', { project });
        if (answer.ok || answer.error.code === 'project-not-found') {
          set(({ projects, files, latest }) => ({
            projects: projects.filter((known) => known.project !== project),
            files: new Map([...files].filter(([known]) => known !== project)),
            latest: latest === project ? undefined : latest,
          }));
        }
        return answer;
      },
      async rescan(project) {
        put(project, (old) => ({ ...old, scan: 'running', looked: { files: 0, folders: 0 } }));
        await bridge.call('projects.rescan', { project });
        await read(project);
      },
      async cancelScan(project) {
        await bridge.call('projects.cancelScan', { project });
        await read(project);
      },
      forgetRefusal() {
        set({ refusal: undefined });
      },
      async loadRecent() {
        const answer = await bridge.call('projects.listRecent', {});
        if (answer.ok) set({ recent: answer.value });
      },
      async openRecent(recent) {
        if (get().opening) return false;
        set({ opening: true, refusal: undefined });
        const answer = await bridge.call('projects.openRecent', { recent });
        set({ opening: false });
        if (answer.ok) add(answer.value.project);
        else {
          set({ refusal: answer.error });
          await get().loadRecent();
        }
        return answer.ok;
      },
      async forgetRecent(recent) {
        const answer = await bridge.call('projects.forgetRecent', { recent });
        await get().loadRecent();
        return answer.ok;
      },
      fold(ids, folded) {
        set((old) => ({ folded: folded ? new Set([...old.folded, ...ids]) : new Set([...old.folded].filter((id) => !ids.includes(id))) }));
      },
    };
  });
}
