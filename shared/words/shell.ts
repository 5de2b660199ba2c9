// Words of the shells around the window, one set for each language. Imports nothing but the two sets.
import { shellEn, type ShellWords } from './shell-en.ts';
import { shellFr } from './shell-fr.ts';

export type { ShellWords } from './shell-en.ts';

type Access = Parameters<ShellWords['access']['detail']>[0];
type JobKey = Parameters<ShellWords['jobKey']['detail']>[0] & { readonly job: string };

interface Plugin {
  readonly plugin: string;
  readonly path: string;
  readonly text: string;
}

interface Policy {
  readonly policy: string;
  readonly act: 'change' | 'accept' | 'forget';
  readonly looser: readonly string[];
}

interface Vault {
  readonly vault: string;
  readonly secret: string;
  readonly act: 'write' | 'delete' | 'undelete' | 'destroy' | 'unguard';
}

/** A question that the page may neither draw nor answer. */
export function agreementIn({ access, jobKey, plugin, policy, vault }: ShellWords, change: Access | JobKey | Plugin | Policy | Vault): { readonly title: string; readonly detail: string; readonly yes: string; readonly no: string } {
  if ('plugin' in change) {
    const first = change.path !== '';
    return { title: plugin.title(change.plugin, first), detail: first ? plugin.detail(change.path) : change.text, yes: first ? plugin.yes : plugin.goOn, no: first ? plugin.no : plugin.stop };
  }
  if ('policy' in change) return { title: policy.title[change.act], detail: policy.detail(change.policy, change.looser), yes: policy.yes[change.act], no: policy.no };
  if ('vault' in change) return { title: vault.title[change.act], detail: vault.detail(change.vault, change.secret), yes: vault.yes[change.act], no: vault.no };
  return 'job' in change ? { ...jobKey, title: jobKey.title(change.job), detail: jobKey.detail(change) } : { ...access, detail: access.detail(change) };
}

/** What native dialogs and the starting terminal say. */
export function shellWords(language: 'en' | 'fr'): ShellWords {
  return language === 'fr' ? shellFr : shellEn;
}
