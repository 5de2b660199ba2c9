// Every outside power as an interface. Real ones live in shell/ports, host/ports and cli; fakes in test/fakes.
import type { AnyEvent, EventTable } from '../../shared/ipc/define.ts';
import type { SecretBytes, SecretText } from './secret/index.ts';

/** Works, or why it does not; the reasons have words in the window. */
export interface Ability {
  readonly works: boolean;
  readonly reason: '' | 'no-program' | 'no-display' | 'not-here';
}

/** A change of who can open files, before it is written. Public names and counts. */
export interface AccessChange {
  /** The folder, as a person would write it. */
  readonly place: string;
  readonly files: number;
  /** Who is let in, by name or key; the first few. */
  readonly added: readonly string[];
  readonly addedCount: number;
  /** Files whose values are all encrypted anew. */
  readonly newKeys: number;
  /** Files that nobody opens here afterwards. */
  readonly lockedOut: number;
}
/** A job key, before it is made. */
export interface JobKeyWish {
  readonly job: string;
  /** As the person would write them. */
  readonly openFiles: readonly string[];
  /** RFC 3339. */
  readonly until: string;
}
/** A policy, before it is another one. Names of fields. */
export interface PolicyWish {
  /** The file, as a person would write it. */
  readonly policy: string;
  /** `change`: of the person's own. `accept`, `forget`: a project's binds from now on, or no more. */
  readonly act: 'change' | 'accept' | 'forget';
  /** What allows more afterwards. */
  readonly looser: readonly string[];
}
/** What is about to be done on a Vault, where that is guarded or for good. */
export interface VaultWish {
  /** The name of the connection. */
  readonly vault: string;
  /** The path of the secret. */
  readonly secret: string;
  /** `unguard`: the connection itself is to be asked about no more; `secret` is '' then. */
  readonly act: 'write' | 'delete' | 'undelete' | 'destroy' | 'unguard';
}
export interface Dialogs {
  readonly chooseFolderAbility: Ability;
  /** Resolves to an absolute path, or undefined if the person cancelled. */
  chooseFolder(): Promise<string | undefined>;
  /** For both of the next two. */
  readonly chooseFileAbility: Ability;
  /** A file to read; undefined if the person cancelled. */
  chooseFile(what: 'content' | 'backup'): Promise<Source | undefined>;
  /** A place for a file, at first called `name`, to write to and to read back from. Over a file that is there only where the dialog has asked about it. */
  chooseSaveFile(name: string, what: 'content' | 'backup' | 'job-key' | 'recovery-codes'): Promise<{ readonly name: string; readonly path: string; readonly sink: Sink; readonly source: Source } | undefined>;
  /** Whether somebody may be let in, files get new keys, or a job one, a plugin may go on, or a policy be another one; false if nobody can be asked. Never drawn by the page. */
  agree(change: AccessChange | JobKeyWish | PluginWish | PolicyWish | VaultWish): Promise<boolean>;
}

export interface Clipboard {
  readonly ability: Ability;
  /** Puts text on the clipboard, kept out of histories where the platform knows how. */
  write(text: string): Promise<void>;
  /** What is there now, or undefined if it is not text or may not be read. */
  read(): Promise<string | undefined>;
  clear(): Promise<void>;
}

export interface Presence {
  /** True while the window has the person's attention: shown and focused. */
  focused(): boolean;
}

/** What the machine tells about itself and about the person who left it. */
export type PowerNews = 'suspend' | 'resume' | 'screen-locked' | 'screen-unlocked';
export interface Power {
  /** Calls back on each piece of news; the answer stops it. Where nobody tells, it never calls. */
  watch(listener: (news: PowerNews) => void): () => void;
  /** Seconds since the person last touched mouse or keyboard, in any program; 0 where nobody knows. */
  idleSeconds(): number;
}

export interface Clock {
  /** Wall time, for what people and files read. */
  now(): Date;
  /** Milliseconds that never go back, for intervals. */
  monotonic(): number;
  /** Runs once after `ms`; the answer cancels it. Does not keep the process alive. */
  after(ms: number, run: () => void): () => void;
}

/** Where plaintext goes in bulk. Minted outside the core by whoever holds the real thing. */
export interface Sink {
  readonly kind: 'stdout' | 'file' | 'child';
  /** Writes everything and closes. Throws Refusal `file-exists`, `disk-full` or `write-failed`. */
  write(bytes: SecretBytes): Promise<void>;
}
export interface Sinks {
  /** Hands over a sink once; undefined if the ref is unknown or used. */
  take(ref: string): Sink | undefined;
}

