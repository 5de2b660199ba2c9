// The policy of the person as far as it could last be understood, kept beside the file itself: a slip of the pen, a damaged disk or a closed file must not make the program less strict. Must never refuse, nor hold what the file did not say, but for caution where it is in doubt.
import { writeOwnFile } from '../safe-file/index.ts';
import { fieldNames, fields, sectionPaths, type FieldName, type PolicyValues, type Value } from './fields.ts';
import type { Finding, FindingCode, Policy } from './model.ts';
import { policyAt, type PolicyFile } from './policy-file.ts';

/** What is told about a text that is understood all the same. */
const understood: ReadonlySet<FindingCode> = new Set(['below-floor', 'no-provider-here', 'nothing-connects']);
/** What to hold on to where nobody knows what was asked for: a second factor can be taken away again, and lines of a log cannot be brought back. */
const cautious: Partial<PolicyValues> = { mfa_required: true, audit_retention_days: 3650 };

export interface PersonalFile extends PolicyFile {
  /** What goes on holding for fields that the file does not say properly now; nothing while it is whole, or not there. */
  readonly before: Partial<PolicyValues>;
}

/** Whether a finding leaves open what the file says about a field. */
function doubts(findings: readonly Finding[], name: FieldName): boolean {
  return findings.some(({ code, field, suggestion }) => !understood.has(code) && (field === name || suggestion === name || suggestion.endsWith(`.${name}`)));
}

const pick = (values: Partial<PolicyValues>, keep: (name: FieldName) => boolean): Partial<PolicyValues> => Object.fromEntries(fieldNames.filter((name) => values[name] !== undefined && keep(name)).map((name) => [name, values[name]]));

/** What holds on, of what was known. `known` is undefined where nothing was kept. Pure. */
export function holdsOn({ values, findings }: Policy, known: Partial<PolicyValues> | undefined): Partial<PolicyValues> {
  if (findings.every(({ code }) => understood.has(code))) return {};
  const nothingRead = Object.keys(values).length === 0 && findings.every(({ code }) => code !== 'file-empty');
  const open = (name: FieldName): boolean => values[name] === undefined || doubts(findings, name);
  const unknown = pick(cautious, (name) => doubts(findings, name) || (nothingRead && known === undefined));
  return { ...unknown, ...pick(known ?? {}, open) };
}

/** As a policy of its own, so that it is read back by the same rules. */
function textOf(values: Partial<PolicyValues>): string {
  const whole: Record<string, unknown> = {};
  for (const name of fieldNames) {
    const value: Value | undefined = values[name];
    if (value === undefined) continue;
    let level = whole;
    for (const section of sectionPaths[fields[name].section]) level = (level[section] ??= {}) as Record<string, unknown>;
    level[name] = value;
  }
  return `${JSON.stringify(whole)}\n`;
}

export interface Personal {
  /** Reads the file anew, and keeps what could be understood of it. Never rejects. */
  look(): Promise<PersonalFile>;
}

/** `file`: the policy of the person. `kept`: where its last good values lie. */
export function createPersonal(file: string, kept: string): Personal {
  /** As this program wrote or found it last. */
  let onDisk: string | undefined;

  async function keep(values: Partial<PolicyValues>): Promise<void> {
    const text = textOf(values);
    if (text === onDisk) return;
    try {
      if ((await policyAt(kept)).bytes?.toString('utf8') !== text) await writeOwnFile(kept, Buffer.from(text));
      onDisk = text;
    } catch {
      // WHY silent: a full disk leaves what was kept before, and the policy itself holds all the same. The next look tries again.
    }
  }

  return {
    async look() {
      const now = await policyAt(file);
      if (!now.there) return { ...now, before: {} };
      const { values, findings } = now.policy;
      if (findings.every(({ code }) => understood.has(code))) {
        await keep(values);
        return { ...now, before: {} };
      }
      const last = await policyAt(kept);
      const known = last.there && last.policy.findings.length === 0 ? last.policy.values : undefined;
      const said = pick(values, (name) => !doubts(findings, name));
      const before = holdsOn(now.policy, known);
      // WHY with what caution put in: nobody knows it at the next look either.
      if (Object.keys(said).length > 0) await keep({ ...known, ...before, ...said });
      // SECURITY(policy-fails-closed): what cannot be read says nothing, and that must not loosen what it said before.
      return { ...now, before };
    },
  };
}
