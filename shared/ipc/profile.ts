// The sealed profile: what opens it, whether it is open, and the identities that it keeps. Keys and passphrases go in; none comes out but the recovery key, once, when it is made.
import * as v from 'valibot';
import { call } from './define.ts';
import { codeErrors } from './factor-errors.ts';
import { count, newValue, nothing, revealed, sinkRef } from './values.ts';

export const protectorKind = v.picklist(['keychain', 'passphrase', 'recovery-key']);
export type ProtectorKind = v.InferOutput<typeof protectorKind>;

export const keychainState = v.picklist(['ok', 'locked', 'missing', 'insecure-backend', 'slow']);
export type KeychainState = v.InferOutput<typeof keychainState>;

/** One thing that opens the profile. Dates are RFC 3339; '' where there was none. */
export const protector = v.strictObject({
  kind: protectorKind,
  state: v.picklist(['whole', 'damaged', 'newer']),
  made: v.string(),
  /** When the recovery key was last tried out. */
  rehearsed: v.string(),
  /** The program that kept the key, for the keychain. */
  backend: v.string(),
});
export type Protector = v.InferOutput<typeof protector>;

export const profileStatus = v.strictObject({
  /** `none`: nothing was set up. `damaged`: nothing that could open it can be read. */
  state: v.picklist(['none', 'locked', 'unlocked', 'damaged', 'newer']),
  protectors: v.pipe(v.array(protector), v.maxLength(3)),
  keychain: v.strictObject({ state: keychainState, backend: v.string() }),
  /** Wrong passphrases of late, how many are allowed, and how long to wait once there were that many. */
  tries: v.strictObject({ used: count, allowed: count, waitMs: count }),
  /** How long the whole of that wait is. */
  lockoutMs: count,
  /** How many changes this program put away when it locked; 0 while it is open, and where it has just begun. */
  keptChanges: count,
  /** Names of records that cannot be read; known while it is open. */
  damaged: v.pipe(v.array(v.string()), v.maxLength(1000)),
  /** True if all of it is older than what the keychain remembers: somebody put back a former copy. */
  rolledBack: v.boolean(),
  /** True while what opens it was right, and only a code of the second factor is missing. */
  wantsCode: v.boolean(),
  /** True while it is open and does nothing but set up the second factor that the policy requires. */
  needsFactor: v.boolean(),
  /** How much longer the agent of this session keeps it open for the command line; 0 if there is none. */
  agentSeconds: count,
});
export type ProfileStatus = v.InferOutput<typeof profileStatus>;

const { keychain: _asksTheKeychain, ...known } = profileStatus.entries;
/** The same without the keychain, which may take its time. */
export const profileState = v.strictObject(known);
export type ProfileState = v.InferOutput<typeof profileState>;

/** An identity of the profile, without its private half. */
export const keptIdentity = v.strictObject({ identity: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)), name: v.string(), kind: v.picklist(['x25519', 'post-quantum', 'ssh']), recipient: v.string(), made: v.string() });
export type KeptIdentity = v.InferOutput<typeof keptIdentity>;
const identityRef = keptIdentity.entries.identity;
const identityName = v.pipe(v.string(), v.minLength(1), v.maxLength(100));

/** A passphrase or a recovery key on its way in. */
const typed = v.pipe(newValue, v.maxLength(1024));

/** An absolute path that a person typed. */
const folderPath = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));

/** What a search for uses looked through: `complete` is false if its time was over first, `unread` counts files whose recipients cannot be read. */
const extent = { folders: v.pipe(v.array(v.string()), v.maxLength(100)), files: count, unread: count, complete: v.boolean() };
const removalCheck = v.strictObject({
  ...extent,
  /** Files that are for this identity. */
  opens: count,
  /** Of these, files that nothing else on this computer opens. */
  only: count,
  /** Of these, files that are for nobody else at all: they are lost. */
  nobody: count,
  /** The first of `only`, as the person would write them. */
  names: v.pipe(v.array(v.string()), v.maxLength(100)),
});
export type RemovalCheck = v.InferOutput<typeof removalCheck>;

const keychainErrors = ['keychain-locked', 'keychain-missing', 'keychain-insecure', 'keychain-slow', 'keychain-dismissed', 'keychain-failed', 'cancelled'] as const;
const openErrors = ['profile-missing', 'profile-newer', 'profile-damaged', 'protector-missing', 'protector-damaged'] as const;
const writeErrors = ['disk-full', 'write-failed', 'file-busy'] as const;
const changeErrors = [...openErrors, ...writeErrors] as const;
/** Where a second factor stands between the right key and the open profile: `code-needed` means that unlockWithCode goes on. */
const unlockErrors = ['code-needed', 'locked-out', 'record-damaged', 'too-many-sessions'] as const;
const recordErrors = ['record-damaged', ...writeErrors] as const;
const dialogErrors = ['no-file-dialog', 'dialog-busy', 'cancelled'] as const;
const restoreErrors = ['profile-exists', 'profile-newer', 'backup-damaged', 'backup-wrong-passphrase', 'recovery-key-wrong', 'recovery-key-misspelt', 'protector-missing', 'file-unreadable', 'not-a-file', 'file-too-large', ...writeErrors] as const;
/** What opens a backup. */
const opener = v.picklist(['passphrase', 'recovery-key']);
export type BackupOpener = v.InferOutput<typeof opener>;
const openers = v.pipe(v.array(opener), v.maxLength(2));

