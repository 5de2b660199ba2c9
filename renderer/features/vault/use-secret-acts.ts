// What can be done with the secret in view as a whole, and what the person hears of it.
import { useCallback } from 'react';
import { useBridge, type Answer } from '../../bridge/index.ts';
import { useErrorWords, useToasts } from '../../stores/index.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface SecretActsDeps {
  readonly connection: string;
  readonly path: string;
  readonly name: string;
  readonly versioned: boolean;
  /** Another version is the current one, or the same looks otherwise. */
  readonly onChanged: () => void;
  readonly onGone: () => void;
}
export interface SecretActs {
  readonly restore: (version: number, newest: number) => Promise<void>;
  readonly undelete: (version: number) => Promise<void>;
  /** The current version; all of it where the engine keeps none. */
  readonly remove: () => Promise<void>;
  readonly destroy: (version: number) => Promise<void>;
  readonly destroyAll: () => Promise<void>;
}

export function useSecretActs({ connection, path, name, versioned, onChanged, onGone }: SecretActsDeps): SecretActs {
  const say = useVaultWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const show = useToasts((state) => state.show);
  const told = useCallback(async (work: Promise<Answer<unknown>>, said: string, after: () => void): Promise<void> => {
    const answer = await work;
    if (answer.ok) {
      show(said);
      after();
    } else show(errors(answer.error).title, 'refused');
  }, [show, errors]);
  return {
    restore: (version, newest) => told(bridge.call('vault.restoreVersion', { connection, path, version, over: newest }), say.restored(version, newest + 1), onChanged),
    undelete: (version) => told(bridge.call('vault.undeleteSecret', { connection, path, versions: [version] }), say.undeleted(version), onChanged),
    remove: () => told(bridge.call('vault.deleteSecret', { connection, path, versions: [], final: !versioned }), say.deleted(name), versioned ? onChanged : onGone),
    destroy: (version) => told(bridge.call('vault.destroyVersions', { connection, path, versions: [version] }), say.destroyed(version), onChanged),
    destroyAll: () => told(bridge.call('vault.destroySecret', { connection, path }), say.destroyedAll(name), onGone),
  };
}
