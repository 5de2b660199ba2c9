// The room “projects” over a real folder, as the core builds it, without the gate.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { Ports } from '../../../electron/core/ports.ts';
import { createProjects, type ProjectsRoom } from '../../../electron/core/projects/index.ts';
import type { AnyEvent, Context } from '../../../shared/ipc/define.ts';
import type { AppEvents } from '../../../shared/ipc/events.ts';
import type { Project } from '../../../shared/ipc/projects.ts';
import { fakePorts, type FakePorts } from '../../fakes/ports.ts';

export const context: Context = { role: 'window', requestId: 'test', about: () => undefined };

export interface TestRoom {
  readonly ports: FakePorts;
  readonly room: ProjectsRoom;
  readonly handlers: ProjectsRoom['handlers'];
  /** The folder `~/shop`, which exists. */
  readonly root: string;
  readonly events: AnyEvent<AppEvents>[];
  readonly unsaved: Set<string>;
  /** What the room told of files that somebody wrote. */
  readonly touched: readonly string[];
  /** Writes files below the root; folders are made. */
  write(files: Readonly<Record<string, string | Buffer>>): void;
  open(path?: string): Promise<Project>;
  /** Waits for the scan and answers every row, over all pages. */
  rows(project: Project): Promise<{ readonly file: string; readonly path: string; readonly state: string }[]>;
  /** Opens the root, waits, and answers `path: state` in order. */
  states(): Promise<Record<string, string>>;
  scanned(project: Project): Promise<string>;
}

export function testRoom(overrides: Partial<Ports> = {}): TestRoom {
  const ports = fakePorts(overrides);
  const root = join(ports.paths.userHome, 'shop');
  mkdirSync(root, { recursive: true });
  const events: AnyEvent<AppEvents>[] = [];
  const unsaved = new Set<string>();
  const touched: string[] = [];
  const room = createProjects({ ports, emit: (event) => events.push(event), hasUnsaved: (path) => unsaved.has(path), onFileTouched: (path) => touched.push(path) });
  const { handlers } = room;
  onTestFinished(() => {
    room.dispose();
    ports.fake.remove();
  });
  const page = async (project: Project, offset: number) => handlers.listFiles({ project: project.project, offset }, context);
  const at: TestRoom = {
    ports, room, handlers, root, events, unsaved, touched,
    write(files) {
      for (const [name, content] of Object.entries(files)) {
        const path = join(root, name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, content);
      }
    },
    open: async (path = root) => (await handlers.openPath({ path }, context)).project,
    async scanned(project) {
      for (;;) {
        const { scan } = await page(project, 0);
        if (scan !== 'running') return scan;
        await pause();
      }
    },
    async rows(project) {
      await at.scanned(project);
      const rows: { file: string; path: string; state: string }[] = [];
      for (;;) {
        const { files, total } = await page(project, rows.length);
        rows.push(...files);
        if (rows.length >= total) return rows;
      }
    },
    async states() {
      const project = await at.open();
      await handlers.rescan({ project: project.project }, context);
      return Object.fromEntries((await at.rows(project)).map(({ path, state }) => [path, state]));
    },
  };
  return at;
}
