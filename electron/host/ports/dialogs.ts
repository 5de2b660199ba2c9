// Dialogs for folders and files through the desktop's own program. Where there is none, the port says so; for folders the window draws a list instead.
import { basename, isAbsolute, join } from 'node:path';
import type { ShellWords } from '../../../shared/words/index.ts';
import type { Dialogs, Runner } from '../../core/ports.ts';
import { fileSink, fileSource } from '../../node-ports/index.ts';
import { findProgram } from './pipe-program.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** How long a person may look around. */
const dialogTimeoutMs = 60 * 60 * 1000;

type Titles = ShellWords['dialogs'];
type Command = readonly [string, ...string[]];
interface Commands {
  readonly folder: Command;
  file(title: string): Command;
  saveFile(title: string, name: string): Command;
}

function commands(environment: Environment, titles: Titles, home: string): Commands | undefined {
  const [zenity, kdialog] = [findProgram(['zenity'], environment), findProgram(['kdialog'], environment)];
  const kde = /kde/i.test(environment['XDG_CURRENT_DESKTOP'] ?? '');
  if (kdialog !== undefined && (kde || zenity === undefined)) {
    return {
      folder: [kdialog, '--title', titles.folder, '--getexistingdirectory', home],
      file: (title) => [kdialog, '--title', title, '--getopenfilename', home],
      saveFile: (title, name) => [kdialog, '--title', title, '--getsavefilename', join(home, name)],
    };
  }
  if (zenity === undefined) return undefined;
  return {
    folder: [zenity, '--file-selection', '--directory', `--title=${titles.folder}`],
    file: (title) => [zenity, '--file-selection', `--title=${title}`],
    saveFile: (title, name) => [zenity, '--file-selection', '--save', '--confirm-overwrite', `--filename=${join(home, name)}`, `--title=${title}`],
  };
}

/** zenity or kdialog; `display` false where nobody could see a dialog. */
export function hostDialogs(options: { readonly environment: Environment; readonly runner: Runner; readonly titles: Titles; readonly home: string; readonly display: boolean }): Omit<Dialogs, 'agree'> {
  const { environment, runner, titles, home, display } = options;
  const found = display ? commands(environment, titles, home) : undefined;
  const ability = { works: found !== undefined, reason: found !== undefined ? '' : display ? 'no-program' : 'no-display' } as const;
  async function ask(command: Command | undefined): Promise<string | undefined> {
    if (command === undefined) throw new Error('this machine has no dialog program');
    const [program, ...args] = command;
    const { status, stdout } = await runner.run(program, args, { env: environment, timeoutMs: dialogTimeoutMs, maxBytes: 64 * 1024 });
    const path = stdout.toString('utf8').replace(/\n$/, '');
    return status === 0 && isAbsolute(path) ? path : undefined;
  }
  return {
    chooseFolderAbility: ability,
    chooseFileAbility: ability,
    chooseFolder: () => ask(found?.folder),
    async chooseFile(what) {
      const path = await ask(found?.file(titles.file[what]));
      return path === undefined ? undefined : fileSource(path);
    },
    async chooseSaveFile(name, what) {
      const path = await ask(found?.saveFile(titles.saveFile[what], name));
      return path === undefined ? undefined : { name: basename(path), path, sink: fileSink(path, 'replace'), source: fileSource(path) };
    },
  };
}
