// The policies of projects as the person accepted them, sealed in the profile: what a repository says later binds nobody until it was looked at. Must never hold one that was not accepted.
import * as v from 'valibot';
import type { SealedStore } from '../profile/index.ts';
import { sealedJson } from '../sealed-json.ts';
import type { PolicyValues } from './fields.ts';
import { readPolicy } from './read-policy.ts';

const record = 'policies';
const stored = v.strictObject({ version: v.literal(1), projects: v.array(v.strictObject({ folder: v.string(), /** RFC 3339. */ at: v.string(), text: v.string() })) });
type Stored = v.InferOutput<typeof stored>;
const sealed = sealedJson(record, (json) => v.parse(stored, json).projects);

export interface Accepted {
  /** The text that was accepted for this folder (real path). Refusal: record-damaged. */
  textOf(folder: string): Promise<string | undefined>;
  /** What those of these folders ask for. Never rejects: what cannot be read asks for nothing. */
  valuesOf(folders: readonly string[]): Promise<readonly Partial<PolicyValues>[]>;
  accept(folder: string, text: string, at: Date): Promise<void>;
  /** Answers whether there was one. */
  forget(folder: string): Promise<boolean>;
}

/** `store` refuses while the profile is locked. */
export function createAccepted(store: () => SealedStore): Accepted {
  const read = async (): Promise<Stored['projects']> => (await sealed.read(store())) ?? [];
  const change = (next: (projects: Stored['projects']) => Stored['projects']): Promise<void> => store().change(record, (before) => {
    const projects = next(sealed.parse(before) ?? []);
    return projects.length === 0 ? Buffer.alloc(0) : Buffer.from(JSON.stringify({ version: 1, projects } satisfies Stored));
  });
  return {
    textOf: async (folder) => (await read()).find((one) => one.folder === folder)?.text,
    async valuesOf(folders) {
      if (folders.length === 0) return [];
      const projects = await read().catch(() => []);
      return Promise.all(projects.filter(({ folder }) => folders.includes(folder)).map(async ({ text }) => (await readPolicy(Buffer.from(text))).values));
    },
    accept: (folder, text, at) => change((projects) => [...projects.filter((one) => one.folder !== folder), { folder, at: at.toISOString(), text }]),
    async forget(folder) {
      let was = false;
      await change((projects) => {
        was = projects.some((one) => one.folder === folder);
        return projects.filter((one) => one.folder !== folder);
      });
      return was;
    },
  };
}
