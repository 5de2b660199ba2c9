// Logging in to a Vault through the page of somebody who knows the person: in the browser, with the answer brought back to this computer, or typed into another device. Must never open what is no web page, nor take an answer to another question.
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { openCallback } from '../../connections/index.ts';
import { Refusal } from '../../refusal.ts';
import { numberOf, textOf } from './json.ts';
import { loginRefusal } from './login-refused.ts';
import type { Refused } from './refused.ts';
import { dataOf, type Transport, type VaultAnswer } from './transport.ts';

/** How the person gets to the page. */
export interface Browsing {
  /** Opens it; `userCode` is what the page asks for, '' where it asks for none. */
  readonly open: (url: string, userCode: string) => Promise<void>;
  /** What the browser shows when it is done: plain text. */
  readonly page: string;
  readonly signal?: AbortSignal;
}

const path = '/oidc/callback';
/** The one that roles allow by custom; any other is taken by a Vault alone. */
const ports = [8250, 0] as const;
const waitMs = 5 * 60 * 1000;

function refusal(refused: Refused): Refusal | undefined {
  return refused.errors.some((error) => /OAuth state|invalid client_nonce/i.test(error)) ? new Refusal('login-expired') : loginRefusal(refused);
}

/** Refusal: login-page-refused. */
function pageOf(data: unknown): URL {
  const url = URL.parse(textOf(data, 'auth_url'));
  const isHere = url !== null && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  // SECURITY(oidc-opens-pages): an address from a server is handed to the browser, and to nothing else that the system may start.
  if (url === null || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere))) throw new Refusal('login-page-refused');
  return url;
}

/** Until the person has typed the code elsewhere. */
async function polled(transport: Transport, mount: string, state: string, nonce: string, seconds: number, signal: AbortSignal | undefined): Promise<VaultAnswer> {
  const until = Date.now() + waitMs;
  for (let wait = Math.min(60, Math.max(1, seconds)); Date.now() < until;) {
    await pause(wait * 1000, undefined, signal === undefined ? {} : { signal }).catch(() => { throw new Refusal('cancelled'); });
    let slower = 0;
    const pending = ({ errors }: Refused): Refusal | undefined => {
      if (errors.includes('slow_down')) slower = 5;
      return errors.some((error) => error === 'authorization_pending' || error === 'slow_down') ? new Refusal('login-pending') : undefined;
    };
    try {
      return await transport.ask({ method: 'POST', path: `auth/${mount}/oidc/poll`, body: { state, client_nonce: nonce }, bare: true, refusal: (refused) => pending(refused) ?? refusal(refused), ...(signal === undefined ? {} : { signal }) });
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'login-pending') throw error;
      wait += slower;
    }
  }
  throw new Refusal('callback-too-slow');
}

/**
 * `mount` as it stands in a request; `role` '' for the usual one.
 * Refusals: those of a login; login-page-refused (the role, or the way back to this computer, is not allowed there), callback-impossible, callback-too-slow, cancelled.
 */
export async function byOidc(transport: Transport, mount: string, role: string, { open, page, signal }: Browsing): Promise<VaultAnswer> {
  const nonce = randomBytes(24).toString('base64url');
  const callback = await openCallback(path, ports, page);
  try {
    const data = dataOf(await transport.ask({ method: 'POST', path: `auth/${mount}/oidc/auth_url`, body: { role, redirect_uri: `http://localhost:${String(callback.port)}${path}`, client_nonce: nonce }, bare: true, refusal }));
    const url = pageOf(data);
    const seconds = numberOf(data, 'poll_interval');
    if (seconds > 0) {
      await open(url.href, textOf(data, 'user_code'));
      return await polled(transport, mount, textOf(data, 'state'), nonce, seconds, signal);
    }
    const state = url.searchParams.get('state') ?? '';
    if (state === '') throw new Refusal('login-page-refused');
    // WHY before: a quick browser is back before `open` is done.
    const answer = callback.answer(state, waitMs, signal);
    const [found] = await Promise.all([answer, open(url.href, '')]);
    const code = found.get('code') ?? '';
    if (code === '') throw new Refusal('login-failed');
    return await transport.ask({ method: 'GET', path: `auth/${mount}/oidc/callback`, query: new URLSearchParams({ state, code, client_nonce: nonce }).toString(), bare: true, refusal, tries: 1 });
  } finally {
    callback.close();
  }
}
