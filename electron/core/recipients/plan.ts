// A whole change before it is made: every file that it touches, made anew in memory and proven, and every file that stays, with the reason. Writes nothing, and holds ciphertext only.
import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import type { RecipientChange } from '../../../shared/ipc/recipients.ts';
import { filesOf, isWithin } from '../projects/index.ts';
import { Refusal } from '../refusal.ts';
import { readWhole } from '../safe-file/index.ts';
import { createRuleBook, type ChangeRecipients, type FileRecipients, type Recipient, type RuleBook } from '../sops/index.ts';
import { ofAnyKind } from './any-kind.ts';
import { findPeople } from './find-people.ts';
import { somebodyFrom } from './names.ts';
import { prepareFile, thresholdFor, type PlanFile, type Preparing, type Target, type Want } from './prepare-file.ts';
import { editRule, leaveRules, maxRulesBytes, type RulesEdit } from './rules-edit.ts';

export interface Resolved {
  readonly path: string;
  readonly label: string;
  readonly root?: string;
  readonly extraIdentityFile?: string;
}
export interface PlanDeps {
  readonly changeRecipients: ChangeRecipients;
  now(): Date;
  hasUnsaved(path: string): boolean;
  resolveFile(ref: string): Resolved | undefined;
  resolveProject(ref: string): { readonly root: string; readonly extraIdentityFile?: string } | undefined;
}
export interface Planned {
  readonly root: string;
  readonly files: readonly PlanFile[];
  /** Who leaves all of `root`; none where it is about files that are named one by one. */
  readonly leave: readonly Recipient[];
  readonly somebody: ReturnType<typeof somebodyFrom>;
}
export type Planning = (done: number, total: number) => void;

/** What one plan may hold of files, before and after. */
const maxHeld = 256 * 1024 * 1024;

const groupsWant = (groups: FileRecipients['groups'], threshold: number, newKey: boolean, ruleLine = 0): Want => ({ kind: 'groups', groups, threshold, newKey, ruleLine });

const nameOf = ({ kind, recipient }: Recipient): string => `${kind} ${recipient}`;

/** For whom the rule in reach says. */
async function ruleWant(book: RuleBook, path: string, file: FileRecipients): Promise<Want> {
  const rule = await book.ruleFor(path);
  if (rule.outcome === 'no-file' || rule.outcome === 'no-match' || rule.outcome === 'ignored') return { kind: 'stays', reason: 'no-rule' };
  // WHY the empty ones too: a key that may not be shown cannot be encrypted for.
  if (rule.outcome !== 'matched' || rule.groups.some((group) => group.length === 0 || group.some(({ recipient }) => recipient === ''))) return { kind: 'stays', reason: 'rules-refuse' };
  return groupsWant(rule.groups.map((group) => group.map(({ kind, recipient }) => ({ kind, recipient }))), thresholdFor(file.threshold, rule.threshold, rule.groups.length), false, rule.line);
}

/** `gone`: kind and key of each. */
const without = (groups: FileRecipients['groups'], gone: ReadonlySet<string>): FileRecipients['groups'] => groups.map((group) => group.filter((one) => !gone.has(nameOf(one))));
const kept = ({ groups, threshold }: FileRecipients, next: FileRecipients['groups'] = groups): number => thresholdFor(threshold, 0, next.length);

interface Scope {
  readonly root: string;
  readonly within: string | undefined;
  readonly targets: readonly Target[];
  readonly keepKey: boolean;
  readonly book: RuleBook;
  readonly edits: readonly RulesEdit[];
  want(path: string, file: FileRecipients): Promise<Want> | Want;
}

function named({ resolveFile }: PlanDeps, refs: readonly string[]): { readonly root: string; readonly targets: readonly Target[] } {
  const files = refs.map((ref) => {
    const found = resolveFile(ref);
    if (found === undefined) throw new Refusal('file-not-found');
    return found;
  });
  const [first] = files;
  const root = first?.root ?? dirname(first?.path ?? '/');
  return { root, targets: files.map(({ path, label, extraIdentityFile }) => ({ path, way: isWithin(root, path) ? relative(root, path) : label, extraIdentityFile })) };
}

async function tree(root: string, signal: AbortSignal, extraIdentityFile: string | undefined): Promise<{ readonly targets: readonly Target[]; readonly rules: readonly string[] }> {
  const { encrypted, rules } = await filesOf(root, signal);
  return { targets: encrypted.map((path) => ({ path, way: relative(root, path), extraIdentityFile })), rules };
}

/** The rules file, by its real folder, and which of its rules is meant. Refusal: `rule-not-found`. */
async function ruleAt(path: string, index: number | undefined): Promise<{ readonly path: string; readonly index: number }> {
  const real = join(await realpath(dirname(path)).catch(() => { throw new Refusal('file-not-found'); }), basename(path));
  if (index !== undefined) return { path: real, index };
  const { rulesPath, index: found } = await createRuleBook().ruleFor(real);
  if (found === -1) throw new Refusal('rule-not-found');
  return { path: rulesPath, index: found };
}

/** A file of rules as it is to be written, and the files that one rule of it is meant for. */
async function ofOneRule(edit: RulesEdit, index: number, root: string, extraIdentityFile: string | undefined, signal: AbortSignal): Promise<Pick<Scope, 'root' | 'within' | 'targets' | 'book' | 'edits' | 'want'>> {
  const book = createRuleBook(new Map([[edit.path, edit.after.toString('utf8')]]));
  const { targets } = await tree(root, signal, extraIdentityFile);
  return { root, within: root, targets, book, edits: [edit], want: async (file, read) => {
    const rule = await book.ruleFor(file);
    return rule.rulesPath === edit.path && rule.index === index ? ruleWant(book, file, read) : { kind: 'leave' };
  } };
}

