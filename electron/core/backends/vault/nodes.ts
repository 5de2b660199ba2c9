// The nodes of one Vault, one of them spoken to at a time. Must never send anything to an address that is not one of them, nor anything a second time that may have been done.
import { openHttp, type Exchange, type HttpReply, type HttpServer, type HttpTarget, type Patience, type TlsRules } from '../../connections/index.ts';
import { Refusal } from '../../refusal.ts';

export interface Node extends HttpTarget {
  /** Scheme, host and port. */
  readonly origin: string;
}
export interface Nodes {
  readonly count: number;
  /** By the node that was well last; by the others where nobody is there. A redirect to another one of them is followed where that is wanted; any other is an answer. */
  exchange(follows: boolean, asked: Exchange): Promise<HttpReply>;
  /** The one that answered is not well: the next request goes to another. */
  turn(): void;
  close(): Promise<void>;
}

export function openNodes(nodes: readonly [Node, ...Node[]], rules: TlsRules, patience?: Patience): Nodes {
  const servers = nodes.map((node): HttpServer => openHttp(node, rules, patience));
  const count = servers.length;
  let at = 0;
  const turn = (): void => { at = (at + 1) % count; };

  /** Which of them a redirect names, if it names one that is not the one that said so. */
  function named(reply: HttpReply, by: number): number | undefined {
    if (reply.status !== 307) return undefined;
    const origin = URL.parse(reply.header('location'))?.origin;
    const found = nodes.findIndex((node) => node.origin === origin);
    return found === -1 || found === by ? undefined : found;
  }

  return {
    count, turn,
    async exchange(follows, asked) {
      let answered = false;
      for (let left = count; ; left -= 1) {
        const by = at;
        try {
          const reply = await (servers[by] ?? servers[0])?.exchange(asked);
          if (reply === undefined) throw new Error('no node');
          // SECURITY(redirect-to-known-nodes): of a redirect only the name of a node is taken that the person gave; the path stays ours.
          const to = named(reply, by);
          if (to === undefined || left === 0) return reply;
          at = to;
          // SECURITY(vault-writes-once): a standby says so, too, where the active node died over the request that it was handed: it may be done.
          if (!follows) return reply;
          answered = true;
        } catch (error) {
          // WHY these alone: nothing was sent, or no byte of it came further than the handshake.
          if (!(error instanceof Refusal) || error.code !== 'unreachable' || count === 1) throw error;
          if (by === at) turn();
          // WHY another name: somebody is there, and still names one that is gone. That passes.
          if (left <= 1) throw answered ? new Refusal('redirected') : error;
        }
      }
    },
    async close() {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}
