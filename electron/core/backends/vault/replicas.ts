// Reading what one wrote oneself where several replicas answer (Vault Enterprise): the state that an answer names goes along with what follows, so that one that is behind says 412 instead of answering with something older. Must never send anything along but such a state.
export interface SeenState {
  /** Of an answer; '' where it names none, as the free edition and OpenBao never do. */
  see(header: string): void;
  /** The newest that was seen; undefined where there was none. */
  newest(): string | undefined;
}

interface State {
  readonly text: string;
  readonly cluster: string;
  readonly local: bigint;
  readonly replicated: bigint;
}

/** `v1:CLUSTER:LOCAL:REPLICATED:HMAC` in base64, as `api.ParseReplicationState` of Vault's own client reads it. */
function stateOf(text: string): State | undefined {
  // SECURITY(index-is-plain): what a server says comes back to it in a header, and can be no other header.
  if (!/^[A-Za-z0-9+/=_-]{1,1024}$/.test(text)) return undefined;
  const [version, cluster = '', local = '', replicated = '', hmac] = Buffer.from(text, 'base64').toString('latin1').split(':');
  if (version !== 'v1' || hmac === undefined || !/^\d{1,20}$/.test(local) || !/^\d{1,20}$/.test(replicated)) return undefined;
  return { text, cluster, local: BigInt(local), replicated: BigInt(replicated) };
}

export function createSeenState(): SeenState {
  let held: State | undefined;
  return {
    see(header) {
      const next = stateOf(header);
      if (next === undefined) return;
      // WHY the other one wins where neither is newer: it is of another cluster, or of the node that answers now.
      if (held?.cluster === next.cluster && held.local >= next.local && held.replicated >= next.replicated) return;
      held = next;
    },
    newest: () => held?.text,
  };
}
