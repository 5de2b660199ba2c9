// The look a person chose survives, whatever stands in its file.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createSettings } from '../../../electron/core/settings/index.ts';
import { Refusal } from '../../../electron/core/refusal.ts';
import type { Context } from '../../../shared/ipc/define.ts';
import type { Appearance } from '../../../shared/ipc/settings.ts';

const context: Context = { role: 'window', requestId: 'test', about: () => undefined, record: () => Promise.resolve() };
const defaults: Appearance = { language: 'system', theme: 'system', density: 'comfortable', contentProtection: false, paneWidth: 0, profileLater: false };
const times = { idleMinutes: 30, lockOnClose: false, revealSeconds: 30, clipboardSeconds: 30 };

function room(content?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'coffre-test-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const file = join(folder, 'profile', 'settings.json');
  if (content !== undefined) {
    mkdirSync(dirname(file));
    writeFileSync(file, content);
  }
  const told: Appearance[] = [];
  const { handlers } = createSettings({ file, emit: (event) => { if (event.name === 'settings.changed') told.push(event.payload); } });
  return { file, told, get: async () => handlers.get({}, context), set: async (input: Partial<Appearance>) => handlers.set(input, context) };
}

it('answers the defaults before anything was chosen, and makes no file for that', async () => {
  const { get, file } = room();
  expect(await get()).toEqual(defaults);
  expect(() => statSync(file)).toThrow('ENOENT');
});

it('keeps what was chosen for the next program, readable by its owner only', async () => {
  const { get, set, file } = room();
  expect(await set({ language: 'fr', theme: 'dark' })).toEqual({ ...defaults, language: 'fr', theme: 'dark' });
  expect(await get()).toEqual({ ...defaults, language: 'fr', theme: 'dark' });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it.each(['', '{', 'null', '[]', '"x"', '12', '\u0000\u0001', '{"language":{"fr":1},"theme":7}', 'language=fr'])('answers the defaults for %j, and the next change repairs it', async (content) => {
  const { get, set, file } = room(content);
  expect(await get()).toEqual(defaults);
  await set({ language: 'en', theme: 'light' });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ ...defaults, ...times, language: 'en', theme: 'light' });
});

it('falls back field by field and carries over what another version wrote', async () => {
  const { get, set, file } = room('{"language":"fr","theme":"sepia","density":"airy","paneWidth":-3,"contentProtection":"yes","font":"large"}');
  expect(await get()).toEqual({ ...defaults, language: 'fr' });
  await set({ language: 'en', theme: 'dark' });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ ...defaults, ...times, language: 'en', theme: 'dark', font: 'large' });
});

it('changes what is named and keeps the rest', async () => {
  const { get, set } = room();
  await set({ density: 'compact', paneWidth: 320 });
  await set({ contentProtection: true });
  expect(await set({ theme: 'dark' })).toEqual({ ...defaults, density: 'compact', paneWidth: 320, contentProtection: true, theme: 'dark' });
  expect(await get()).toEqual({ ...defaults, density: 'compact', paneWidth: 320, contentProtection: true, theme: 'dark' });
});

it('tells everybody what stands in the file after each change, and nothing after one that failed', async () => {
  const { set, told, file } = room();
  await set({ density: 'compact' });
  await set({ language: 'fr' });
  expect(told).toEqual([{ ...defaults, density: 'compact' }, { ...defaults, density: 'compact', language: 'fr' }]);
  rmSync(dirname(file), { recursive: true });
  writeFileSync(dirname(file), 'in the way');
  await expect(set({ language: 'en' })).rejects.toEqual(new Refusal('write-failed'));
  expect(told).toHaveLength(2);
});

it('writes one at a time: the last one stands', async () => {
  const { get, set } = room();
  await Promise.all([set({ language: 'fr', theme: 'dark' }), set({ language: 'en', theme: 'light' }), set({ language: 'fr', theme: 'light' })]);
  expect(await get()).toEqual({ ...defaults, language: 'fr', theme: 'light' });
});

it('refuses when the profile folder cannot be made, and works again when it can', async () => {
  const { get, set, file } = room();
  writeFileSync(dirname(file), 'in the way');
  await expect(set({ language: 'fr', theme: 'dark' })).rejects.toEqual(new Refusal('write-failed'));
  rmSync(dirname(file));
  await set({ language: 'fr', theme: 'dark' });
  expect(await get()).toEqual({ ...defaults, language: 'fr', theme: 'dark' });
});
