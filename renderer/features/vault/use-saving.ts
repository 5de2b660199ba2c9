// Saving the changes of a secret over the version that was seen, and what follows: a new version, or somebody else's.
import { useState } from 'react';
import { useBridge, type Told } from '../../bridge/index.ts';
import { useToasts } from '../../stores/index.ts';
import { fieldsFrom, rebased, sentOf, type FieldDraft } from './draft.ts';
import type { Draft } from './use-draft.ts';
import { readSecret, type Secret, type SecretAt } from './use-secret.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface Conflict {
  readonly from: number;
  readonly to: number;
}
export interface Saving {
  readonly reviewing: boolean;
  readonly setReviewing: (on: boolean) => void;
  readonly conflict: Conflict | undefined;
  readonly closeConflict: () => void;
  /** The version that is written over; undefined where the engine keeps none. */
  readonly over: number | undefined;
  readonly save: () => Promise<Told | undefined>;
  /** Puts one's own rows on top of what is there now, and reviews them. */
  readonly take: (keeps: (field: FieldDraft) => boolean) => Promise<void>;
  /** The fields are those of this version from here on. */
  readonly begin: (secret: Secret) => void;
}

export interface SavingDeps {
  readonly at: SecretAt;
  readonly draft: Draft;
  readonly again: () => Promise<Secret | undefined>;
  readonly onSaved: () => void;
}

export function useSaving({ at, draft, again, onSaved }: SavingDeps): Saving {
  const bridge = useBridge();
  const say = useVaultWords();
  const show = useToasts((state) => state.show);
  const [reviewing, setReviewing] = useState(false);
  const [conflict, setConflict] = useState<Conflict>();
  const { connection, path, versioned } = at;
  const over = versioned ? draft.over : undefined;
  const begin = (secret: Secret): void => { draft.begin(fieldsFrom(secret.names), secret.version); };
  const save = async (): Promise<Told | undefined> => {
    const answer = await bridge.call('vault.saveFields', { connection, path, ...(over === undefined ? {} : { over }), changes: [...sentOf(draft.fields, draft.valueOf)] });
    if (answer.ok) {
      setReviewing(false);
      show(say.savedAs(answer.value.version, answer.value.asked));
      draft.begin([], draft.over);
      onSaved();
      return undefined;
    }
    if (answer.error.code !== 'version-conflict') return answer.error;
    const now = await readSecret(bridge, { ...at, version: 0, fresh: false });
    // WHY the same refusal: what is there now cannot be read, so nothing can be put on top of it.
    if ('refused' in now || now.withheld !== undefined) return answer.error;
    setReviewing(false);
    setConflict({ from: draft.over, to: now.version });
    return undefined;
  };
  const take: Saving['take'] = async (keeps) => {
    const mine = draft.fields;
    const now = await readSecret(bridge, { ...at, version: 0, fresh: false });
    await again();
    setConflict(undefined);
    if ('refused' in now) return;
    const next = rebased(mine, now.names, keeps);
    draft.begin(next, now.version);
    setReviewing(next.some((field) => mine.some(({ row }) => row === field.row)));
  };
  return { reviewing, setReviewing, conflict, closeConflict() { setConflict(undefined); }, over, save, take, begin };
}
