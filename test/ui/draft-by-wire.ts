// Changes a draft through the page's own bridge, for specs about what comes after an edit, whatever the grid's ways of editing are.
import type { AppPage } from './app-page.ts';

export interface DraftByWire {
  set(name: string, value: string): Promise<void>;
  add(name: string, value: string): Promise<void>;
  rename(name: string, next: string): Promise<void>;
  remove(name: string): Promise<void>;
  removeAll(): Promise<void>;
  moveFirst(name: string): Promise<void>;
}

interface Columns {
  readonly entry: readonly number[];
  readonly name: readonly string[];
}

async function ask<T>({ page }: AppPage, name: string, input: Readonly<Record<string, unknown>>): Promise<T> {
  const answer = await page.evaluate(async ([what, how]) => {
    const { bridge } = window as unknown as { readonly bridge: { call(name: string, input: unknown): Promise<{ readonly ok: boolean; readonly value?: unknown; readonly error?: { readonly code: string } }> } };
    return bridge.call(what, how);
  }, [name, input] as const);
  if (!answer.ok) throw new Error(`${name}: ${answer.error?.code ?? 'refused'}`);
  // WHY cast: the contract's own tests hold each answer to its schema.
  return answer.value as T;
}

/** Switches the language as the preferences do. */
export const speakFrench = async (app: AppPage): Promise<void> => { await ask(app, 'settings.set', { language: 'fr' }); };

/** The open document whose path ends in `file`. */
export async function changeDraft(app: AppPage, file = '.env'): Promise<DraftByWire> {
  const documents = await ask<readonly { readonly document: string; readonly path: string }[]>(app, 'sops.listDocuments', {});
  const document = documents.find(({ path }) => path === file || path.endsWith(`/${file}`))?.document ?? '';
  const call = async (name: string, input: Readonly<Record<string, unknown>>): Promise<void> => { await ask(app, name, { document, ...input }); };
  const columns = (): Promise<Columns> => ask(app, 'sops.listEntries', { document });
  const entryOf = async (name: string): Promise<number> => {
    const { entry, name: names } = await columns();
    return entry[names.indexOf(name)] ?? -1;
  };
  return {
    async set(name, value) { await call('sops.setEntry', { entry: await entryOf(name), value }); },
    async add(name, value) { await call('sops.addEntry', { name, value }); },
    async rename(name, next) { await call('sops.renameEntry', { entry: await entryOf(name), name: next }); },
    async remove(name) { await call('sops.removeEntries', { entries: [await entryOf(name)] }); },
    async removeAll() { await call('sops.removeEntries', { entries: [...(await columns()).entry] }); },
    async moveFirst(name) { await call('sops.moveEntries', { entries: [await entryOf(name)], before: (await columns()).entry[0] }); },
  };
}
