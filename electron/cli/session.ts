// The core in this process, as the command line sees it: calls by name, answers or a Failure. Must never reach a room but through the router.
import { createCore } from '../core/index.ts';
import type { Ports, Sink, Source } from '../core/ports.ts';
import { fileLog, nodeAgent, nodeBoot, nodeClock, nodeKeychain, nodePaths, nodePrograms, nodeRunner, osUser, silentPower, systemLanguage } from '../node-ports/index.ts';
import type { AppContract } from '../../shared/ipc/contract.ts';
import type { AnyEvent, CallName, Input, Output, Reply } from '../../shared/ipc/define.ts';
import type { AppEvents } from '../../shared/ipc/events.ts';
import { agentWord } from './agent-word.ts';
import { terminalAsking } from './asking.ts';
import { terminalBrowser } from './browser.ts';
import { Failure } from './failure.ts';
import { createMinted, type Minted } from './minted.ts';
import { version } from './root.ts';

export interface Session {
  readonly sinks: Minted<Sink>;
  readonly sources: Minted<Source>;
  /** Throws Failure with the core's code; `subject` is what it is about, for the message. */
  call<N extends CallName<AppContract>>(name: N, input: Input<AppContract, N>, subject?: string): Promise<Output<AppContract, N>>;
  events(listener: (event: AnyEvent<AppEvents>) => void): () => void;
  /** Wipes plaintext and waits for the audit log. */
  close(): Promise<void>;
}

const notHere = { works: false, reason: 'not-here' } as const;
const refuse = (): Promise<never> => Promise.reject(new Error('the command line has no desktop'));

/** `agreed`: see asking.ts. */
export function openSession(environment: Readonly<Record<string, string | undefined>>, agreed: boolean): Session {
  const sinks = createMinted<Sink>();
  const sources = createMinted<Source>();
  const paths = nodePaths(environment, process.platform);
  const asking = terminalAsking(environment, agreed);
  const ports: Ports = {
    // WHY a getter: where no locale is set the platform is asked for one, which few commands need.
    about: { version, host: 'cli', sandboxed: true, get systemLanguage() { return systemLanguage(environment); }, user: osUser(), platform: process.platform, contentProtection: notHere },
    origin: 'cli://coffre',
    paths,
    environment,
    clock: nodeClock(),
    dialogs: { chooseFolderAbility: notHere, chooseFolder: refuse, chooseFileAbility: notHere, chooseFile: refuse, chooseSaveFile: refuse, agree: asking.agree },
    clipboard: { ability: notHere, write: refuse, read: refuse, clear: refuse },
    presence: { focused: () => false },
    power: silentPower(),
    sinks,
    sources,
    runner: nodeRunner(),
    programs: nodePrograms(),
    asking,
    browser: terminalBrowser(environment),
    keychain: nodeKeychain(environment, paths, process.platform),
    boot: nodeBoot(),
    agent: nodeAgent(environment, [process.execPath, process.argv[1] ?? '', agentWord]),
    // There is no profile yet that could be locked.
    session: { unlocked: () => true },
    log: fileLog(paths.profile),
  };
  const core = createCore(ports);
  const sender = { role: 'cli', url: '', isMainFrame: false } as const;
  return {
    sinks, sources,
    async call<N extends CallName<AppContract>>(name: N, input: Input<AppContract, N>, subject = ''): Promise<Output<AppContract, N>> {
      const reply = JSON.parse(await core.router.handle(JSON.stringify({ call: name, input }), sender)) as Reply<AppContract, N>;
      if (!reply.ok) throw new Failure(reply.error.code, reply.error.data, subject);
      return reply.value;
    },
    events: (listener) => core.events(listener),
    close: () => core.dispose(),
  };
}
