// What is asked before something is done with the secret in view as a whole. What nobody can take back has to be typed here, and the core asks once more outside of the page.
import { AskDialog, TypedConfirmation } from '../../components/index.ts';
import { useWords } from '../../stores/index.ts';
import { CompareDialog } from './compare-dialog.tsx';
import { ShareDialog } from './share-dialog.tsx';
import type { SecretActs } from './use-secret-acts.ts';
import type { Versions } from './use-secret.ts';
import { useVaultWords } from './use-vault-words.ts';

export type Asked = { readonly what: 'delete' | 'destroy-all' | 'share' } | { readonly what: 'restore' | 'compare' | 'destroy'; readonly version: number };
export interface SecretAsksProps {
  readonly asked: Asked;
  readonly connection: string;
  readonly path: string;
  readonly name: string;
  readonly versions: Versions;
  readonly fields: readonly string[];
  /** The version in view; 0 where the engine keeps none. */
  readonly version: number;
  readonly acts: SecretActs;
  readonly onClose: () => void;
}

export function SecretAsks({ asked, connection, path, name, versions, fields, version, acts, onClose }: SecretAsksProps) {
  const say = useVaultWords();
  const { frame } = useWords();
  const newest = versions[0]?.version ?? 0;
  const versioned = newest > 0;
  const answered = (act: () => Promise<void>) => (yes: boolean): void => {
    onClose();
    if (yes) void act();
  };
  const typed = { open: true, expected: name, no: frame.cancel, offBecause: say.deleteFinalOff, closeName: frame.close } as const;
  if (asked.what === 'compare') return <CompareDialog connection={connection} path={path} versions={versions} from={asked.version} to={newest} onClose={onClose} />;
  if (asked.what === 'share') return <ShareDialog connection={connection} path={path} name={name} version={version} fields={fields} onClose={onClose} />;
  if (asked.what === 'restore') return <AskDialog open harmless title={say.restoreTitle(asked.version)} text={say.restoreText(asked.version, newest + 1)} yes={say.restore(asked.version)} no={frame.cancel} onAnswer={answered(() => acts.restore(asked.version, newest))} />;
  if (asked.what === 'destroy') return <TypedConfirmation {...typed} title={say.destroyTitle(asked.version)} text={say.destroyText(asked.version)} label={say.destroyType(name)} yes={say.destroyYes} onAnswer={answered(() => acts.destroy(asked.version))} />;
  if (asked.what === 'destroy-all') return <TypedConfirmation {...typed} title={say.destroyAllTitle(name)} text={say.destroyAllText(versions.length)} label={say.destroyType(name)} yes={say.destroyYes} onAnswer={answered(() => acts.destroyAll())} />;
  if (versioned) return <AskDialog open title={say.deleteTitle(name)} text={say.deleteText} yes={say.deleteYes} no={frame.cancel} onAnswer={answered(() => acts.remove())} />;
  return <TypedConfirmation {...typed} title={say.deleteFinalTitle(name)} text={say.deleteFinalText} label={say.deleteFinalType(name)} yes={say.deleteYes} onAnswer={answered(() => acts.remove())} />;
}
