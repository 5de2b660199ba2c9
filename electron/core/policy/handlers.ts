// The calls about policies: what holds, what is wrong, changing the person's own, and accepting a project's. Every change is asked of the person outside of the page first.
import { realpath } from 'node:fs/promises';
import { shownPath } from '../projects/index.ts';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { PolicyChange, ProjectPolicy } from '../../../shared/ipc/policy.ts';
import type { Clock, Dialogs, PolicyWish } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { readWhole, writeOwnFile } from '../safe-file/index.ts';
import { changedLines } from '../sops/index.ts';
import type { Accepted } from './accepted.ts';
import { changePolicy, type FieldChange } from './edit-policy.ts';
import { defaults, fieldNames, fields, type FieldName, type PolicyValues, type Value } from './fields.ts';
import { holdsOn, type Personal } from './last-good.ts';
import type { Finding, Policy } from './model.ts';
import { policyAt, projectPolicyFile, revisionOf } from './policy-file.ts';
import { maxPolicyBytes, readPolicy } from './read-policy.ts';
import { choosable, notHere, standings } from './standing.ts';
import { combine, isLooser, sameValue, type Effective, type Said } from './strictness.ts';

export interface HandlerDeps {
  /** The policy of the person, absolute. */
  readonly file: string;
  readonly personal: Personal;
  readonly userHome: string;
  readonly dialogs: Pick<Dialogs, 'agree'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly accepted: Accepted;
  /** True while the profile is open: without it nothing was accepted. */
  readonly isOpen: () => boolean;
  /** Opens it where that takes no question; answers whether it stays locked. */
  readonly openQuietly: () => Promise<boolean>;
  /** The folder of an open project. */
  readonly resolveProject: (ref: string) => { readonly root: string } | undefined;
  readonly openFolders: () => readonly string[];
  /** What holds is read anew. */
  readonly again: () => Promise<void>;
}

const maxFindings = 1000;
const plain = (value: Value): boolean | number | string | string[] => (typeof value === 'object' ? [...value] : value);
const told = (findings: readonly Finding[]): Finding[] => findings.slice(0, maxFindings).map((finding) => ({ ...finding }));
/** Values were checked by the schema for their form; `changePolicy` proves that each is one that its field takes. */
const asked = (changes: readonly PolicyChange[]): readonly FieldChange[] => changes.map(({ field, value }) => ({ field, value: value === undefined ? null : (value as Value) }));
const shared = (values: Partial<PolicyValues>): Partial<PolicyValues> => Object.fromEntries(fieldNames.flatMap((name) => (values[name] === undefined || fields[name].personal ? [] : [[name, values[name]]])));

