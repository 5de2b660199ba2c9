// Back leads to what was in view before, forward undoes that, and nothing leads to what is gone.
import { describe, expect, it } from 'vitest';
import { createNavigationStore, type FilePlace, type VaultPlace } from '../../../renderer/stores/navigation.ts';

const place = (file: string, project = 'p'): FilePlace => ({ room: 'files', project, file, path: `${file}.env`, state: 'encrypted' });

/** A room that shows what it is asked for, unless it may not. */
function room() {
  const store = createNavigationStore();
  const state = { may: true, shown: [] as string[] };
  store.getState().onOpen((wanted) => {
    if (!state.may) return Promise.resolve(false);
    state.shown.push(wanted.file);
    store.getState().visited(wanted);
    return Promise.resolve(true);
  });
  const visit = (...files: readonly string[]): void => { for (const file of files) store.getState().visited(place(file)); };
  const files = (): string[] => store.getState().places.flatMap((one) => (one.room === 'files' ? [one.file] : [one.room]));
  return { store, state, visit, files, at: () => store.getState().at };
}

describe('navigation', () => {
  it('goes back and forward through what was in view, and no further', async () => {
    const { store, visit, state, at, files } = room();
    visit('a', 'b', 'c');
    expect(await store.getState().go(1)).toBe(false);
    expect(await store.getState().go(-1)).toBe(true);
    expect(await store.getState().go(-1)).toBe(true);
    expect(await store.getState().go(-1)).toBe(false);
    expect(at()).toBe(0);
    expect(await store.getState().go(1)).toBe(true);
    expect(state.shown).toEqual(['b', 'a', 'b']);
    expect(files()).toEqual(['a', 'b', 'c']);
  });

  it('begins a new way where something else is opened', async () => {
    const { store, visit, files, at } = room();
    visit('a', 'b', 'c');
    await store.getState().go(-1);
    visit('d');
    expect(files()).toEqual(['a', 'b', 'd']);
    expect(at()).toBe(2);
  });

  it('takes the same place twice in a row for one', () => {
    const { visit, files } = room();
    visit('a', 'a', 'b', 'a');
    expect(files()).toEqual(['a', 'b', 'a']);
  });

  it('stays where the person stays', async () => {
    const { store, visit, state, at } = room();
    visit('a', 'b');
    state.may = false;
    expect(await store.getState().go(-1)).toBe(false);
    expect(at()).toBe(1);
    state.may = true;
    expect(await store.getState().go(-1)).toBe(true);
    expect(at()).toBe(0);
  });

  it('forgets what is gone and keeps its place among the rest', () => {
    const { store, visit, files, at } = room();
    visit('a', 'x', 'b', 'x', 'c');
    store.getState().keep(({ file }) => file !== 'x');
    expect(files()).toEqual(['a', 'b', 'c']);
    expect(at()).toBe(2);
    store.getState().keep(() => false);
    expect([files(), at()]).toEqual([[], -1]);
  });

  it('makes no step of a place that stands beside itself once what was between is gone', () => {
    const { store, visit, files, at } = room();
    visit('a', 'x', 'a', 'b');
    store.getState().keep(({ file }) => file !== 'x');
    expect(files()).toEqual(['a', 'b']);
    expect(at()).toBe(1);
  });

  it('remembers a hundred places, not all', () => {
    const { visit, files, at } = room();
    visit(...Array.from({ length: 150 }, (_, index) => `f${index}`));
    expect(files()).toHaveLength(100);
    expect(files().at(-1)).toBe('f149');
    expect(at()).toBe(99);
  });

  it('asks for an entry only after its file may come into view', async () => {
    const { store, state } = room();
    state.may = false;
    expect(await store.getState().open(place('a'), 7)).toBe(false);
    expect(store.getState().wanted).toBeUndefined();
    state.may = true;
    await store.getState().open(place('a'), 7);
    expect(store.getState().wanted).toEqual({ file: 'a', entry: 7 });
    store.getState().arrived();
    expect(store.getState().wanted).toBeUndefined();
  });
});

