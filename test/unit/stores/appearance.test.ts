// The look changes at once, follows what is chosen elsewhere, and never falls back to an older choice.
import { describe, expect, it, vi } from 'vitest';
import { createClient, type CoreEvent } from '../../../renderer/bridge/index.ts';
import { createAppearanceStore } from '../../../renderer/stores/appearance.ts';
import { words } from '../../../shared/words/both.ts';

const look = { language: 'system', theme: 'system', density: 'comfortable', contentProtection: false, paneWidth: 0, profileLater: false } as const;

/** A core whose answers wait until the test gives them. */
function room() {
  const waiting: { readonly call: string; readonly input: unknown; readonly answer: (value: unknown) => void }[] = [];
  const listeners = new Set<(event: CoreEvent) => void>();
  const store = createAppearanceStore(createClient({
    call: (call: string, input: unknown) => new Promise<never>((resolve) => { waiting.push({ call, input, answer: (value) => { resolve(value as never); } }); }),
    on: (listener) => { listeners.add(listener); return () => { listeners.delete(listener); }; },
    dropped: () => Promise.reject(new Error('not here')),
  }), 'en', words('en'));
  const tell = (payload: typeof look | (Omit<typeof look, 'density' | 'language'> & { density: 'compact' | 'comfortable'; language: 'system' | 'en' | 'fr' })): void => {
    for (const listener of listeners) listener({ name: 'settings.changed', payload });
  };
  return { store, waiting, tell };
}

describe('the look', () => {
  it('asks the core to change only what was chosen, and shows it before the answer', async () => {
    const { store, waiting } = room();
    const chosen = store.getState().choose({ density: 'compact' });
    expect(store.getState().density).toBe('compact');
    expect(waiting.map(({ call, input }) => [call, input])).toEqual([['settings.set', { density: 'compact' }]]);
    waiting[0]?.answer({ ok: true, value: { ...look, density: 'compact' } });
    expect(await chosen).toBe(true);
  });

  it('follows a choice that was made elsewhere, its language too, as soon as its words are there', async () => {
    const { store, tell } = room();
    tell({ ...look, language: 'fr', density: 'compact' });
    expect(store.getState()).toMatchObject({ language: 'fr', lang: 'en', density: 'compact' });
    await vi.waitFor(() => { expect(store.getState()).toMatchObject({ lang: 'fr', words: words('fr') }); });
  });

  it('is not taken back by news that is older than a choice', async () => {
    const { store, waiting, tell } = room();
    const first = store.getState().choose({ density: 'compact' });
    const second = store.getState().choose({ language: 'fr' });
    tell({ ...look, density: 'compact' });
    expect(store.getState()).toMatchObject({ language: 'fr', density: 'compact' });
    waiting[0]?.answer({ ok: true, value: { ...look, density: 'compact' } });
    await first;
    expect(store.getState().language).toBe('fr');
    waiting[1]?.answer({ ok: true, value: { ...look, density: 'compact', language: 'fr' } });
    await second;
    expect(store.getState()).toMatchObject({ language: 'fr', density: 'compact', lang: 'fr' });
  });

  it('stays as chosen when it cannot be kept, and says so', async () => {
    const { store, waiting } = room();
    const chosen = store.getState().choose({ density: 'compact' });
    waiting[0]?.answer({ ok: false, error: { code: 'write-failed', data: {} } });
    expect(await chosen).toBe(false);
    expect(store.getState().density).toBe('compact');
  });
});
