// Everything that is switched off before a page exists: for the program, for its session and for each page. Deny first; nothing here asks anybody.
import type { App, Session, WebContents } from 'electron';

/** True if somebody started the program without the browser's sandbox (`--no-sandbox`, or ELECTRON_DISABLE_SANDBOX, which becomes it). */
export function startedWithoutSandbox(app: Pick<App, 'commandLine'>): boolean {
  // SECURITY(no-sandbox-refused): some packages add the switch by themselves; the program would run and nobody would know.
  return app.commandLine.hasSwitch('no-sandbox');
}

/** Must run before the program is ready. */
export function hardenApp(app: Pick<App, 'enableSandbox' | 'on'>, openLink: (url: string) => void): void {
  // SECURITY(sandbox-everywhere): also for pages that somebody adds later and forgets about.
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => { hardenContents(contents, openLink); });
}

/** One page: it stays where it is, opens nothing and embeds nothing. */
export function hardenContents(contents: WebContents, openLink: (url: string) => void): void {
  // SECURITY(no-navigation): the only address is the one the shell loads.
  contents.on('will-navigate', (event) => { event.preventDefault(); });
  // SECURITY(no-frame-navigation): frames least of all.
  contents.on('will-frame-navigate', (event) => { event.preventDefault(); });
  // SECURITY(no-redirect): and nobody sends it elsewhere.
  contents.on('will-redirect', (event) => { event.preventDefault(); });
  // SECURITY(no-new-window): a link may open in the person's own browser, if it is one of the few; a window never.
  contents.setWindowOpenHandler(({ url }) => {
    openLink(url);
    return { action: 'deny' };
  });
  // SECURITY(no-webview): a page inside the page would be a hole in all of the above.
  contents.on('will-attach-webview', (event) => { event.preventDefault(); });
}

/** The session of the window: no permission, no device, no download, no network. `devTools` lets the inspector load itself. */
export function hardenSession(session: Session, options: { readonly origin: string; readonly devTools: boolean }): void {
  // SECURITY(permission-request): asking is refused …
  session.setPermissionRequestHandler((_contents, _permission, answer) => { answer(false); });
  // SECURITY(permission-check): … and so is looking whether one could ask.
  session.setPermissionCheckHandler(() => false);
  // SECURITY(permission-device): serial ports, USB and the like do not exist.
  session.setDevicePermissionHandler(() => false);
  // SECURITY(permission-capture): nor does recording the screen.
  session.setDisplayMediaRequestHandler((_request, answer) => { answer(null); });
  // SECURITY(no-download): what leaves goes through the core.
  session.on('will-download', (event) => { event.preventDefault(); });
  // WHY: its dictionaries come from the network, and it learns what was typed.
  session.setSpellCheckerEnabled(false);
  const own = `${options.origin}/`;
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    // SECURITY(no-network): http, https, ws and all else end here; the page has its own files and nothing more.
    answer({ cancel: !(url.startsWith(own) || url.startsWith('data:') || (options.devTools && url.startsWith('devtools:'))) });
  });
}
