// Finds paths of the Vaults that somebody is signed in to, while the palette is open. Draws nothing; paths only, never a value.
import { useEffect, useState } from 'react';
import { vaultWords } from '../../../shared/words/index.ts';
import { useBridge, type Connection } from '../../bridge/index.ts';
import { useAppearance, useNavigation, useSignedIn, type AskedGroup } from '../../stores/index.ts';

interface Hit {
  readonly path: string;
  readonly on: Connection;
  /** When the list was read that it stands in, where that was in an earlier run; else ''. */
  readonly asOf: string;
}

export function VaultPaths() {
  const bridge = useBridge();
  const lang = useAppearance((state) => state.lang);
  const isAsked = useNavigation((state) => state.dialog === 'palette');
  const openVault = useNavigation((state) => state.openVault);
  const onAsk = useNavigation((state) => state.onAsk);
  const inUse = useSignedIn(isAsked);
  /** How often an index was opened: what was asked before was asked of less. */
  const [opened, setOpened] = useState(0);
  useEffect(() => {
    let over = false;
    void Promise.all(inUse.map(async ({ connection }) => {
      const there = await bridge.call('vault.searchPaths', { connection, filter: '', limit: 1 });
      // WHY: to open what is open already would be one more line of the log with each Ctrl+K.
      return !(there.ok && there.value.count > 0) && (await bridge.call('vault.openIndex', { connection, again: false, kept: true })).ok;
    })).then((all) => { if (!over && all.includes(true)) setOpened((times) => times + 1); });
    return () => { over = true; };
  }, [bridge, inUse]);
  useEffect(() => onAsk(async (typed, limit): Promise<AskedGroup | undefined> => {
    const answers = await Promise.all(inUse.map(async (on) => ({ on, answer: await bridge.call('vault.searchPaths', { connection: on.connection, filter: typed, limit }) })));
    const hits = answers.flatMap(({ on, answer }): readonly Hit[] => (answer.ok ? answer.value.paths.map((path) => ({ path, on, asOf: answer.value.asOf })) : [])).slice(0, limit);
    const count = answers.reduce((sum, { answer }) => sum + (answer.ok ? answer.value.total : 0), 0);
    if (hits.length === 0) return undefined;
    const say = vaultWords(lang);
    return {
      count,
      source: {
        id: 'vault-paths', title: say.pathsFound, icon: () => 'key-round', names: hits.map(({ path }) => path),
        where(index) {
          const { on, asOf } = hits[index] ?? {};
          return on === undefined ? '' : asOf === undefined || asOf === '' ? on.name : `${on.name}, ${say.asOf(asOf)}`;
        },
        open(index) {
          const hit = hits[index];
          if (hit !== undefined) void openVault({ room: 'vault', at: 'browse', connection: hit.on.connection, path: hit.path, version: 0, name: hit.path.slice(hit.path.lastIndexOf('/') + 1) });
        },
      },
    };
  }), [bridge, inUse, opened, lang, onAsk, openVault]);
  return null;
}
