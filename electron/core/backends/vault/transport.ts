// One request to one Vault and its answer, typed. Must never send a token to another address, follow a redirect, or put a token, a body or a word of the server into an error.
import { setTimeout as pause } from 'node:timers/promises';
import type { HttpReply, Patience, TlsRules } from '../../connections/index.ts';
import { Refusal } from '../../refusal.ts';
import type { SecretText } from '../../secret/index.ts';
import { fieldOf, numberOf, readJson, textsOf, writeJson } from './json.ts';
import { openNodes, type Node } from './nodes.ts';
import { isGone, isNotWell, mayAskAgain, refusalOf, type Refused } from './refused.ts';
import { createSeenState } from './replicas.ts';

export interface VaultOptions {
  /** The first one is asked first. */
  readonly nodes: readonly [Node, ...Node[]];
  /** '' for the root. */
  readonly namespace: string;
  readonly rules: TlsRules;
  /** Asked for each request; undefined where there is none. */
  readonly token: () => SecretText | undefined;
  readonly patience?: Patience;
}
export interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Behind `/v1/`, encoded. */
  readonly path: string;
  readonly query?: string;
  readonly body?: unknown;
  /** Statuses that are an answer and no refusal. */
  readonly also?: readonly number[];
  /** True where no token is wanted. */
  readonly bare?: boolean;
  /** For this request alone, instead of the connection's: a token that is to be looked at, or one that wraps something. */
  readonly token?: SecretText;
  /** In the root, wherever the connection is: some calls live nowhere else. */
  readonly atRoot?: boolean;
  /** The answer is to come wrapped, for so long. */
  readonly wrapSeconds?: number;
  readonly signal?: AbortSignal;
  /** Instead of the usual number. */
  readonly tries?: number;
  /** A change: where a node may have done it before it named another, it is not sent on. */
  readonly once?: true;
  /** What a refusal means to this request; undefined where it means what it always does. */
  readonly refusal?: (refused: Refused) => Refusal | undefined;
}
export interface VaultAnswer {
  readonly status: number;
  /** The whole of it: `data`, `auth` and the rest. */
  readonly body: unknown;
  /** By the clock of the server, in milliseconds. */
  readonly now: number;
}
export interface Transport {
  ask(asked: Asked): Promise<VaultAnswer>;
  close(): Promise<void>;
}

/** The server's own limit for what comes in, and some room: nothing longer is a secret. */
const maxAnswerBytes = 64 * 1024 * 1024;
const tries = 3;
/** WHY more with several nodes: until they have agreed on a new first one, it takes them up to twenty seconds. */
const triesOfNodes = 8;
const firstPauseMs = 200;
const longestPauseMs = 5000;
/** A limit that does not say for how long counts by the second where nobody changed it. */
const limitPauseMs = 1000;
const sendable = /^[\u0021-\u007e]+$/;

/** Undefined for what is no JSON. */
function parsed(reply: HttpReply): { readonly json: unknown } | undefined {
  if (reply.body.length === 0) return { json: undefined };
  if (!/^application\/json\b/i.test(reply.header('content-type'))) return undefined;
  try {
    return { json: readJson(reply.body.toString('utf8')) };
  } catch {
    // The refusal says what it is not.
    return undefined;
  }
}

function secondsToWait(header: string): number {
  const seconds = Number(header);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3600) : 0;
}

/** WHY its own: ours may be wrong, and its times are compared with each other. Told by the second: what it did in this one was done. */
function timeIn(header: string): number {
  const time = Date.parse(header);
  return Number.isFinite(time) ? time + 999 : Date.now();
}

export function createTransport({ nodes, namespace, rules, token, patience }: VaultOptions): Transport {
  const servers = openNodes(nodes, rules, patience);
  const seen = createSeenState();

  function headersFor({ method, bare = false, token: own, atRoot = false, body, wrapSeconds }: Asked): { readonly headers: Readonly<Record<string, string>>; readonly hadToken: boolean } {
    const held = bare ? undefined : own ?? token();
    const text = held?.expose() ?? '';
    // SECURITY(token-is-one-line): what is no token becomes no header, and no part of a message.
    if (text !== '' && !sendable.test(text)) throw new Refusal('token-invalid');
    const newest = bare ? undefined : seen.newest();
    return {
      hadToken: text !== '',
      headers: {
        accept: 'application/json', 'x-vault-request': 'true',
        ...(body === undefined ? {} : { 'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' }), ...(text === '' ? {} : { 'x-vault-token': text }),
        ...(namespace === '' || atRoot ? {} : { 'x-vault-namespace': namespace }),
        ...(wrapSeconds === undefined ? {} : { 'x-vault-wrap-ttl': String(wrapSeconds) }),
        ...(newest === undefined ? {} : { 'x-vault-index': newest }),
      },
    };
  }

  async function once(asked: Asked): Promise<VaultAnswer> {
    const { method, path, query = '', also = [], signal } = asked;
    const { headers, hadToken } = headersFor(asked);
    const body = asked.body === undefined ? undefined : Buffer.from(writeJson(asked.body));
    // SECURITY(vault-same-origin): the connection leads to the addresses that the person gave; a path has no way to name another.
    const reply = await servers.exchange(asked.once !== true, { method, path: `/v1/${path}${query === '' ? '' : `?${query}`}`, headers, maxBytes: maxAnswerBytes, ...(body === undefined ? {} : { body }), ...(signal === undefined ? {} : { signal }) })
      .finally(() => { body?.fill(0); });
    try {
      const found = parsed(reply);
      const { status } = reply;
      const fine = status >= 200 && status < 300;
      seen.see(reply.header('x-vault-index'));
      if (found === undefined && (fine || also.includes(status))) throw new Refusal('not-a-vault', { status });
      if (found !== undefined && (fine || (also.includes(status) && !isGone(textsOf(found.json, 'errors'))))) return { status, body: found.json, now: timeIn(reply.header('date')) };
      const refused: Refused = {
        status, hadToken, isJson: found !== undefined, retryAfterSeconds: secondsToWait(reply.header('retry-after')),
        errors: found === undefined ? [reply.body.toString('latin1', 0, 200)] : textsOf(found.json, 'errors'),
      };
      throw asked.refusal?.(refused) ?? refusalOf(refused);
    } finally {
      reply.body.fill(0);
    }
  }

  return {
    async ask(asked) {
      const hasOthers = servers.count > 1;
      for (let left = (asked.tries ?? (hasOthers ? triesOfNodes : tries)) - 1, wait = firstPauseMs; ; left -= 1, wait *= 3) {
        try {
          return await once(asked);
        } catch (error) {
          if (hasOthers && isNotWell(error)) servers.turn();
          if (left === 0 || !mayAskAgain(error, asked.method === 'GET', hasOthers) || (asked.once === true && error.code === 'redirected')) throw error;
          // WHY soon: where no node is there, waiting for their agreement is no use.
          if (error.code === 'unreachable' && left <= triesOfNodes - tries) throw error;
          const told = numberOf(error.data, 'retryAfterMs');
          if (told > longestPauseMs) throw error;
          await pause(Math.min(longestPauseMs, Math.max(wait, told, error.code === 'rate-limited' ? limitPauseMs : 0)), undefined, { ...(asked.signal === undefined ? {} : { signal: asked.signal }) }).catch(() => { throw new Refusal('cancelled'); });
        }
      }
    },
    close: () => servers.close(),
  };
}

/** `data` of an answer. */
export const dataOf = ({ body }: VaultAnswer): unknown => fieldOf(body, 'data');
