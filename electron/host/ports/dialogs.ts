// The folder dialog through the desktop's own program. Where there is none, the port says so and the window draws a list instead.
import { isAbsolute } from 'node:path';
import type { Dialogs, Runner } from '../../core/ports.ts';
import { findProgram } from './pipe-program.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** How long a person may look for a folder. */
const dialogTimeoutMs = 60 * 60 * 1000;

function command(environment: Environment, title: string, home: string): readonly [string, ...string[]] | undefined {
  const [zenity, kdialog] = [findProgram(['zenity'], environment), findProgram(['kdialog'], environment)];
  const kde = /kde/i.test(environment['XDG_CURRENT_DESKTOP'] ?? '');
  if (kdialog !== undefined && (kde || zenity === undefined)) return [kdialog, '--title', title, '--getexistingdirectory', home];
  return zenity === undefined ? undefined : [zenity, '--file-selection', '--directory', `--title=${title}`];
}

/** zenity or kdialog; `display` false where nobody could see a dialog. */
export function hostDialogs(options: { readonly environment: Environment; readonly runner: Runner; readonly title: string; readonly home: string; readonly display: boolean }): Dialogs {
  const { environment, runner, title, home, display } = options;
  const found = display ? command(environment, title, home) : undefined;
  return {
    chooseFolderAbility: { works: found !== undefined, reason: found !== undefined ? '' : display ? 'no-program' : 'no-display' },
    async chooseFolder() {
      if (found === undefined) throw new Error('this machine has no dialog program');
      const [program, ...args] = found;
      const { status, stdout } = await runner.run(program, args, { env: environment, timeoutMs: dialogTimeoutMs, maxBytes: 64 * 1024 });
      const path = stdout.toString('utf8').replace(/\n$/, '');
      return status === 0 && isAbsolute(path) ? path : undefined;
    },
  };
}
