// Questions that the core has in the middle of a command, put to whoever sits at the terminal. Must never ask without one, nor take an answer from an argument or a variable.
import type { Asking, Dialogs } from '../core/ports.ts';
import { SecretText } from '../core/secret/index.ts';
import { systemLanguage } from '../node-ports/index.ts';
import { Failure } from './failure.ts';
import { printable } from './printable.ts';
import { terminal, writeAll } from './terminal.ts';

/** `agreed`: the person has said yes on the command line to what is asked about a change of access; never to anything else. */
export function terminalAsking(environment: Readonly<Record<string, string | undefined>>, agreed: boolean): Asking & Pick<Dialogs, 'agree'> {
  const present = terminal.input && terminal.errors;
  const words = async () => (await import('../../shared/words/index.ts')).cliWords(systemLanguage(environment));
  /** The guarded connection whose name was typed last. */
  let named: string | undefined;
  let before: Promise<unknown> = Promise.resolve();
  // WHY one after the other: two questions at once would share the keys that are typed.
  function alone<T>(run: () => Promise<T>): Promise<T> {
    const now = before.then(run);
    before = now.catch(() => undefined);
    return now;
  }
  async function yes(question: string): Promise<boolean> {
    if (!present) return false;
    return alone(async () => {
      const { ask } = await import('./prompt.ts');
      try {
        return /^(?:y|yes|o|oui)$/i.test((await ask(question)).trim());
      } catch (error) {
        if (error instanceof Failure) return false;
        throw error;
      }
    });
  }
  return {
    async passphrase({ what, place, text, again }) {
      if (what === 'vault-name' && agreed) return new SecretText(place);
      if (!present) return undefined;
      return alone(async () => {
        const { ask } = await import('./prompt.ts');
        try {
          const typed = await ask((await words()).asking.passphrase(what, printable(place), printable(text), again));
          if (what === 'vault-name') named = typed.trim();
          return new SecretText(typed);
        } catch (error) {
          // Nothing was typed, or the person stopped: the core hears that nobody answered.
          if (error instanceof Failure) return undefined;
          throw error;
        }
      });
    },
    confirm: async ({ what, place, text }) => yes((await words()).asking[what](printable(place), printable(text))),
    // WHY a name counts: nobody but the person types at a terminal. WHY no job: at the command line the person enrols it by a command of its own.
    agree: async (change) => {
      if ('vault' in change) return agreed || named === change.vault || yes((await words()).vault.agree(change.act, printable(change.vault), printable(change.secret)));
      return 'files' in change && (agreed || yes((await words()).recipientsOf.agree({ ...change, place: printable(change.place), added: change.added.map((one) => printable(one)) })));
    },
    tell({ place, text }) {
      if (terminal.errors) writeAll(2, `${printable(place)}: ${printable(text)}\n`);
    },
  };
}
