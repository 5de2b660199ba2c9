// Vite's server behind the Chromium host, for npm run dev. The policy is looser here, and nothing of this reaches dist/.
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { createServer } from 'vite';
import { csp, securityHeaders } from '../electron/shell/headers.ts';
import type { Serve } from '../electron/shell/renderer-files.ts';
import { root } from './root.ts';
import { licencesInDevelopment } from './vite.licences.ts';
import { rendererConfig } from './vite.renderer.ts';

export interface DevServer {
  readonly serve: Serve;
  /** Carries Vite's socket, so that the browser stays without a network in development, too. */
  readonly beforePage: (page: Page) => Promise<void>;
  close(): Promise<void>;
}

/** DEVELOPMENT ONLY: inline styles and scripts are how Vite replaces a module. */
const looser = csp
  .replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
  .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
  .replace("; require-trusted-types-for 'script'; trusted-types 'none'", '');

/** Listens on this machine only, at any free port. */
export async function startDevServer(): Promise<DevServer> {
  const vite = await createServer({
    ...rendererConfig(`${root}/dist/renderer`, []),
    define: licencesInDevelopment(),
    logLevel: 'info',
    clearScreen: false,
    server: { host: '127.0.0.1', port: 0, allowedHosts: ['coffre.invalid'], cors: false },
  });
  await vite.listen();
  const address = vite.httpServer?.address() as AddressInfo | null | undefined;
  if (address === null || address === undefined) throw new Error('the development server did not start');
  const server = `127.0.0.1:${String(address.port)}`;

  return {
    async serve(url) {
      const { pathname, search } = new URL(url);
      const answer = await fetch(`http://${server}${pathname}${search}`, { headers: { accept: pathname === '/' ? 'text/html' : '*/*' } });
      const headers = { ...securityHeaders, 'content-security-policy': looser, 'content-type': answer.headers.get('content-type') ?? 'application/octet-stream' };
      return { status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) };
    },
    async beforePage(page) {
      await page.routeWebSocket(/./, (ours) => {
        const { pathname, search } = new URL(ours.url());
        const theirs = new WebSocket(`ws://${server}${pathname}${search}`, 'vite-hmr');
        const waiting: string[] = [];
        theirs.addEventListener('open', () => { for (const message of waiting) theirs.send(message); });
        theirs.addEventListener('message', ({ data }) => { ours.send(String(data)); });
        theirs.addEventListener('close', () => { void ours.close(); });
        ours.onMessage((message) => {
          if (theirs.readyState === WebSocket.OPEN) theirs.send(String(message));
          else waiting.push(String(message));
        });
        ours.onClose(() => { theirs.close(); });
      });
    },
    close: () => vite.close(),
  };
}
