// Answers that come late, twice or not at all: what the Files room shows is what was asked for last. Only the timing is made up here; the line itself runs on the real core.
import { describe, expect, it } from 'vitest';
import type { AppBridge, CoreEvent } from '../../renderer/bridge/index.ts';
import { createFilesStore, documentInView, pendingTotal, type SelectedFile } from '../../renderer/features/files/store.ts';

interface Asked {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  answer(value: unknown): Promise<void>;
  refuse(code: string): Promise<void>;
}

/** A bridge whose answers the test gives when it wants. */
function slowBridge() {
  const asked: Asked[] = [];
  const listeners: ((event: CoreEvent) => void)[] = [];
  const turn = async (): Promise<void> => { for (let step = 0; step < 5; step += 1) await Promise.resolve(); };
  const bridge = {
    call: (name: string, input: Readonly<Record<string, unknown>>) => new Promise((resolve) => {
      asked.push({
        name, input,
        answer: async (value) => { resolve({ ok: true, value }); await turn(); },
        refuse: async (code) => { resolve({ ok: false, error: { code, data: {} } }); await turn(); },
      });
    }),
    on(listener: (event: CoreEvent) => void) {
      listeners.push(listener);
      return () => undefined;
    },
    dropped: () => Promise.reject(new Error('not used')),
  } as unknown as AppBridge;
  const take = (name: string, input: Readonly<Record<string, unknown>> = {}): Asked => {
    const index = asked.findIndex((call) => call.name === name && Object.entries(input).every(([key, value]) => call.input[key] === value));
    const [found] = index === -1 ? [] : asked.splice(index, 1);
    if (found === undefined) throw new Error(`nobody asked ${name}; asked were ${asked.map((call) => call.name).join(', ')}`);
    return found;
  };
  return { bridge, asked, take, turn, emit: (event: CoreEvent): void => { for (const listener of listeners) listener(event); } };
}

const file = (name: string): SelectedFile => ({ project: 'p', file: name, path: `.env.${name}`, state: 'encrypted' });
const opened = (name: string) => ({ document: `doc-${name}`, file: name, path: name, format: 'dotenv', entries: 1, recipients: [], lastModified: '', sopsVersion: '', openedWith: '', notes: [] });
const nonePending = { added: 0, changed: 0, renamed: 0, removed: 0, moved: 0, comments: 0 };
const columns = (revision: number, changed = 0) => ({ revision, pending: { ...nonePending, changed }, entry: [0], name: ['A'], kind: ['text'], change: [changed > 0 ? 'changed' : 'none'], encrypted: [true], comment: [''] });

async function openedStore() {
  const slow = slowBridge();
  const store = createFilesStore(slow.bridge);
  const selecting = store.getState().select(file('a'));
  await slow.take('sops.openFile').answer(opened('a'));
  await slow.take('sops.listEntries').answer(columns(0));
  await selecting;
  return { ...slow, store };
}

