// Questions that the core has in the middle of a command, put to whoever sits at the terminal. Must never ask without one, nor take an answer from an argument or a variable.
import type { Asking } from '../core/ports.ts';
import { SecretText } from '../core/secret/index.ts';
import { systemLanguage } from '../node-ports/index.ts';
import { Failure } from './failure.ts';
import { printable } from './printable.ts';
import { terminal, writeAll } from './terminal.ts';

export function terminalAsking(environment: Readonly<Record<string, string | undefined>>): Asking {
  const present = terminal.input && terminal.errors;
  const words = async () => (await import('../../shared/words/index.ts')).cliWords(systemLanguage(environment)).asking;
  let before: Promise<unknown> = Promise.resolve();
  // WHY one after the other: two questions at once would share the keys that are typed.
  function alone<T>(run: () => Promise<T>): Promise<T> {
    const now = before.then(run);
    before = now.catch(() => undefined);
    return now;
  }
  return {
    async passphrase({ what, place, text, again }) {
      if (!present) return undefined;
      return alone(async () => {
        const { ask } = await import('./prompt.ts');
        try {
          return new SecretText(await ask((await words()).passphrase(what, printable(place), printable(text), again)));
        } catch (error) {
          // Nothing was typed, or the person stopped: the core hears that nobody answered.
          if (error instanceof Failure) return undefined;
          throw error;
        }
      });
    },
    async confirm({ what, place, text }) {
      if (!present) return false;
      return alone(async () => {
        const { ask } = await import('./prompt.ts');
        try {
          const said = await ask((await words())[what](printable(place), printable(text)));
          return /^(?:y|yes|o|oui)$/i.test(said.trim());
        } catch (error) {
          if (error instanceof Failure) return false;
          throw error;
        }
      });
    },
    tell({ place, text }) {
      if (terminal.errors) writeAll(2, `${printable(place)}: ${printable(text)}\n`);
    },
  };
}
