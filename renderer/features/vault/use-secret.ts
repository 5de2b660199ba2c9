// One secret as the server has it: the names of its fields, and its versions where the engine keeps them. No value comes here.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useBridge, type AppBridge, type AppContract, type Output, type Told } from '../../bridge/index.ts';

export type Versions = Output<AppContract, 'vault.listVersions'>['versions'];
export interface Secret {
  readonly names: readonly string[];
  /** All that lies in them, by names. */
  readonly parts: Output<AppContract, 'vault.listFields'>['parts'];
  /** 0 where the engine keeps none, or nothing is there yet. */
  readonly version: number;
  readonly created: string;
  /** Newest first; empty where the engine keeps none. */
  readonly versions: Versions;
  /** The fields of this version cannot be read: `version-deleted` and the like. */
  readonly withheld: Told | undefined;
}
export interface SecretAt {
  readonly connection: string;
  readonly path: string;
  /** 0 for the newest. */
  readonly version: number;
  readonly versioned: boolean;
  /** Nothing is there yet: it is asked for no more than whether that is so. */
  readonly fresh: boolean;
}

const gone: ReadonlySet<string> = new Set(['version-deleted', 'version-destroyed']);
const nothing: Secret = { names: [], parts: [], version: 0, created: '', versions: [], withheld: undefined };

/** The secret, or why it cannot be shown at all. */
export async function readSecret(bridge: AppBridge, { connection, path, version, versioned, fresh }: SecretAt): Promise<Secret | { readonly refused: Told }> {
  if (fresh) return nothing;
  const [fields, listed] = await Promise.all([bridge.call('vault.listFields', { connection, path, version }), versioned ? bridge.call('vault.listVersions', { connection, path }) : undefined]);
  const versions = listed?.ok === true ? listed.value.versions.toSorted((a, b) => b.version - a.version) : [];
  if (fields.ok) return { ...fields.value, versions, withheld: undefined };
  if (!gone.has(fields.error.code) || versions.length === 0) return { refused: fields.error };
  return { ...nothing, version: version === 0 ? (versions[0]?.version ?? 0) : version, versions, withheld: fields.error };
}

export interface SecretState {
  readonly secret: Secret | undefined;
  readonly refused: Told | undefined;
  /** Reads it anew. Undefined if it could not be shown, or something else is in view by then. */
  readonly again: () => Promise<Secret | undefined>;
}

export function useSecret({ connection, path, version, versioned, fresh }: SecretAt): SecretState {
  const bridge = useBridge();
  const [state, setState] = useState<{ readonly secret?: Secret; readonly refused?: Told }>({});
  const turn = useRef(0);
  const again = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    const answer = await readSecret(bridge, { connection, path, version, versioned, fresh });
    if (turn.current !== mine) return undefined;
    if ('refused' in answer) {
      setState((before) => ({ ...before, refused: answer.refused }));
      return undefined;
    }
    setState({ secret: answer });
    return answer;
  }, [bridge, connection, path, version, versioned, fresh]);
  useEffect(() => {
    void again();
    return () => { turn.current += 1; };
  }, [again]);
  return { secret: state.secret, refused: state.refused, again };
}
