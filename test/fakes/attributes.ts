// Reads and sets extended attributes and access lists with the machine's own tools, for tests that prove both survive a save.
import { execFileSync } from 'node:child_process';

function works(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** True if this machine has the tools and the file system of `file` takes attributes. */
export const canSetAttributes = (file: string): boolean => works('setfattr', ['-n', 'user.coffre-probe', '-v', '1', file]) && works('setfattr', ['-x', 'user.coffre-probe', file]);
export const canSetAccessList = (file: string): boolean => works('setfacl', ['-m', 'u:daemon:r', file]) && works('setfacl', ['-b', file]);

export const setAttribute = (file: string, name: string, value: string): void => void execFileSync('setfattr', ['-n', name, '-v', value, file]);
export const attributesOf = (file: string): string => execFileSync('getfattr', ['-d', '--absolute-names', file], { encoding: 'utf8' }).split('\n').slice(1).join('\n');
export const allow = (file: string, entry: string): void => void execFileSync('setfacl', ['-m', entry, file]);
export const accessListOf = (file: string): string => execFileSync('getfacl', ['-cp', file], { encoding: 'utf8' });
