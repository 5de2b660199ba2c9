// The page's way to the core never rejects, whatever the transport does.
import { describe, expect, it, vi } from 'vitest';
import { createClient } from '../../renderer/bridge/client.ts';

type Raw = NonNullable<Parameters<typeof createClient>[0]>;
const lost = { ok: false, error: { code: 'bridge-lost', data: {} } };

describe('the bridge client', () => {
  it('passes answers and refusals through as they are', async () => {
    const answers = [{ ok: true, value: [] }, { ok: false, error: { code: 'locked', data: {} } }];
    const asked: unknown[] = [];
    const client = createClient({ call: (name: string, input: unknown) => { asked.push([name, input]); return Promise.resolve(answers.shift()); }, on: () => () => undefined, dropped: () => Promise.resolve({ ok: true, value: [] }) } as unknown as Raw);
    expect(await client.call('projects.list', {})).toEqual({ ok: true, value: [] });
    expect(await client.call('projects.list', {})).toEqual({ ok: false, error: { code: 'locked', data: {} } });
    expect(asked).toEqual([['projects.list', {}], ['projects.list', {}]]);
    expect(await client.dropped([])).toEqual({ ok: true, value: [] });
  });

  it('answers bridge-lost, without the transport\'s message, when a call fails on the way', async () => {
    const broken = { call: () => Promise.reject(new Error('canary-transport')), on: () => () => undefined, dropped: () => Promise.reject(new Error('canary-transport')) } as unknown as Raw;
    const client = createClient(broken);
    expect(await client.call('app.describe', {})).toEqual(lost);
    expect(await client.dropped([])).toEqual(lost);
  });

  it('answers bridge-lost where there is no bridge at all', async () => {
    const client = createClient(undefined);
    expect(await client.call('app.describe', {})).toEqual(lost);
    expect(await client.dropped([])).toEqual(lost);
    expect(() => { client.on(() => undefined)(); }).not.toThrow();
  });

  it('asks once, before the page is there, what every window begins with, and takes each answer once', async () => {
    const asked: string[] = [];
    const call = (name: string): Promise<unknown> => {
      asked.push(name);
      return name === 'settings.get' ? Promise.reject(new Error('canary-transport')) : Promise.resolve({ ok: true, value: asked.length });
    };
    vi.stubGlobal('window', { bridge: { call, on: () => () => undefined, dropped: () => Promise.resolve({ ok: true, value: [] }) } });
    try {
      vi.resetModules();
      const { windowClient } = await import('../../renderer/bridge/client.ts');
      expect(asked).toEqual(['app.describe', 'profile.getState', 'projects.list', 'settings.get']);
      const client = windowClient();
      expect(await client.call('projects.list', {})).toEqual({ ok: true, value: 3 });
      expect(await client.call('settings.get', {})).toEqual(lost);
      expect(asked).toHaveLength(4);
      expect(await client.call('projects.list', {})).toEqual({ ok: true, value: 5 });
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