/** Where bytes come from in bulk, such as standard input. Minted outside the core by whoever holds the real thing. */
export interface Source {
  /** All of it. Throws Refusal `empty-file` or `file-too-large`; of a file also `file-unreadable` and `not-a-file`. */
  read(maxBytes: number): Promise<Buffer>;
}
export interface Sources {
  /** Hands over a source once; undefined if the ref is unknown or used. */
  take(ref: string): Source | undefined;
}

export interface RunResult {
  readonly status: number | null;
  readonly stdout: Buffer;
}
export interface Runner {
  /** Runs a program without a shell. Rejects if it cannot be started, runs longer than `timeoutMs` or prints more than `maxBytes`. Standard error is discarded. */
  run(program: string, args: readonly string[], options: { readonly env: Readonly<Record<string, string | undefined>>; readonly timeoutMs: number; readonly maxBytes: number }): Promise<RunResult>;
}

/** The keychain, looked at without asking anybody for anything. */
export interface KeychainLook {
  /** `missing`: none answers, or it has no keyring. `insecure-backend`: it would keep the key in clear text. `slow`: it is there and does not answer. */
  readonly state: 'ok' | 'locked' | 'missing' | 'insecure-backend' | 'slow';
  /** The program behind it, as people call it; '' if none answers. */
  readonly backend: string;
}
export type KeychainFault = 'dismissed' | 'locked' | 'missing' | 'slow' | 'cancelled' | 'failed';
export type KeychainAnswer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: KeychainFault };
/** The operating system's keychain. A locked one asks the person for its own password, in a window of its own. */
export interface Keychain {
  look(): Promise<KeychainLook>;
  /** Asks for that password now, where it can be asked for by itself; the signal ends the waiting. */
  unlock(signal: AbortSignal): Promise<KeychainAnswer<undefined>>;
  get(service: string, account: string, signal: AbortSignal): Promise<KeychainAnswer<string | undefined>>;
  set(service: string, account: string, text: string, signal: AbortSignal): Promise<KeychainAnswer<void>>;
  /** Answers whether there was one. */
  remove(service: string, account: string, signal: AbortSignal): Promise<KeychainAnswer<boolean>>;
  find(service: string, signal: AbortSignal): Promise<KeychainAnswer<readonly { readonly account: string; readonly text: string }[]>>;
}

/** A process of this session that keeps one profile open for the programs of the same person. */
export interface Agent {
  /** How much longer it does; 0 if there is none for this profile. */
  secondsLeft(profile: string): Promise<number>;
  /** Its process, and since when (RFC 3339); undefined if there is none for this profile. */
  look(profile: string): Promise<{ readonly pid: number; readonly since: string } | undefined>;
  /** The profile key, which the caller wipes; undefined if there is none. */
  fetch(profile: string): Promise<Buffer | undefined>;
  /** Starts one in place of a former one; the caller wipes the key. Answers whether it runs. */
  start(profile: string, key: Buffer, seconds: number): Promise<boolean>;
  /** Ends it. Answers whether there was one. */
  stop(profile: string): Promise<boolean>;
}

/** The time since the machine started, which no change of its clock moves. */
export interface Boot {
  /** Names this start of the machine; '' where nobody knows. */
  readonly id: string;
  seconds(): number;
}

/** A plugin of age that would run for the first time, or what a running one asks. */
export interface PluginWish {
  readonly plugin: string;
  /** The program; '' for one that runs already. */
  readonly path: string;
  /** What it asks. */
  readonly text: string;
}
/** Asks the person something in the middle of a call that waits for the answer. */
export interface Asking {
  /** Typed unseen; undefined if nobody can be asked or the person declines. `place` is what it opens, as it can be found again; `again`: the last one was wrong. */
  passphrase(question: { readonly what: 'identity-file' | 'ssh-key' | 'plugin' | 'second-factor' | 'vault-code' | 'vault-name'; readonly place: string; readonly text: string; readonly again: boolean }): Promise<SecretText | undefined>;
  /** Yes or no; false if nobody can be asked. */
  confirm(question: { readonly what: 'plugin-first-use' | 'plugin-question'; readonly place: string; readonly text: string }): Promise<boolean>;
  /** A message that waits for nothing, such as “touch your key”. */
  tell(message: { readonly what: 'plugin'; readonly place: string; readonly text: string }): void;
}

