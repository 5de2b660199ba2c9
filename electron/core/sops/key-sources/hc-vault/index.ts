// Door of the Vault key source: data keys that a transit engine wraps (spec §3.5). It speaks to nobody itself; whoever keeps connections hands in the engines of those that the person saved.
import type { Clock, Ports } from '../../../ports.ts';
import type { RawMetadata } from '../../tree.ts';
import { stamp } from '../../write-metadata.ts';
import type { KeySource, KeyWrapper } from '../key-source.ts';

const text = (entry: RawMetadata, field: string): string => {
  const value = Object.hasOwn(entry, field) ? entry[field] : undefined;
  return typeof value === 'string' ? value : '';
};

/** `https://vault/v1/transit/keys/app`, as sops calls the key. */
function partsOf(recipient: string): { readonly address: string; readonly engine: string; readonly key: string } | undefined {
  const [, address, engine, key] = /^(https?:\/\/[^/\s@]+)\/v1\/(\S+)\/keys\/([^/\s]+)\/?$/.exec(recipient) ?? [];
  return address === undefined || engine === undefined || key === undefined ? undefined : { address, engine, key };
}

/** `quiet` reaches nobody. */
export function createVaultKeySource({ transit, clock }: { readonly transit: NonNullable<Ports['transit']>; readonly clock: Pick<Clock, 'now'> }, manner: 'asking' | 'quiet' = 'asking'): KeySource & Required<Pick<KeyWrapper, 'entry'>> {
  return {
    kind: 'hc_vault',
    async open(keys, _extra, payloadBytes, signal) {
      let tried = 0;
      let damaged = 0;
      // SECURITY(quiet-look-runs-nothing): a look reaches no server.
      for (const { entry, enc } of manner === 'quiet' ? [] : keys.filter(({ kind }) => kind === 'hc_vault')) {
        // SECURITY(saved-connections-only): a file names an address; a token goes only where the person saved one.
        const engine = transit(text(entry, 'vault_address'), text(entry, 'engine_path'));
        if (engine === undefined) continue;
        tried += 1;
        const dataKey = await engine.decrypt(text(entry, 'key_name'), enc, signal);
        if (dataKey?.length === payloadBytes) return { dataKey, openedWith: text(entry, 'vault_address') };
        if (dataKey !== undefined) {
          dataKey.fill(0);
          damaged += 1;
        }
      }
      return { tried, unusable: [], damaged };
    },
    async wrap(dataKey, recipient) {
      const parts = partsOf(recipient);
      const engine = parts === undefined ? undefined : transit(parts.address, parts.engine);
      if (parts === undefined || engine === undefined) throw new Error('no saved connection');
      return engine.encrypt(parts.key, dataKey);
    },
    entry(enc, recipient) {
      const { address = '', engine = '', key = '' } = partsOf(recipient) ?? {};
      return { created_at: stamp(clock.now()), enc, engine_path: engine, key_name: key, vault_address: address };
    },
  };
}
