// Door of the completion scripts: `coffre completion SHELL` prints one. The scripts are drawn from the grammar and never run Coffre, so a Tab opens no file and asks for no key.
import { cliWords } from '../../../shared/words/index.ts';
import type { Answer, Invocation } from '../answer.ts';
import { failure } from '../failure.ts';
import { bashCompletion } from './bash.ts';
import { fishCompletion } from './fish.ts';
import { zshCompletion } from './zsh.ts';

export function completion(invocation: Invocation): Promise<Answer> {
  const [shell = ''] = invocation.arguments;
  const words = cliWords(invocation.json ? 'en' : invocation.language());
  const scripts: Readonly<Record<string, () => string>> = { bash: () => bashCompletion(), zsh: () => zshCompletion(words), fish: () => fishCompletion(words) };
  const script = Object.hasOwn(scripts, shell) ? scripts[shell]?.() : undefined;
  return script === undefined ? Promise.reject(failure('bad-shell')) : Promise.resolve({ json: { script }, text: () => script });
}
