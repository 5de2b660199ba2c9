// An entry in words of the language in use: what was done, and what came of it. Pure.
import { splitPath } from '../../../shared/text/index.ts';
import type { AuditEntry } from '../../bridge/index.ts';
import type { IconName } from '../../components/index.ts';
import type { useWords } from '../../stores/index.ts';

type Say = ReturnType<typeof useWords>['audit'];
export interface Outcome {
  readonly icon: IconName;
  readonly state: 'neutral' | 'refused' | 'warning';
  readonly word: string;
  /** The whole sentence, where the word is not all. */
  readonly means: string | undefined;
}
/** What the log says when something happened to it. */
const alarming: ReadonlySet<string> = new Set(['log_damaged', 'log_replaced', 'log_gap', 'log_clock_back', 'log_recovered']);

/** `sops.revealEntry` as “reveal”; what this version does not know stays as it is. */
export function actOf({ action }: Pick<AuditEntry, 'action'>, { acts }: Pick<Say, 'acts'>): string {
  const [, verb = ''] = /\.([a-z]+)/.exec(action) ?? [];
  return Object.hasOwn(acts, verb) ? (acts[verb] ?? action) : action;
}

/** As much of a hash as somebody compares by eye. */
export const shortHash = (hash: string): string => `${hash.slice(0, 4)} ${hash.slice(4, 8)}`;

/** The name of what it is about, and where that is: a key and its file, a file and its folder. */
export function nameOf({ secret_key: secret, action }: Pick<AuditEntry, 'secret_key' | 'action'>): readonly [string, string] {
  if (secret === '') return [action, ''];
  const key = secret.indexOf('#');
  if (key !== -1) return [secret.slice(key + 1), secret.slice(0, key)];
  const { folder, name } = splitPath(secret);
  return [name, folder];
}

/** `whyOf` puts the code of a refusal into words. */
export function outcomeOf({ event_type: event, success, reason }: Pick<AuditEntry, 'event_type' | 'success' | 'reason'>, say: Pick<Say, 'result' | 'log' | 'refusedBecause' | 'askedMeans'>, whyOf: (code: string) => string): Outcome {
  if (event === 'secret_access_intent') return { icon: 'circle-dashed', state: 'neutral', word: say.result.asked, means: say.askedMeans };
  if (event.startsWith('log_')) {
    const [word, means] = Object.hasOwn(say.log, event) ? (say.log[event] ?? []) : [];
    return { icon: event === 'log_checkpoint' ? 'shield-check' : alarming.has(event) ? 'triangle-alert' : 'info', state: alarming.has(event) ? 'warning' : 'neutral', word: word ?? event, means };
  }
  if (success) return { icon: 'check', state: 'neutral', word: say.result.answered, means: undefined };
  return { icon: 'circle-x', state: 'refused', word: reason === '' ? say.result.refused : reason, means: reason === '' ? undefined : say.refusedBecause(whyOf(reason)) };
}
