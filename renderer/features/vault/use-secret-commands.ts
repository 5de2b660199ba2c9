// What can be done with the secret in view without a row, for the palette and the system's menu.
import { useMemo } from 'react';
import { useCommands, type Command } from '../../stores/index.ts';
import { useVaultWords } from './use-vault-words.ts';

export type Part = 'fields' | 'json' | 'metadata';
export interface SecretCommands {
  /** Nothing of it can be read. */
  readonly off: boolean;
  readonly versioned: boolean;
  readonly onShare: () => void;
  readonly onPart: (part: Part) => void;
}

/** Registers the commands; hand in the same acts as long as nothing changed. */
export function useSecretCommands({ off, versioned, onShare, onPart }: SecretCommands): void {
  const say = useVaultWords();
  useCommands(useMemo((): readonly Command[] => {
    const why = off ? say.nothingToRead : undefined;
    return [
      { id: 'vault-share', title: say.doSecret.share, group: 'vault', off: why, run: onShare },
      { id: 'vault-fields', title: say.doSecret.fields, group: 'vault', off: why, run() { onPart('fields'); } },
      { id: 'vault-json', title: say.doSecret.json, group: 'vault', off: why, run() { onPart('json'); } },
      ...(versioned ? [{ id: 'vault-metadata', title: say.doSecret.metadata, group: 'vault' as const, off: why, run() { onPart('metadata'); } }] : []),
    ];
  }, [say, off, versioned, onShare, onPart]));
}
