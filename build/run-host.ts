// Opens the window in an installed Chromium and waits until it is closed. Must never leave the browser or its data folder behind.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { claimInstance, hostOrigin, startHost, type FoundChromium, type Host } from '../electron/host/index.ts';
import { nodePaths, turnOffCoreDumps } from '../electron/node-ports/index.ts';
import { serveRendererFiles, type Serve } from '../electron/shell/renderer-files.ts';
import type { ShellWords } from '../shared/words/index.ts';
import { root } from './root.ts';
import { version } from './version.ts';

const exitStatus = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type Signal = keyof typeof exitStatus;

export interface HostRun {
  readonly found: FoundChromium;
  /** Absolute, or nothing to open. */
  readonly path: string | undefined;
  readonly words: ShellWords['start'];
  readonly say: (line: string) => void;
  /** Another page than the built one: development. */
  readonly serve?: Serve;
  readonly beforePage?: (page: Page) => Promise<void>;
}

const builtPage = (): Serve => serveRendererFiles({ listFile: join(root, 'dist/electron/renderer-files.json'), folder: join(root, 'dist/renderer'), origin: hostOrigin });

/** Resolves with the exit status when the window is closed, handed over, or ended by a signal. Rejects if the browser does not start. */
export async function runHost({ found, path, words, say, serve, beforePage }: HostRun): Promise<number> {
  const paths = nodePaths(process.env, process.platform);
  let host: Host | undefined;
  const open = async (wanted: string | undefined): Promise<void> => {
    if (host === undefined) return;
    await host.focus();
    if (wanted !== undefined) await host.core.openPath(wanted).catch(() => { say(words.pathMissing(wanted)); });
  };
  const instance = await claimInstance({
    profile: paths.profile, path, environment: process.env, temporary: paths.temporary,
    onHandover: (wanted) => {
      open(wanted).catch(() => {
        // WHY silent: the window is just closing; the second start has been answered.
      });
    },
  });
  if (instance === undefined) {
    say(words.handedOver);
    return 0;
  }

  let ended: ((status: number) => void) | undefined;
  const signalled = new Promise<number>((resolve) => { ended = resolve; });
  let asked = false;
  const onSignal = (signal: Signal): void => {
    if (host === undefined) process.exit(exitStatus[signal]);
    const pending = host.core.pendingTotal();
    if (pending > 0 && signal === 'SIGINT' && !asked) {
      asked = true;
      say(words.pressAgain(pending));
      return;
    }
    if (pending > 0) say(words.lost(pending));
    ended?.(exitStatus[signal]);
  };
  const signals = Object.keys(exitStatus) as Signal[];
  for (const signal of signals) process.on(signal, onSignal);
  try {
    // Before the browser, so that it inherits the limit.
    await turnOffCoreDumps(process.pid);
    host = await startHost({ found, headed: true, serve: serve ?? builtPage(), environment: process.env, version, ...(beforePage === undefined ? {} : { beforePage }) });
    say('ready');
    if (path !== undefined) await open(path);
    return await Promise.race([host.closed.then(() => 0), signalled]);
  } finally {
    await host?.close();
    instance.release();
    for (const signal of signals) process.removeListener(signal, onSignal);
  }
}