export const profile = {
  /** What a window must know before it shows anything: it asks no keychain, so that it is there at once. */
  getState: call({ input: nothing, output: profileState, errors: [], exposes: 'metadata', whileLocked: true }),
  getStatus: call({ input: nothing, output: profileStatus, errors: [], exposes: 'metadata', whileLocked: true }),
  /** Of an open profile: the folder that it lies in, as a person reads it, and how long until it locks by itself if nobody touches the machine. */
  getOpen: call({ input: nothing, output: v.strictObject({ folder: v.string(), locksInMs: count }), errors: [], exposes: 'metadata', duringSetup: true }),
  /** Makes a profile that a passphrase opens, the keychain, or both; it is open afterwards. */
  create: call({ input: v.strictObject({ value: v.optional(typed), keychain: v.boolean() }), output: nothing, errors: ['profile-exists', 'protector-missing', 'passphrase-too-short', 'too-many-sessions', ...keychainErrors, ...writeErrors], exposes: 'nothing', audited: true }),
  unlockWithPassphrase: call({ input: v.strictObject({ value: typed }), output: nothing, errors: ['passphrase-wrong', ...unlockErrors, ...changeErrors], exposes: 'nothing', audited: true, whileLocked: true }),
  unlockWithRecoveryKey: call({ input: v.strictObject({ value: typed }), output: nothing, errors: ['recovery-key-wrong', 'recovery-key-misspelt', 'too-many-sessions', ...changeErrors], exposes: 'nothing', audited: true, whileLocked: true }),
  /** `ask`: the keychain may ask the person for its own password. */
  unlockWithKeychain: call({ input: v.strictObject({ ask: v.boolean() }), output: nothing, errors: ['keychain-changed', ...keychainErrors, ...unlockErrors, ...changeErrors], exposes: 'nothing', audited: true, whileLocked: true }),
  /** The code of the second factor, or one of its recovery codes. */
  unlockWithCode: call({ input: v.strictObject({ value: typed }), output: nothing, errors: ['code-wrong', 'code-used', 'code-expired', 'locked-out', 'too-many-sessions', ...recordErrors], exposes: 'nothing', audited: true, whileLocked: true }),
  /** Ends every question to the keychain that is under way; those answer `cancelled`. A prompt of the keychain that is on the screen stays there. */
  cancelKeychain: call({ input: nothing, output: nothing, errors: [], exposes: 'nothing', whileLocked: true }),
  unlockWithAgent: call({ input: nothing, output: nothing, errors: ['agent-missing', 'too-many-sessions', ...changeErrors], exposes: 'nothing', audited: true, whileLocked: true }),
  /** Lets an agent of this session keep the open profile open, for the command line and for windows. */
  startAgent: call({ input: v.strictObject({ seconds: v.pipe(count, v.minValue(1), v.maxValue(7 * 24 * 3600)) }), output: nothing, errors: ['agent-failed', 'too-many-sessions', ...writeErrors], exposes: 'nothing', roles: ['cli'], audited: true }),
  /** The page has covered itself and hands over what it still holds; then it calls `lock`. From here on it gets nothing, and it is locked without its word if that takes too long. */
  cover: call({ input: nothing, output: nothing, errors: [], exposes: 'nothing', roles: ['window'], lastWords: true, duringSetup: true }),
  /** Wipes the key here, and ends the agent. A window that begins while there is a profile calls it too, and gets nothing more until somebody unlocks. */
  lock: call({ input: nothing, output: nothing, errors: [], exposes: 'nothing', audited: true, whileLocked: true }),
  /** Puts a passphrase in place of the former one, or adds one. */
  setPassphrase: call({ input: v.strictObject({ value: typed }), output: nothing, errors: ['passphrase-too-short', ...changeErrors], exposes: 'nothing', audited: true, duringSetup: true }),
  addKeychain: call({ input: nothing, output: nothing, errors: [...keychainErrors, ...changeErrors], exposes: 'nothing', audited: true, duringSetup: true }),
  removeProtector: call({ input: v.strictObject({ kind: protectorKind }), output: nothing, errors: ['last-protector', 'recovery-key-needed', 'record-damaged', ...changeErrors], exposes: 'nothing', audited: true }),
  /** Makes a recovery key in place of the former one, and gives it out this once: to the screen, or to a sink. */
  revealRecoveryKey: call({ input: nothing, output: revealed, errors: [...codeErrors, ...changeErrors], exposes: 'one-secret', roles: ['window'], duringSetup: true }),
  writeRecoveryKey: call({ input: v.strictObject({ sink: sinkRef }), output: nothing, errors: ['sink-closed', 'file-exists', ...codeErrors, ...changeErrors], exposes: 'nothing', discloses: ['stdout', 'file'], roles: ['cli'], duringSetup: true }),
  /** Tries the recovery key without unlocking anything, and remembers the date. */
  rehearseRecoveryKey: call({ input: v.strictObject({ value: typed }), output: nothing, errors: ['recovery-key-wrong', 'recovery-key-misspelt', ...changeErrors], exposes: 'nothing', audited: true, whileLocked: true }),
  /** One sealed file, opened elsewhere with the passphrase or the recovery key; the audit log goes along. */
  writeBackup: call({ input: v.strictObject({ path: folderPath }), output: nothing, errors: ['backup-needs-protector', 'file-exists', 'folder-not-writable', ...recordErrors], exposes: 'nothing', roles: ['cli'], audited: true }),
  /** Only where nothing is, or this very profile that nothing opens any more but perhaps a keychain. It is locked afterwards. */
  restoreBackup: call({ input: v.strictObject({ path: folderPath, value: typed, by: opener }), output: nothing, errors: [...restoreErrors, 'file-not-found', 'symlink-loop'], exposes: 'nothing', roles: ['cli'], audited: true }),
  /** The same to a place that the person chooses in a dialog, read back from there. `name` is how the file was called, `opens` what opens it elsewhere. */
  saveBackup: call({ input: nothing, output: v.strictObject({ name: v.string(), opens: openers }), errors: ['backup-needs-protector', 'file-exists', 'folder-not-writable', ...dialogErrors, ...recordErrors], exposes: 'metadata', roles: ['window'], audited: true }),
  /** Takes a backup that the person chooses in a dialog, and holds it for restoreChosen: it is looked at before anything is typed. */
  chooseBackup: call({ input: nothing, output: v.strictObject({ made: v.string(), opens: openers }), errors: ['backup-damaged', 'profile-newer', 'file-unreadable', 'not-a-file', 'file-too-large', 'empty-file', ...dialogErrors], exposes: 'metadata', roles: ['window'], whileLocked: true }),
  /** As restoreBackup. Refused as `cancelled` where none was chosen. */
  restoreChosen: call({ input: v.strictObject({ value: typed, by: opener }), output: nothing, errors: [...restoreErrors, 'cancelled'], exposes: 'nothing', roles: ['window'], audited: true, whileLocked: true }),
  /** Sets damaged records aside, into `damaged/` of the profile folder, and goes on with what is readable. */
  setDamagedAside: call({ input: nothing, output: v.strictObject({ records: count }), errors: ['profile-missing', ...writeErrors], exposes: 'nothing', audited: true, duringSetup: true }),

  listIdentities: call({ input: nothing, output: v.strictObject({ identities: v.pipe(v.array(keptIdentity), v.maxLength(1000)) }), errors: ['record-damaged'], exposes: 'metadata' }),
  generateIdentity: call({ input: v.strictObject({ name: identityName, kind: v.optional(v.picklist(['x25519', 'post-quantum'])) }), output: keptIdentity, errors: ['too-many-identities', ...recordErrors], exposes: 'metadata', audited: true }),
  /** Takes what an identity file holds; those that are there already are left as they are. `passphrase`: what opens the file; without it somebody is asked where that is possible, else it is refused with `identity-needs-passphrase`. */
  importIdentities: call({ input: v.strictObject({ value: newValue, name: identityName, passphrase: v.optional(typed) }), output: v.strictObject({ added: v.array(keptIdentity), known: count }), errors: ['identity-not-read', 'identity-kind-unknown', 'identity-needs-passphrase', 'identity-passphrase-wrong', 'too-many-identities', ...recordErrors], exposes: 'metadata', audited: true }),
  /** Takes the identities that an older program left in the keychain under its own service name; what is none is passed over. Nothing is removed there. */
  importFromKeychain: call({ input: v.strictObject({ name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) }), output: v.strictObject({ added: v.array(keptIdentity), known: count, skipped: count }), errors: ['too-many-identities', ...keychainErrors, ...recordErrors], exposes: 'metadata', roles: ['cli'], audited: true }),
  /** In how many files of the known folders each identity is a recipient. */
  listUses: call({ input: nothing, output: v.strictObject({ ...extent, uses: v.pipe(v.array(v.strictObject({ identity: identityRef, files: count })), v.maxLength(1000)) }), errors: ['record-damaged'], exposes: 'metadata' }),
  /** What becomes unreadable without it: ask before removeIdentity, and show it. */
  checkRemoval: call({ input: v.strictObject({ identity: identityRef }), output: removalCheck, errors: ['identity-not-found', 'record-damaged'], exposes: 'metadata' }),
  renameIdentity: call({ input: v.strictObject({ identity: identityRef, name: identityName }), output: nothing, errors: ['identity-not-found', ...recordErrors], exposes: 'nothing', audited: true }),
  removeIdentity: call({ input: v.strictObject({ identity: identityRef }), output: nothing, errors: ['identity-not-found', ...recordErrors], exposes: 'nothing', audited: true }),
};
