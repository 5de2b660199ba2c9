// The only way into the core: builds every room from ports, hands each what it needs, and puts the gate in front.
import { join } from 'node:path';
import type { MenuCommand } from '../../shared/ipc/app.ts';
import { contract, type AppContract } from '../../shared/ipc/contract.ts';
import type { AnyEvent, Handlers } from '../../shared/ipc/define.ts';
import type { AppEvents } from '../../shared/ipc/events.ts';
import { ageHandlers, searchPlaces } from './age/index.ts';
import { appHandlers } from './app/index.ts';
import { createAsking } from './asking/index.ts';
import { createAttemptsRoom } from './attempts/index.ts';
import { createAttention } from './attention/index.ts';
import { createAudit } from './audit/index.ts';
import { createClipboard } from './clipboard/index.ts';
import { createConsent } from './consent/index.ts';
import { createFactor } from './factor/index.ts';
import { createRevealPolicy, createRouter, programFacts, type Router } from './gate/index.ts';
import { createJobs } from './jobs/index.ts';
import { createPolicy } from './policy/index.ts';
import type { Ports } from './ports.ts';
import { createProfile } from './profile/index.ts';
import { createProjects, filesBelow } from './projects/index.ts';
import { createRecipients } from './recipients/index.ts';
import { createSessions } from './sessions/index.ts';
import { createSettings } from './settings/index.ts';
import { createSops } from './sops/index.ts';
import { createVault } from './vault/index.ts';

export type { Router } from './gate/index.ts';
export type { Ports } from './ports.ts';
export interface Core {
  readonly router: Router;
  /** Calls back on each event; the answer stops it. */
  events(listener: (event: AnyEvent<AppEvents>) => void): () => void;
  /** A path given at the start or by a second start: opens the folder, or the folder of the file, as a project. */
  openPath(path: string): Promise<void>;
  /** Changes that were not saved, over all open files. */
  pendingTotal(): number;
  /** What the person picked in the system's menu: the window does it. */
  command(name: MenuCommand): void;
  /** Wipes plaintext, clears the clipboard if it is still ours, ends the scans, and waits for the audit log to be on disk. */
  dispose(): Promise<void>;
}

