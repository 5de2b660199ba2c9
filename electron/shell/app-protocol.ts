// The scheme that the window lives under: a real origin, served from the build's list of files. Must never read a path from a request.
import type { CustomScheme, Protocol } from 'electron';
import type { Serve } from './renderer-files.ts';

export const appOrigin = 'app://coffre';

/** Registered before the program is ready. Standard and secure, so that the page has an origin and a policy like any https page; no CSP bypass, no CORS. */
export const appScheme: CustomScheme = { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } };

/** Serves the page in this session. */
export function handleAppProtocol(protocol: Pick<Protocol, 'handle'>, serve: Serve): void {
  protocol.handle('app', async (request) => {
    // SECURITY(protocol-get-only): a page of files has nothing to post to.
    if (request.method !== 'GET') return new Response(null, { status: 405 });
    const { status, headers, body } = await serve(request.url);
    return new Response(new Uint8Array(body), { status, headers: { ...headers } });
  });
}