export function policyHandlers({ file, personal, userHome, dialogs, clock, accepted, isOpen, openQuietly, resolveProject, openFolders, again }: HandlerDeps): Handlers<AppContract>['policy'] {
  let asking = false;
  async function agreed(wish: PolicyWish): Promise<void> {
    if (asking) throw new Refusal('dialog-busy');
    asking = true;
    try {
      // SECURITY(policy-agreed): whoever has taken over the page changes no policy.
      if (!(await dialogs.agree(wish))) throw new Refusal('not-confirmed');
    } finally {
      asking = false;
    }
  }
  const looser = (before: Effective, after: Effective): FieldName[] => fieldNames.filter((name) => isLooser(name, before.values[name], after.values[name]));

  async function folderOf(project: string): Promise<string> {
    const found = resolveProject(project);
    if (found === undefined) throw new Refusal('project-not-found');
    return realpath(found.root).catch(() => { throw new Refusal('project-not-found'); });
  }
  async function ownPolicy(): Promise<Said> {
    const { policy, before } = await personal.look();
    return { ...policy, before };
  }
  const acceptedText = async (folder: string): Promise<string | undefined> => (isOpen() ? accepted.textOf(folder) : undefined);

  async function lookAt(folder: string, locked = false): Promise<{ readonly shown: ProjectPolicy; readonly bytes: Buffer | undefined; readonly policy: Policy; readonly before: Partial<PolicyValues> | undefined }> {
    const path = projectPolicyFile(folder);
    const { bytes, there, policy } = await policyAt(path);
    const text = await acceptedText(folder);
    const before = text === undefined ? undefined : shared((await readPolicy(Buffer.from(text))).values);
    const after = shared(policy.values);
    const state = !there ? (text === undefined ? 'none' : 'gone') : locked ? 'locked' : policy.findings.length > 0 || bytes === undefined ? 'faulty' : text === undefined ? 'new' : bytes.equals(Buffer.from(text)) ? 'accepted' : 'changed';
    const changes = fieldNames.flatMap((field) => {
      const [was, is] = [before?.[field], after[field]];
      if (was === undefined || is === undefined ? was === is : sameValue(was, is)) return [];
      return [{ field, ...(was === undefined ? {} : { before: plain(was) }), ...(is === undefined ? {} : { after: plain(is) }) }];
    });
    return {
      bytes, policy, before,
      shown: { path: shownPath(path, userHome), state, revision: revisionOf(bytes), findings: told(policy.findings), changes: state === 'new' || state === 'changed' ? changes : [], ignored: fieldNames.filter((name) => policy.values[name] !== undefined && fields[name].personal) },
    };
  }

  /** What there is, and what would be; the same for the plan and for doing it. */
  async function plan(changes: readonly PolicyChange[]): Promise<{ readonly before: string; readonly after: string; readonly looser: FieldName[]; readonly revision: string }> {
    const { bytes, policy, before: kept } = await personal.look();
    const unread = policy.findings.find(({ code }) => code === 'file-unreadable' || code === 'file-too-large');
    if (unread !== undefined) throw new Refusal(unread.code);
    const before = bytes?.toString('utf8') ?? '';
    const after = await changePolicy(before, asked(changes));
    const then = await readPolicy(Buffer.from(after));
    return { before, after, looser: looser(combine({ ...policy, before: kept }, []), combine({ ...then, before: holdsOn(then, kept) }, [])), revision: revisionOf(bytes) };
  }

  return {
    async getView({ project }) {
      // What was accepted is sealed.
      const locked = await openQuietly();
      const { bytes, there, policy, before } = await personal.look();
      const folders = isOpen() ? openFolders() : [];
      const { values, origins } = combine({ ...policy, before }, await accepted.valuesOf(folders));
      return {
        path: shownPath(file, userHome), there, revision: revisionOf(bytes), findings: told(policy.findings),
        rows: fieldNames.map((field) => {
          const said = policy.values[field];
          return {
            field, section: fields[field].section, takes: choosable(field), value: plain(values[field]), origin: origins[field], ...(said === undefined ? {} : { said: plain(said) }),
            usual: plain(defaults[field]), standing: standings[field], notHere: [...notHere(field, values)],
          };
        }),
        ...(project === undefined ? {} : { project: (await lookAt(await folderOf(project), locked)).shown }),
      };
    },
    async check({ path }) {
      const { values, findings } = await readPolicy((await readWhole(path, maxPolicyBytes)).bytes);
      return { fields: Object.keys(values).length, findings: told(findings) };
    },
    async planChange({ changes }) {
      const { before, after, looser: allowed, revision } = await plan(changes);
      return { lines: changedLines(Buffer.from(before), Buffer.from(after)), looser: allowed, revision };
    },
    async change({ changes, revision }) {
      const now = await plan(changes);
      if (now.revision !== revision) throw new Refusal('policy-changed');
      await agreed({ policy: shownPath(file, userHome), act: 'change', looser: now.looser });
      if ((await plan(changes)).revision !== revision) throw new Refusal('policy-changed');
      await writeOwnFile(file, Buffer.from(now.after));
      await again();
      return {};
    },
    async acceptProject({ project, revision }) {
      const folder = await folderOf(project);
      if (!isOpen()) throw new Refusal('locked');
      const { shown, bytes, policy, before } = await lookAt(folder);
      if (bytes === undefined) throw new Refusal(shown.state === 'none' || shown.state === 'gone' ? 'policy-missing' : 'policy-invalid', {});
      if (shown.revision !== revision) throw new Refusal('policy-changed');
      const [first] = policy.findings;
      if (first !== undefined) throw new Refusal('policy-invalid', { code: first.code, field: first.field, line: first.line, column: first.column });
      const own = await ownPolicy();
      await agreed({ policy: shown.path, act: 'accept', looser: looser(combine(own, before === undefined ? [] : [before]), combine(own, [policy.values])) });
      if (!(await policyAt(projectPolicyFile(folder))).bytes?.equals(bytes)) throw new Refusal('policy-changed');
      await accepted.accept(folder, bytes.toString('utf8'), clock.now());
      await again();
      return {};
    },
    async forgetProject({ project }) {
      const folder = await folderOf(project);
      if (!isOpen()) throw new Refusal('locked');
      const { shown, before } = await lookAt(folder);
      if (before === undefined) throw new Refusal('policy-missing');
      const own = await ownPolicy();
      await agreed({ policy: shown.path, act: 'forget', looser: looser(combine(own, [before]), combine(own, [])) });
      await accepted.forget(folder);
      await again();
      return {};
    },
  };
}
