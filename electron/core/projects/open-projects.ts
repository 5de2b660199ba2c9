// The projects that are open now and the refs of their files. Must never answer a ref whose project was closed.
import { realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AppEvents } from '../../../shared/ipc/events.ts';
import type { Project } from '../../../shared/ipc/projects.ts';
import type { Emit, Ports } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { createRuleBook, quietVerdict, recipientsDiffer } from '../sops/index.ts';
import { isWithin, shownPath } from './folder-path.ts';
import { createProject, type OpenProject } from './project.ts';
import { createRefs } from './refs.ts';

export interface OpenProjects {
  /** Opens a folder (real path) or answers the project that already stands for it. */
  open(root: string, identityFile?: string): Project;
  describe(project: OpenProject): Project;
  /** Refusal: project-not-found. */
  get(ref: string): OpenProject;
  all(): readonly OpenProject[];
  /** The sample project, if it is open. */
  sample(): OpenProject | undefined;
  /** Refusals: project-not-found, unsaved-changes (data: files). */
  close(ref: string): Promise<void>;
  /** The ref of a file that a scan found. */
  refFound(path: string): string;
  /** The ref of a file that was named at the command line: good without a project. */
  refTyped(path: string): string;
  resolveFile(ref: string): { readonly path: string; readonly label: string; readonly root?: string; readonly extraIdentityFile?: string } | undefined;
  dispose(): void;
}

export interface OpenProjectsDeps {
  readonly ports: Ports;
  readonly emit: Emit<AppEvents>;
  readonly hasUnsaved: (path: string) => boolean;
  readonly onOpened: () => void;
  readonly onFileTouched: (path: string) => void;
}

export function createOpenProjects({ ports, emit, hasUnsaved, onOpened, onFileTouched }: OpenProjectsDeps): OpenProjects {
  const log = (what: string): void => { ports.log(`${ports.clock.now().toISOString()} ${what}`); };
  const open = new Map<string, OpenProject>();
  const projectRefs = createRefs();
  const fileRefs = createRefs();
  const typed = new Set<string>();
  /** Only a file that was asked for by its ref can have changes. */
  const handedOut = new Set<string>();

  const describe = ({ ref, root, identityFile }: OpenProject): Project => ({ project: ref, name: basename(root) || root, path: shownPath(root, ports.paths.userHome), sample: identityFile !== undefined });
  function get(ref: string): OpenProject {
    const project = open.get(ref);
    if (project === undefined) throw new Refusal('project-not-found');
    return project;
  }
  async function unsavedIn(root: string): Promise<number> {
    const paths = [...handedOut].filter((path) => isWithin(root, path));
    const real = await Promise.all(paths.map((path) => realpath(path).catch(() => path)));
    return new Set(real.filter((path, index) => hasUnsaved(path) || hasUnsaved(paths[index] ?? path))).size;
  }

  return {
    describe, get,
    open(root, identityFile) {
      const ref = projectRefs.of(root);
      const known = open.get(ref);
      if (known !== undefined) return describe(known);
      const book = createRuleBook();
      const project = createProject({
        ref, root, identityFile, clock: ports.clock, stays: ports.about.host !== 'cli',
        async look(path) {
          const verdict = await quietVerdict(path, ports, identityFile);
          return verdict === 'opens' && (await recipientsDiffer(path, book)) ? 'recipients-differ' : verdict;
        },
        touched(paths) {
          for (const path of paths) onFileTouched(path);
        },
        gaveUp(code) {
          log(`projects.watch ended: ${code}`);
        },
        progressed(progress) {
          emit({ name: 'projects.scanProgressed', payload: { project: ref, ...progress } });
        },
        broke(error) {
          log(`projects.scan ended by ${error instanceof Error ? error.name : 'an unknown failure'}`);
        },
      });
      open.set(ref, project);
      onOpened();
      return describe(project);
    },
    all: () => [...open.values()],
    sample: () => [...open.values()].find((project) => project.identityFile !== undefined),
    async close(ref) {
      const project = get(ref);
      const files = await unsavedIn(project.root);
      if (files > 0) throw new Refusal('unsaved-changes', { files });
      open.delete(ref);
      project.close();
    },
    refFound: (path) => fileRefs.of(path),
    refTyped(path) {
      typed.add(path);
      return fileRefs.of(path);
    },
    resolveFile(ref) {
      const path = fileRefs.pathOf(ref);
      if (path === undefined) return undefined;
      const holders = [...open.values()].filter((project) => isWithin(project.root, path));
      // SECURITY(closed-project-closed): with its project, a file goes out of reach.
      if (holders.length === 0 && !typed.has(path)) return undefined;
      handedOut.add(path);
      const identity = holders.find((project) => project.identityFile !== undefined)?.identityFile;
      const [holder] = holders;
      return { path, label: shownPath(path, ports.paths.userHome), ...(holder === undefined ? {} : { root: holder.root }), ...(identity === undefined ? {} : { extraIdentityFile: identity }) };
    },
    dispose() {
      for (const project of open.values()) project.close();
    },
  };
}
