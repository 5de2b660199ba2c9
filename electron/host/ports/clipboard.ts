// The clipboard through the desktop's own programs. Where there is none, the port says so; the page's own clipboard is never used.
import type { Ability, Clipboard, Runner } from '../../core/ports.ts';
import { feed, findProgram } from './pipe-program.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface Programs {
  readonly write: readonly [string, ...string[]];
  readonly read: readonly [string, ...string[]];
  readonly clear: readonly [string, ...string[]];
}

const maxBytes = 8 * 1024 * 1024;

function programs(environment: Environment, platform: string): Programs | undefined {
  const find = (name: string): string | undefined => findProgram([name], environment);
  if (platform === 'darwin') {
    const [copy, paste] = [find('pbcopy'), find('pbpaste')];
    return copy === undefined || paste === undefined ? undefined : { write: [copy], read: [paste], clear: [copy] };
  }
  const [copy, paste] = [find('wl-copy'), find('wl-paste')];
  if ((environment['WAYLAND_DISPLAY'] ?? '') !== '' && copy !== undefined && paste !== undefined) {
    return { write: [copy, '--type', 'text/plain;charset=utf-8'], read: [paste, '--no-newline', '--type', 'text'], clear: [copy, '--clear'] };
  }
  const xclip = find('xclip');
  if ((environment['DISPLAY'] ?? '') === '' || xclip === undefined) return undefined;
  const selection = ['-selection', 'clipboard'] as const;
  return { write: [xclip, ...selection, '-in'], read: [xclip, ...selection, '-out'], clear: [xclip, ...selection, '-in'] };
}

const hasDisplay = (environment: Environment): boolean => (environment['DISPLAY'] ?? '') !== '' || (environment['WAYLAND_DISPLAY'] ?? '') !== '';

/** wl-copy, xclip or pbcopy, whichever fits the display; else a clipboard that says why it does not work. */
export function hostClipboard(environment: Environment, runner: Runner, platform: string = process.platform): Clipboard {
  const found = programs(environment, platform);
  const reason: Ability['reason'] = found !== undefined ? '' : platform === 'linux' && !hasDisplay(environment) ? 'no-display' : 'no-program';
  const gone = (): never => {
    throw new Error('this machine has no clipboard program');
  };
  const give = ([program, ...args]: readonly [string, ...string[]], input: string): Promise<void> => feed(program, args, input, environment);
  return {
    ability: { works: found !== undefined, reason },
    write: async (text) => give((found ?? gone()).write, text),
    async read() {
      const [program, ...args] = (found ?? gone()).read;
      const { status, stdout } = await runner.run(program, args, { env: environment, timeoutMs: 5000, maxBytes });
      // WHY undefined: an empty clipboard and one without text make these programs fail.
      return status === 0 ? stdout.toString('utf8') : undefined;
    },
    clear: async () => give((found ?? gone()).clear, ''),
  };
}
