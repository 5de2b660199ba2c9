// Door of the room “settings”: the look the person chose. Must never hold a secret and never fail because its file is damaged.
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import { language, theme, type Appearance } from '../../../shared/ipc/settings.ts';
import { writeOwnFile } from '../safe-file/index.ts';

/** Each field falls back alone; fields of other versions are kept as they are. */
const stored = v.looseObject({ language: v.fallback(v.optional(language, 'system'), 'system'), theme: v.fallback(v.optional(theme, 'system'), 'system') });
type Stored = v.InferOutput<typeof stored>;

async function read(file: string): Promise<Stored> {
  try {
    return v.parse(stored, JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // WHY silent: no file, no permission or foreign content all mean the same here: the defaults, until the next change repairs it.
    return { language: 'system', theme: 'system' };
  }
}

const looks = ({ language: chosenLanguage, theme: chosenTheme }: Appearance): Appearance => ({ language: chosenLanguage, theme: chosenTheme });

/**
 * Handlers over the settings file at `file` (absolute). `get` never refuses: what cannot be read is the default.
 * `set` writes atomically, one at a time, and answers with what stands in the file now. Refusals: disk-full, write-failed.
 */
export function createSettings(deps: { readonly file: string }): Handlers<AppContract>['settings'] {
  let last: Promise<unknown> = Promise.resolve();
  return {
    get: async () => looks(await read(deps.file)),
    set(input) {
      const write = last.then(async () => {
        const next = { ...(await read(deps.file)), ...looks(input) };
        await writeOwnFile(deps.file, Buffer.from(`${JSON.stringify(next, undefined, 2)}\n`));
        return looks(next);
      });
      // WHY: a write that failed must not block the next one; its caller hears of it through `write`.
      last = write.catch(() => undefined);
      return write;
    },
  };
}
