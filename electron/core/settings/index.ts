// Door of the room “settings”: the look the person chose. Must never hold a secret and never fail because its file is damaged.
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { AnyEvent, Handlers } from '../../../shared/ipc/define.ts';
import type { AppEvents } from '../../../shared/ipc/events.ts';
import { appearance, type Appearance } from '../../../shared/ipc/settings.ts';
import { writeOwnFile } from '../safe-file/index.ts';

const defaults: Appearance = { language: 'system', theme: 'system', density: 'comfortable', contentProtection: false, paneWidth: 0 };
const { entries } = appearance;
/** Each field falls back alone; fields of other versions are kept as they are. */
const stored = v.looseObject({
  language: v.fallback(v.optional(entries.language, defaults.language), defaults.language),
  theme: v.fallback(v.optional(entries.theme, defaults.theme), defaults.theme),
  density: v.fallback(v.optional(entries.density, defaults.density), defaults.density),
  contentProtection: v.fallback(v.optional(entries.contentProtection, defaults.contentProtection), defaults.contentProtection),
  paneWidth: v.fallback(v.optional(entries.paneWidth, defaults.paneWidth), defaults.paneWidth),
});
type Stored = v.InferOutput<typeof stored>;

async function read(file: string): Promise<Stored> {
  try {
    return v.parse(stored, JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // WHY silent: no file, no permission or foreign content all mean the same here: the defaults, until the next change repairs it.
    return { ...defaults };
  }
}

const looks = ({ language, theme, density, contentProtection, paneWidth }: Appearance): Appearance => ({ language, theme, density, contentProtection, paneWidth });
/** What `part` names, without the fields that it leaves open. */
const named = (part: { readonly [K in keyof Appearance]?: Appearance[K] | undefined }): Partial<Appearance> => Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));

export interface SettingsDeps {
  /** The settings file, absolute. */
  readonly file: string;
  readonly emit: (event: AnyEvent<AppEvents>) => void;
}

/**
 * Handlers over the settings file. `get` never refuses: what cannot be read is the default.
 * `set` changes what it names, writes atomically, one at a time, tells everybody (`settings.changed`) and answers with what stands in the file now. Refusals: disk-full, write-failed.
 */
export function createSettings(deps: SettingsDeps): Handlers<AppContract>['settings'] {
  let last: Promise<unknown> = Promise.resolve();
  return {
    get: async () => looks(await read(deps.file)),
    set(input) {
      const write = last.then(async () => {
        const next = { ...(await read(deps.file)), ...named(input) };
        await writeOwnFile(deps.file, Buffer.from(`${JSON.stringify(next, undefined, 2)}\n`));
        deps.emit({ name: 'settings.changed', payload: looks(next) });
        return looks(next);
      });
      // WHY: a write that failed must not block the next one; its caller hears of it through `write`.
      last = write.catch(() => undefined);
      return write;
    },
  };
}