describe('the files store', () => {
  it('shows the file that was chosen last, and closes the one that came too late', async () => {
    const { bridge, take, turn } = slowBridge();
    const store = createFilesStore(bridge);
    const first = store.getState().select(file('a'));
    const second = store.getState().select(file('b'));
    const [askedA, askedB] = [take('sops.openFile', { file: 'a' }), take('sops.openFile', { file: 'b' })];
    await askedB.answer(opened('b'));
    await take('sops.listEntries').answer(columns(0));
    await askedA.answer(opened('a'));
    await turn();
    expect(documentInView(store.getState())?.opened.document).toBe('doc-b');
    await take('sops.closeFile', { document: 'doc-a' }).answer({});
    await Promise.all([first, second]);
    expect([...store.getState().documents.keys()]).toEqual(['b']);
  });

  it('lets the core wipe a file that is left, unless something is pending in it', async () => {
    const { store, take, asked, emit, turn } = await openedStore();
    emit({ name: 'sops.documentChanged', payload: { document: 'doc-a', revision: 1 } });
    await take('sops.listEntries').answer(columns(1, 1));
    const away = store.getState().select(file('b'));
    await take('sops.openFile').answer(opened('b'));
    await take('sops.listEntries').answer(columns(0));
    await away;
    expect(asked.filter(({ name }) => name === 'sops.closeFile')).toEqual([]);
    expect(pendingTotal(store.getState())).toBe(1);
    const back = store.getState().select(file('a'));
    await take('sops.openFile').answer(opened('a'));
    await take('sops.listEntries').answer(columns(1, 1));
    await take('sops.closeFile', { document: 'doc-b' }).answer({});
    await back;
    await turn();
    expect([...store.getState().documents.keys()]).toEqual(['a']);
  });

  it('does not read again what it has already', async () => {
    const { store, take, asked, emit, turn } = await openedStore();
    emit({ name: 'sops.documentChanged', payload: { document: 'doc-a', revision: 0 } });
    await turn();
    expect(asked).toEqual([]);
    const setting = store.getState().setEntry(0, 'typed');
    await take('sops.setEntry').answer({ revision: 1, pending: { ...nonePending, changed: 1 } });
    await take('sops.listEntries').answer(columns(1, 1));
    expect(await setting).toEqual({ ok: true, value: undefined });
    emit({ name: 'sops.documentChanged', payload: { document: 'doc-a', revision: 1 } });
    await turn();
    expect(asked).toEqual([]);
  });

  it('never goes back to an older list that arrives later', async () => {
    const { store, take, emit, turn } = await openedStore();
    emit({ name: 'sops.documentChanged', payload: { document: 'doc-a', revision: 1 } });
    const slow = take('sops.listEntries');
    emit({ name: 'sops.documentChanged', payload: { document: 'doc-a', revision: 2 } });
    await take('sops.listEntries').answer(columns(2, 1));
    await slow.answer(columns(1));
    await turn();
    expect(documentInView(store.getState())?.columns.revision).toBe(2);
  });

  it('waits with a save for a change that is under way, and saves that revision', async () => {
    const { store, take, turn, asked } = await openedStore();
    const setting = store.getState().setEntry(0, 'typed');
    const saving = store.getState().save();
    await turn();
    expect(asked.map(({ name }) => name)).toEqual(['sops.setEntry']);
    await take('sops.setEntry').answer({ revision: 7, pending: { ...nonePending, changed: 1 } });
    await take('sops.listEntries').answer(columns(7, 1));
    await setting;
    await turn();
    await take('sops.saveFile', { expectedRevision: 7 }).answer({ revision: 8, pending: { ...nonePending, changed: 0 }, written: true });
    await take('sops.listEntries').answer(columns(8));
    expect(await saving).toEqual({ written: true, count: 1 });
  });

  it('keeps the file on the screen, with the reason, when the core has lost it or does not answer', async () => {
    for (const code of ['document-not-found', 'bridge-lost']) {
      const { store, take } = await openedStore();
      const setting = store.getState().setEntry(0, 'typed');
      await take('sops.setEntry').refuse(code);
      expect(await setting).toEqual({ ok: false, error: { code, data: {} } });
      expect(documentInView(store.getState())?.opened.document).toBe('doc-a');
      expect(store.getState().saveRefusal?.code).toBe(code === 'document-not-found' ? code : undefined);
    }
  });

  it('holds no value that passed through it', async () => {
    const { store, take } = await openedStore();
    const setting = store.getState().setEntry(0, 'canary-store-value');
    await take('sops.setEntry').answer({ revision: 1, pending: { ...nonePending, changed: 1 } });
    await take('sops.listEntries').answer(columns(1, 1));
    await setting;
    const adding = store.getState().addEntry({ name: 'B', value: 'canary-store-value' });
    await take('sops.addEntry').refuse('name-taken');
    await adding;
    expect(JSON.stringify(store.getState(), (_key, value: unknown) => (value instanceof Map ? [...value] : value))).not.toContain('canary-store-value');
  });
});