/** A program that is talked to while it runs. */
export interface Conversation {
  /** What it prints; ends with it. Throws once it ran too long or printed too much. */
  readonly output: AsyncIterable<Buffer>;
  write(bytes: Uint8Array): Promise<void>;
  /** No more comes from here. */
  end(): void;
  /** Its status; null if a signal ended it. Rejects if it could not be started. */
  readonly ended: Promise<number | null>;
  /** Kills it with all its children. */
  kill(): void;
}
export interface Programs {
  /** Starts a program without a shell, in a folder of no meaning. Its complaints are thrown away. */
  start(program: string, args: readonly string[], options: { readonly env: Readonly<Record<string, string | undefined>>; readonly timeoutMs: number; readonly maxBytes: number; readonly signal?: AbortSignal | undefined }): Conversation;
}

/** A transit engine of a Vault that the person saved a connection to. */
export interface TransitEngine {
  /** Undefined if it does not open there. Throws for nothing that the server says. */
  decrypt(key: string, wrapped: string, signal?: AbortSignal): Promise<Buffer | undefined>;
  /** `vault:v1:…`. Rejects if the server does not do it. */
  encrypt(key: string, plain: Buffer): Promise<string>;
}

/** The person's own browser, which is no part of this program. */
export interface Browser {
  /** Shows a page of the web there; `code` is what the person is to type on it, '' for nothing. False if it could not be opened. Throws for nothing. */
  open(address: string, code: string): Promise<boolean>;
  /** What it shows once the answer has come back: plain text in the person's language. */
  doneText(): Promise<string>;
}

export interface KeptIdentities {
  /** `quiet` opens nothing: only what is open already answers. */
  places(manner: 'asking' | 'quiet'): Promise<readonly { readonly place: string; readonly state: 'usable'; readonly identities: readonly SecretText[] }[]>;
  /** True if there may be more behind a lock. */
  closed(): Promise<boolean>;
}

export interface Session {
  unlocked(): boolean;
}

export interface Paths {
  /** The profile folder: COFFRE_HOME, else the platform's configuration folder + `coffre`. */
  readonly profile: string;
  readonly userHome: string;
  /** Where sample projects may be made. */
  readonly temporary: string;
  /** The platform's configuration folder, as sops computes it (spec §3.3): where sops/age/keys.txt lies. */
  readonly configuration: string;
  /** The folder in which a command was typed: where sops would begin to look for rules. */
  readonly current?: string;
}

export interface About {
  readonly version: string;
  readonly host: 'electron' | 'chromium' | 'cli' | 'in-process';
  /** False where the renderer runs without the browser's sandbox. */
  readonly sandboxed: boolean;
  readonly systemLanguage: 'en' | 'fr';
  /** The OS user, as the audit log names the person. */
  readonly user: string;
  readonly platform: string;
  /** Whether the window can be kept out of screenshots. */
  readonly contentProtection: Ability;
}

export interface Ports {
  readonly about: About;
  /** The only origin a window may call from: scheme and host, no slash at the end. */
  readonly origin: string;
  readonly paths: Paths;
  /** Only the variables the core reads; adapters pass process.env. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly dialogs: Dialogs;
  readonly clipboard: Clipboard;
  readonly presence: Presence;
  readonly power: Power;
  readonly sinks: Sinks;
  /** Absent where nothing comes in that way. */
  readonly sources?: Sources;
  readonly runner: Runner;
  /** Absent where no program can be talked to. */
  readonly programs?: Programs;
  /** Absent where nobody can be asked in the middle of a call but through the window. */
  readonly asking?: Asking;
  /** The engine at this address and path, where a saved connection reaches it; absent where nobody keeps connections. */
  readonly transit?: (address: string, path: string) => TransitEngine | undefined;
  readonly browser: Browser;
  readonly keychain: Keychain;
  readonly boot: Boot;
  readonly agent: Agent;
  readonly session: Session;
  /** Identities that this program keeps itself, by the names that the person gave them. core/index.ts puts it in; absent where no room keeps any. */
  readonly kept?: KeptIdentities;
  /** One redacted line for the local log. Must not throw. */
  log(line: string): void;
}

/** The core's way to tell the window something. */
export type Emit<V extends EventTable> = (event: AnyEvent<V>) => void;