async function scopeOf(change: RecipientChange, deps: PlanDeps, signal: AbortSignal): Promise<Scope> {
  const book = createRuleBook();
  const rest = { within: undefined, keepKey: true, book, edits: [] };
  switch (change.what) {
    case 'add': {
      const at = change.group ?? 0;
      const wanted = change.recipients.map(ofAnyKind);
      return { ...rest, ...named(deps, change.files), want: (_, file) => {
        const own = file.groups[at];
        const known = new Set((own ?? []).map(nameOf));
        const fresh = wanted.filter((each) => known.size !== known.add(nameOf(each)).size);
        return own === undefined ? { kind: 'stays', reason: 'no-such-group' } : groupsWant(file.groups.map((group, place) => (place === at ? [...group, ...fresh] : group)), kept(file), false);
      } };
    }
    case 'remove': {
      const gone = new Set(change.recipients.map((each) => nameOf(ofAnyKind(each))));
      return { ...rest, ...named(deps, change.files), keepKey: change.keepKey, want: (_, file) => groupsWant(without(file.groups, gone), kept(file), false) };
    }
    case 'rotate': return { ...rest, ...named(deps, change.files), want: (_, file) => groupsWant(file.groups, kept(file), true) };
    case 'sync':
    case 'leave': {
      const project = deps.resolveProject(change.project);
      if (project === undefined) throw new Refusal('project-not-found');
      const { root, extraIdentityFile } = project;
      const { targets, rules } = await tree(root, signal, extraIdentityFile);
      if (change.what === 'sync') return { ...rest, root, within: root, targets, keepKey: change.keepKey, want: (path, file) => ruleWant(book, path, file) };
      const gone = change.recipients.map(ofAnyKind);
      const keys = new Set(gone.map(nameOf));
      return {
        ...rest, root, within: root, targets, keepKey: false, edits: await leaveRules(root, rules, gone),
        want: (_, file) => (file.groups.flat().some((one) => keys.has(nameOf(one))) ? groupsWant(without(file.groups, keys), kept(file), false) : { kind: 'leave' }),
      };
    }
    case 'rule': {
      for (const key of [...change.add.map((one) => one.key), ...change.remove]) ofAnyKind(key);
      const found = deps.resolveFile(change.rules);
      if (found === undefined) throw new Refusal('file-not-found');
      const { path, index } = await ruleAt(found.path, change.rule);
      // SECURITY(tree-stays-in-tree): rules that lie elsewhere are not changed from here.
      if (!(await lstat(path)).isFile()) throw new Refusal('rules-not-editable');
      const root = dirname(path);
      const edit = await editRule(path, basename(path), (await readWhole(path, maxRulesBytes)).bytes, { ...change, rule: index });
      return { ...rest, ...(await ofOneRule(edit, index, root, found.extraIdentityFile, signal)), keepKey: change.keepKey };
    }
  }
}

/** `lockedOut`: files of the rule stay because nobody here could open them afterwards, and so does it. */
const rulesRow = ({ path, way, before, after, added, removed, reason }: RulesEdit, lockedOut: boolean): PlanFile => {
  const base = { path, way, kind: 'rules' as const, added: added.map(ofAnyKind), removed: removed.map(ofAnyKind), left: 0, newKey: false, locksOut: false, ruleLine: 0 };
  if (lockedOut) return { ...base, state: 'stays', reason: 'locks-you-out' };
  return before.equals(after) ? { ...base, state: 'stays', reason: reason ?? 'rule-not-editable' } : { ...base, state: 'changes', change: { before, after }, ...(reason === undefined ? {} : { reason }) };
};

/** Refusals: those of the contract. */
export async function makePlan(change: RecipientChange, evenIfLockedOut: boolean, deps: PlanDeps, planning: Planning, signal: AbortSignal): Promise<Planned> {
  const { root, within, targets, keepKey, book, edits, want } = await scopeOf(change, deps, signal);
  const how: Preparing = { changeRecipients: deps.changeRecipients, now: deps.now(), within, keepKey, evenIfLockedOut, signal, hasUnsaved: (path) => deps.hasUnsaved(path), want };
  const files: PlanFile[] = [];
  const seen = new Set<string>();
  let held = 0;
  for (const [at, target] of targets.entries()) {
    planning(at, targets.length);
    if (signal.aborted) throw new Refusal('cancelled');
    const file = await prepareFile(target, how);
    // WHY asked even where the rule decides nothing: it is where names stand.
    if (file !== undefined) await book.ruleFor(target.path);
    // WHY by the real path: a file and a link to it are one.
    if (file === undefined || seen.size === seen.add(file.path).size) continue;
    held += (file.change?.before.length ?? 0) + (file.change?.after.length ?? 0);
    if (held > maxHeld) throw new Refusal('plan-too-large', { files: at });
    files.push(file);
  }
  planning(targets.length, targets.length);
  const people = (await findPeople(root))?.people;
  // WHY the rules last: whoever looks between two files finds the rules that they had.
  const lockedOut = (change.what === 'rule' || change.what === 'leave') && files.some(({ reason }) => reason === 'locks-you-out');
  return { root, files: [...files, ...edits.map((edit) => rulesRow(edit, lockedOut))], leave: change.what === 'leave' ? change.recipients.map(ofAnyKind) : [], somebody: somebodyFrom(people, book) };
}