describe('what lies over a place', () => {
  it('is left first on the way back, and nothing else moves', async () => {
    const { store, visit, state, at } = room();
    visit('a', 'b');
    let left = 0;
    const off = store.getState().cover(() => { left += 1; off(); });
    expect([await store.getState().go(-1), left, at(), store.getState().covered]).toEqual([true, 1, 1, false]);
    expect([await store.getState().go(-1), left, state.shown]).toEqual([true, 1, ['a']]);
  });

  it('can be left where nothing was in view before', async () => {
    const { store } = room();
    const off = store.getState().cover(() => { off(); });
    expect([await store.getState().go(-1), await store.getState().go(-1)]).toEqual([true, false]);
  });

  it('goes back from the log to the file, also where the room must be entered first, and forward to the log as it was looked at', async () => {
    const { store, visit, state, at } = room();
    visit('a', 'b');
    await store.getState().lookAtLog({ filter: { subject: 'b.env#KEY' } }, false);
    expect([store.getState().room, at()]).toEqual(['audit', 2]);
    await store.getState().lookAtLog({ filter: { subject: 'b.env#KEY', text: 'x' } }, true);
    expect(at()).toBe(2);
    const back = store.getState().go(-1);
    await expect.poll(() => store.getState().room).toBe('files');
    // The room that is entered tells what it showed last, then it can open places.
    store.getState().visited(place('z'));
    store.getState().onOpen((wanted) => {
      state.shown.push(wanted.file);
      return Promise.resolve(true);
    });
    expect(await back).toBe(true);
    expect([store.getState().room, at(), state.shown]).toEqual(['files', 1, ['b']]);
    expect(await store.getState().go(1)).toBe(true);
    expect(store.getState().places[at()]).toMatchObject({ room: 'audit', filter: { subject: 'b.env#KEY', text: 'x' } });
  });

  it('looks at the log as it was looked at last, and keeps somebody in a room that asks', async () => {
    const { store, visit } = room();
    await store.getState().lookAtLog({ filter: { who: 'ada' }, span: 'day' }, false);
    await store.getState().enter('files');
    visit('a');
    await store.getState().enter('audit');
    expect(store.getState().places[store.getState().at]).toEqual({ room: 'audit', filter: { who: 'ada' }, span: 'day' });
    await store.getState().enter('files');
    visit('a');
    store.getState().onLeave(() => Promise.resolve(false));
    await store.getState().lookAtLog({ filter: {} }, false);
    expect(store.getState().room).toBe('files');
  });

  it('leads through connections, secrets and versions of a Vault, from any room, once that room is there', async () => {
    const { store, visit } = room();
    const at = (path: string, version = 0): VaultPlace => ({ room: 'vault', at: 'browse', connection: 'c', path, version, name: path });
    const shown: VaultPlace[] = [];
    visit('a');
    const led = store.getState().openVault(at('x'));
    await Promise.resolve();
    expect(store.getState().room).toBe('vault');
    // What the room showed last is no place on the way to another one.
    store.getState().visited(at('last'));
    const stop = store.getState().onOpenVault((place) => {
      shown.push(place);
      store.getState().visited(place);
      return Promise.resolve(true);
    });
    expect(await led).toBe(true);
    for (const next of [at('x', 2), at('y')]) store.getState().visited(next);
    expect(await store.getState().go(-1)).toBe(true);
    expect(shown.at(-1)).toEqual(at('x', 2));
    expect(await store.getState().go(-1)).toBe(true);
    expect(shown.at(-1)).toEqual(at('x'));
    const back = store.getState().go(-1);
    await Promise.resolve();
    expect(store.getState().room).toBe('files');
    stop();
    store.getState().onOpen((wanted) => {
      store.getState().visited(wanted);
      return Promise.resolve(true);
    });
    expect(await back).toBe(true);
    expect(store.getState().places.map((one) => (one.room === 'vault' ? `${one.path}@${String(one.version)}` : one.room))).toEqual(['files', 'x@0', 'x@2', 'y@0']);
    expect(store.getState().at).toBe(0);
    store.getState().onLeave(() => Promise.resolve(false));
    expect(await store.getState().openVault(at('z'))).toBe(false);
    expect(await store.getState().go(1)).toBe(false);
    expect(store.getState().room).toBe('files');
  });
});
