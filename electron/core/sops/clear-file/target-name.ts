// What the encrypted version of a clear file is called, and what a rule says that is meant for it. Pure.
import { basename, dirname, join } from 'node:path';
import type { EncryptTarget } from '../../../../shared/ipc/sops-clear.ts';
import { clearFormat } from '../choose-format.ts';

/** As the guide has it for dotenv; the ending stays where sops goes by it. */
function besideName(name: string): string {
  const [, stem = '', ending = ''] = /^(.+)(\.(?:ya?ml|json|ini))$/.exec(name) ?? [];
  return stem === '' || clearFormat(name) === 'dotenv' ? `${name}.encrypted` : `${stem}.enc${ending}`;
}

/** `clear`: the absolute path of the clear file. */
export const targetPath = (clear: string, target: EncryptTarget): string => (target === 'in-place' ? clear : join(dirname(clear), besideName(basename(clear))));

/** An expression for the way from the folder of the rules to the file. A dotenv file may also be called with `.encrypted`, so that both belong to the rule. */
export function patternFor(way: string): string {
  const escaped = (text: string): string => text.replaceAll(/[\\.*+?^$()[\]{}|]/g, '\\$&');
  const bare = way.replace(/\.encrypted$/, '');
  return clearFormat(bare) === 'dotenv' ? `^${escaped(bare)}(\\.encrypted)?$` : `^${escaped(way)}$`;
}
