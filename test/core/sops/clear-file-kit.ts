// A folder with a clear file in it, as the window has it opened.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nodeRunner } from '../../../electron/node-ports/index.ts';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Reply } from '../../../shared/ipc/define.ts';
import { identities } from '../../fakes/fixtures.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';

export interface ClearFolder {
  readonly at: OpenCore;
  readonly folder: string;
  write(name: string, text: string | Buffer): string;
  read(name: string): string;
  /** The ref that the window would have, of a file in the opened folder. */
  fileOf(name: string): Promise<string>;
  apply(encryption: string, more?: { readonly clear?: 'delete' | 'keep'; readonly ignore?: boolean; readonly marks?: boolean }): Promise<Reply<AppContract, 'sops.applyEncryption'>>;
}

/** Opened for somebody who has the first throw-away identity; '' for a folder of its own. */
export function clearFolder(root = '', environment: Readonly<Record<string, string | undefined>> = { SOPS_AGE_KEY: identities[0] }): ClearFolder {
  const at = openCore({ environment: { ...environment, PATH: process.env['PATH'] }, runner: nodeRunner() });
  const folder = root === '' ? at.folder : root;
  return {
    at, folder,
    write(name, text) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    },
    read: (name) => readFileSync(join(folder, name), 'utf8'),
    async fileOf(name) {
      const { project } = (await at.done('projects.openPath', { path: folder })).project;
      await at.done('projects.rescan', { project });
      for (;;) {
        const page = await at.done('projects.listFiles', { project, offset: 0 });
        const found = page.files.find(({ path }) => path === name);
        if (found !== undefined) return found.file;
        if (page.scan === 'done') throw new Error(`${name} is not listed`);
        await new Promise((resolve) => { setTimeout(resolve, 10); });
      }
    },
    apply: (encryption, more = {}) => at.call('sops.applyEncryption', { encryption, clear: 'delete', ignore: false, marks: false, ...more }, 'window'),
  };
}