export function createCore(given: Ports): Core {
  const listeners = new Set<(event: AnyEvent<AppEvents>) => void>();
  const emit = (event: AnyEvent<AppEvents>): void => {
    for (const listener of listeners) listener(event);
  };
  const asking = createAsking({ ports: given, emit, listened: () => listeners.size > 0 });
  const consent = createConsent({ dialogs: given.dialogs, asking: asking.port, profile: () => profile, required: async () => (await policy.effective()).mfa_required });
  const ports: Ports = { ...given, dialogs: { ...given.dialogs, agree: consent.agree }, ...(asking.port === undefined ? {} : { asking: asking.port }) };
  const audit = createAudit({
    folder: join(ports.paths.profile, 'audit'), clock: ports.clock, emit, self: programFacts(ports.about),
    profile: { isOpen: () => profile.isOpen(), openQuietly: () => profile.openQuietly(), store: () => profile.store() }, rules: () => policy.audit(), sinks: ports.sinks, dialogs: ports.dialogs,
  });
  const clipboard = createClipboard(ports.clipboard, ports.clock, () => settings.clearAfterMs(), () => { emit({ name: 'clipboard.cleared', payload: {} }); });
  const attention = createAttention({
    power: ports.power, clock: ports.clock,
    lapsed() {
      // SECURITY(away-hides): whoever walks by an unwatched screen finds nothing readable on it, and nothing to paste.
      clipboard.clearIfOurs().catch(() => { ports.log('the clipboard could not be cleared'); });
      emit({ name: 'app.attentionLapsed', payload: {} });
    },
  });
  const settings = createSettings({ file: join(ports.paths.profile, 'settings.json'), emit, lockingChanged() { profile.timesChanged(); }, longestMinutes: () => policy.longestMinutes() });
  const sessions = createSessions({ ports, profile: () => profile, limit: async () => (await policy.effective()).concurrent_sessions_limit });
  const policy = createPolicy({
    ports, file: join(ports.paths.profile, 'security-policy.yaml'), keptFile: join(ports.paths.profile, 'security-policy.kept.json'), store: () => profile.store(), isOpen: () => profile.isOpen(), openQuietly: () => profile.openQuietly(),
    resolveProject: (ref) => projects.resolveProject(ref), openFolders: () => projects.openFolders(), changed() { profile.timesChanged(); },
  });
  const pendingTotal = (): number => sops.pendingTotal() + vault.pendingTotal();
  async function hide(): Promise<void> {
    asking.decline();
    consent.decline();
    factor.forget();
    // SECURITY(lock-clears-clipboard): a locked screen leaves nothing to paste.
    await clipboard.clearIfOurs().catch(() => { ports.log('the clipboard could not be cleared'); });
  }
  const profile = createProfile({
    required: () => consent.required(),
    // WHY as they were given: where a page imports a key, its own dialog has the field for the passphrase.
    ports: given, sessions, emit(event) { emit(event); if (event.name === 'profile.unlocked') policy.again(); },
    locking: () => policy.lockingWithin(settings.locking()),
    limits: () => policy.tryLimits(),
    uses: { files: () => projects.knownFiles(), elsewhere: () => searchPlaces(ports) },
    parking: {
      hide, count: () => pendingTotal(),
      // WHY hidden once more: a call that was under way may have asked meanwhile.
      settle: () => hide().then(() => audit.sign()),
      rooms: () => [sops.parking, vault.parking],
      clear() { vault.clear(); return sops.parking.clear(); }, forget() { audit.forget(); vault.forget(); },
    },
  });
  const projects = createProjects({
    ports: { ...ports, kept: profile.kept }, emit, hasUnsaved: (path) => sops.pendingIn(path), onOpened() { policy.again(); },
    onFileTouched(path) {
      sops.touched(path).catch((error: unknown) => { ports.log(`${ports.clock.now().toISOString()} sops.touched ended by ${error instanceof Error ? error.name : 'an unknown failure'}`); });
    },
  });
  const sops = createSops({ ports: { ...ports, kept: profile.kept }, clipboard, hideAfterMs: settings.hideAfterMs, lockFolder: join(ports.paths.profile, 'locks'), held: () => jobs.active.held(), resolveFile: (ref) => projects.resolveFile(ref), reach: (path) => projects.reach(path), around: { filesBelow, markValues: (root, values) => recipients.markValues(root, values) }, emit });
  const jobs = createJobs({ ports, keychain: profile.keychain, store: () => profile.store(), files: sops.forJobs, resolveFile: (ref) => projects.resolveFile(ref) });
  const recipients = createRecipients({ ports, lockFolder: join(ports.paths.profile, 'locks'), changeRecipients: sops.changeRecipients, hasUnsaved: (path) => sops.pendingIn(path), resolveFile: (ref) => projects.resolveFile(ref), resolveProject: (ref) => projects.resolveProject(ref), emit });
  const vault = createVault({ ports, rules: () => policy.effective(), store: () => profile.store(), clipboard, hideAfterMs: settings.hideAfterMs, emit });
  const factor = createFactor({ ports, enrolled() { profile.enrolled(); }, records: () => profile.store(), hasRecoveryKey: () => profile.hasRecoveryKey(), consent });
  const age = ageHandlers({ ports: { ...ports, kept: profile.kept, ...sops.keys }, resolveFile: (ref) => projects.resolveFile(ref), recipientsOf: (path) => sops.recipientsOf(path) });

  const handlers: Handlers<AppContract> = { age, app: appHandlers(ports, profile.kept), asking: asking.handlers, audit: audit.handlers, factor: factor.handlers, jobs: jobs.handlers, policy: policy.handlers, profile: profile.handlers, projects: projects.handlers, recipients: recipients.handlers, sessions: sessions.handlers, settings: settings.handlers, sops: sops.handlers, vault: vault.handlers };
  const attempts = createAttemptsRoom({
    ports, limits: () => policy.tryLimits(), job: () => jobs.active.name(), labelOf: (file) => projects.resolveFile(file)?.label,
    barred: (action, { secretKey, backend }, { role, requestId }) => { audit.append({ ...programFacts(ports.about, role, jobs.active.name()), event_type: 'refusal', action, secret_key: secretKey, backend, success: false, reason: 'access-locked', request_id: requestId, duration_ms: 0 }).catch(() => { ports.log('a locked access could not be written down'); }); },
  });
  const router = createRouter(contract, attempts.guard(jobs.active.restrict(consent.guard(handlers))), {
    origin: ports.origin, about: ports.about, clock: ports.clock, job: () => jobs.active.name(),
    session: { unlocked: () => ports.session.unlocked() && !profile.covered() }, handsOver: () => profile.handsOver(), confined: () => profile.confined(),
    policy: createRevealPolicy(ports.presence, ports.clock),
    audit,
    log: (line) => { ports.log(line); },
  });
  return {
    router,
    events(listener) {
      listeners.add(listener);
      attention.start();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) attention.stop();
      };
    },
    async openPath(path) { await projects.openPath(path); },
    pendingTotal,
    command(name) {
      if (name === 'lock') profile.cover();
      emit({ name: 'app.commandPicked', payload: { command: name } });
    },
    async dispose() {
      attention.stop();
      asking.decline();
      await recipients.dispose();
      await projects.dispose();
      sops.dispose();
      await vault.dispose();
      jobs.dispose();
      await settings.readLocking();
      await audit.sign();
      await profile.dispose();
      await hide();
      await audit.dispose();
    },
  };
}
