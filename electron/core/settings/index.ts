// Door of the room “settings”: the look the person chose, when the profile locks and how long a value stays in sight. Must never hold a secret and never fail because its file is damaged.
import * as v from 'valibot';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { AnyEvent, Handlers } from '../../../shared/ipc/define.ts';
import type { AppEvents } from '../../../shared/ipc/events.ts';
import { appearance, locking as lockingShape, type Appearance, type Locking, type LockingNow } from '../../../shared/ipc/settings.ts';
import { readFile } from '../read-again.ts';
import { writeOwnFile } from '../safe-file/index.ts';

const defaults: Appearance = { language: 'system', theme: 'system', density: 'comfortable', contentProtection: false, paneWidth: 0, profileLater: false };
const lockingDefaults: Locking = { idleMinutes: 30, lockOnClose: false, revealSeconds: 30, clipboardSeconds: 30 };
const { entries } = appearance;
const { entries: lockEntries } = lockingShape;
/** Each field falls back alone; fields of other versions are kept as they are. */
const stored = v.looseObject({
  language: v.fallback(v.optional(entries.language, defaults.language), defaults.language),
  theme: v.fallback(v.optional(entries.theme, defaults.theme), defaults.theme),
  density: v.fallback(v.optional(entries.density, defaults.density), defaults.density),
  contentProtection: v.fallback(v.optional(entries.contentProtection, defaults.contentProtection), defaults.contentProtection),
  paneWidth: v.fallback(v.optional(entries.paneWidth, defaults.paneWidth), defaults.paneWidth),
  profileLater: v.fallback(v.optional(entries.profileLater, defaults.profileLater), defaults.profileLater),
  idleMinutes: v.fallback(v.optional(lockEntries.idleMinutes, lockingDefaults.idleMinutes), lockingDefaults.idleMinutes),
  lockOnClose: v.fallback(v.optional(lockEntries.lockOnClose, lockingDefaults.lockOnClose), lockingDefaults.lockOnClose),
  revealSeconds: v.fallback(v.optional(lockEntries.revealSeconds, lockingDefaults.revealSeconds), lockingDefaults.revealSeconds),
  clipboardSeconds: v.fallback(v.optional(lockEntries.clipboardSeconds, lockingDefaults.clipboardSeconds), lockingDefaults.clipboardSeconds),
});
type Stored = v.InferOutput<typeof stored>;

async function read(file: string): Promise<Stored> {
  try {
    return v.parse(stored, JSON.parse((await readFile(file)).toString('utf8')));
  } catch {
    // WHY silent: no file, no permission or foreign content all mean the same here: the defaults, until the next change repairs it.
    return { ...defaults, ...lockingDefaults };
  }
}

const looks = ({ language, theme, density, contentProtection, paneWidth, profileLater }: Appearance): Appearance => ({ language, theme, density, contentProtection, paneWidth, profileLater });
const locks = ({ idleMinutes, lockOnClose, revealSeconds, clipboardSeconds }: Locking): Locking => ({ idleMinutes, lockOnClose, revealSeconds, clipboardSeconds });
/** What `part` names, without the fields that it leaves open. */
const named = (part: { readonly [K in keyof Stored]?: Stored[K] | undefined }): Partial<Stored> => Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));

export interface SettingsDeps {
  /** The settings file, absolute. */
  readonly file: string;
  readonly emit: (event: AnyEvent<AppEvents>) => void;
  /** Told of each change of when the profile locks. */
  readonly lockingChanged?: () => void;
  /** After how many minutes it must lock at the latest; as long as anybody may choose if absent. */
  readonly longestMinutes?: () => Promise<number>;
}
export interface SettingsRoom {
  readonly handlers: Handlers<AppContract>['settings'];
  /** When the profile locks, as the file last said; it is read anew each time, for the next question. */
  locking(): Locking;
  /** The same, once it is read. */
  readLocking(): Promise<Locking>;
  /** How long a revealed value may stay on the screen, in milliseconds. */
  readonly hideAfterMs: () => number;
  /** How long a copied value may stay on the clipboard, in milliseconds. */
  readonly clearAfterMs: () => number;
}

/**
 * Handlers over the settings file. `get` never refuses: what cannot be read is the default.
 * `set` changes what it names, writes atomically, one at a time, tells everybody (`settings.changed`) and answers with what stands in the file now. Refusals: disk-full, write-failed.
 */
export function createSettings(deps: SettingsDeps): SettingsRoom {
  let last: Promise<unknown> = Promise.resolve();
  let known = lockingDefaults;

  async function readLocking(): Promise<Locking> {
    known = locks(await read(deps.file));
    return known;
  }
  const withLongest = async (chosen: Locking): Promise<LockingNow> => ({ ...chosen, longestMinutes: await deps.longestMinutes?.() ?? lockingDefaults.idleMinutes });
  function locking(): Locking {
    // WHY not awaited: the command line may have changed it; the next look is soon enough.
    void readLocking();
    return known;
  }
  function change(part: Parameters<typeof named>[0]): Promise<Stored> {
    const write = last.then(async () => {
      const next = { ...(await read(deps.file)), ...named(part) };
      await writeOwnFile(deps.file, Buffer.from(`${JSON.stringify(next, undefined, 2)}\n`));
      return next;
    });
    // WHY: a write that failed must not block the next one; its caller hears of it through `write`.
    last = write.catch(() => undefined);
    return write;
  }

  return {
    handlers: {
      get: async () => looks(await read(deps.file)),
      async set(input) {
        const next = looks(await change(input));
        deps.emit({ name: 'settings.changed', payload: next });
        return next;
      },
      getLocking: async () => withLongest(await readLocking()),
      async setLocking(input) {
        known = locks(await change(input));
        deps.lockingChanged?.();
        return withLongest(known);
      },
    },
    locking,
    hideAfterMs: () => locking().revealSeconds * 1000,
    clearAfterMs: () => locking().clipboardSeconds * 1000,
    readLocking,
  };
}
