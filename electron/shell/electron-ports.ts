// Every port of the core under Electron, put together.
import type { App, BrowserWindow, Clipboard, ClipboardItem, Dialog, PowerMonitor, Shell } from 'electron';
import type { Ability, Ports } from '../core/ports.ts';
import { fileLog, nodeAgent, nodeBoot, nodeClock, nodeKeychain, nodePaths, nodePrograms, nodeRunner, osUser, systemLanguage } from '../node-ports/index.ts';
import type { ShellWords } from '../../shared/words/index.ts';
import { appOrigin } from './app-protocol.ts';
import { electronAgree } from './ports/agree.ts';
import { electronBrowser } from './ports/browser.ts';
import { electronClipboard } from './ports/clipboard.ts';
import { electronDialogs } from './ports/dialogs.ts';
import { electronPower } from './ports/power.ts';
import { electronPresence } from './ports/presence.ts';

export interface ElectronPieces {
  readonly app: Pick<App, 'getVersion'>;
  readonly clipboard: Pick<Clipboard, 'write' | 'readText' | 'clear'>;
  readonly ClipboardItem: typeof ClipboardItem;
  readonly dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox'>;
  readonly shell: Pick<Shell, 'openExternal'>;
  readonly powerMonitor: Pick<PowerMonitor, 'on' | 'off' | 'getSystemIdleTime'>;
  readonly window: () => BrowserWindow | undefined;
  readonly words: () => Promise<ShellWords>;
}

/** Electron hides a window from screenshots on macOS and Windows; elsewhere its switch does nothing. */
export function contentProtectionAbility(platform: string): Ability {
  return platform === 'darwin' || platform === 'win32' ? { works: true, reason: '' } : { works: false, reason: 'not-here' };
}

/** The real ports. `environment` is what the core may read of ours. */
export function electronPorts(pieces: ElectronPieces, environment: Readonly<Record<string, string | undefined>>, platform: string): Ports {
  const paths = nodePaths(environment, platform);
  return {
    // The program refuses to start without its sandbox, so it always has one.
    about: { version: pieces.app.getVersion(), host: 'electron', sandboxed: true, systemLanguage: systemLanguage(environment), user: osUser(), platform, contentProtection: contentProtectionAbility(platform) },
    origin: appOrigin,
    paths, environment,
    clock: nodeClock(),
    dialogs: { ...electronDialogs(pieces.dialog, pieces.window, pieces.words), agree: electronAgree(pieces.dialog, pieces.window, pieces.words) },
    clipboard: electronClipboard(pieces.clipboard, pieces.ClipboardItem, platform),
    presence: electronPresence(pieces.window),
    power: electronPower(pieces.powerMonitor),
    // Nothing in a window prints or pipes: sinks are the command line's.
    sinks: { take: () => undefined },
    runner: nodeRunner(),
    programs: nodePrograms(),
    browser: electronBrowser(pieces.shell, pieces.words),
    keychain: nodeKeychain(environment, paths, platform),
    boot: nodeBoot(),
    agent: nodeAgent(environment),
    session: { unlocked: () => true },
    log: fileLog(paths.profile),
  };
}
