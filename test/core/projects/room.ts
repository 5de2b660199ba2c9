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

export const context: Context = { role: 'window', requestId: 'test', about: () => undefined, record: () => Promise.resolve() };

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
  /** What each row looks like now, in order: state, verdict where one is known, `no rule`, and the number of rules. */
  looks(project: Project): Promise<Record<string, string>>;
  /** Resolves at the next event. */
  told(): Promise<void>;
  /** Waits until the rows look like this; asks again after each event, never by time. */
  until(project: Project, wanted: Readonly<Record<string, string>>): Promise<void>;
}

export function testRoom(overrides: Partial<Ports> = {}): TestRoom {
  const ports = fakePorts(overrides);
  const root = join(ports.paths.userHome, 'shop');
  mkdirSync(root, { recursive: true });
  const events: AnyEvent<AppEvents>[] = [];
  const unsaved = new Set<string>();
  const touched: string[] = [];
  let wake = (): void => undefined;
  const room = createProjects({ ports, emit: (event) => { events.push(event); wake(); }, hasUnsaved: (path) => unsaved.has(path), onOpened: () => undefined, onFileTouched: (path) => { touched.push(path); wake(); } });
  const { handlers } = room;
  onTestFinished(async () => {
    await room.dispose();
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
    async looks(project) {
      const looks: Record<string, string> = {};
      for (let total = 1, read = 0; read < total;) {
        const answer = await page(project, read);
        total = answer.total;
        read += answer.files.length;
        for (const { path, state, verdict, ruled, rules } of answer.files) looks[path] = [state, ...(verdict === 'unknown' ? [] : [verdict]), ...(ruled ? [] : ['no rule']), ...(rules === 0 ? [] : [`${String(rules)} rules`])].join(', ');
      }
      return looks;
    },
    told: () => new Promise((resolve) => { wake = resolve; }),
    async until(project, wanted) {
      for (;;) {
        const told = at.told();
        if (JSON.stringify(Object.entries(await at.looks(project))) === JSON.stringify(Object.entries(wanted))) return;
        await told;
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
