// A process that scans one folder and prints what it found, so that a test can run it as another user.
import { setImmediate as pause } from 'node:timers/promises';
import { createProjects } from '../../electron/core/projects/index.ts';
import type { Context } from '../../shared/ipc/define.ts';
import { Refusal } from '../../electron/core/refusal.ts';
import { fakePorts } from './ports.ts';
import type { ScanAnswer } from './run-scan.ts';

const context: Context = { role: 'cli', requestId: 'test', about: () => undefined, record: () => Promise.resolve() };
const ports = fakePorts();
const { handlers } = createProjects({ ports, emit: () => undefined, hasUnsaved: () => false, onOpened: () => undefined, onFileTouched: () => undefined });

/** The end of the scan, or the code with which the folder was refused. */
async function run(): Promise<ScanAnswer> {
  const { project } = await handlers.openPath({ path: process.argv[2] ?? '' }, context);
  for (;;) {
    const { scan, files } = await handlers.listFiles({ project: project.project, offset: 0 }, context);
    if (scan !== 'running') return { scan, states: Object.fromEntries(files.map(({ path, state }) => [path, state])) };
    await pause();
  }
}

const answer = await run().catch((error: unknown) => {
  if (error instanceof Refusal) return { scan: error.code, states: {} };
  throw error;
});
ports.fake.remove();
process.stdout.write(JSON.stringify(answer));
