// The menu as Electron gets it: every platform, both languages, who acts on which keys.
import type { KeyboardEvent, MenuItem, MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { menuTemplate } from '../../electron/shell/menu.ts';
import { menuCommand } from '../../shared/ipc/app.ts';
import { shellWords } from '../../shared/words/index.ts';
import { fakeWindow } from '../fakes/electron.ts';

type Item = MenuItemConstructorOptions;
const platforms = ['linux', 'win32', 'darwin'] as const;

function make(platform: string, { devTools = false, language = 'en' as 'en' | 'fr' } = {}) {
  const commands: string[] = [];
  const fake = fakeWindow();
  const template = menuTemplate({ platform, words: shellWords(language).menu, devTools, command: (name) => { commands.push(name); }, window: () => fake.window });
  const inner = (item: Item): readonly Item[] => (Array.isArray(item.submenu) ? item.submenu : []);
  const items = template.flatMap((top) => inner(top));
  const pick = (label: string, byKeys = false): void => {
    const event = { triggeredByAccelerator: byKeys } satisfies Partial<KeyboardEvent>;
    const item = items.find((one) => one.label === label);
    if (item?.click === undefined) throw new Error(`${label} is not there, or is a role`);
    item.click(item as unknown as MenuItem, undefined, event as KeyboardEvent);
  };
  return { template, items, commands, fake, pick };
}

describe('the menu', () => {
  it.each(platforms)('offers every command to the window on %s, and nothing twice', (platform) => {
    const { items, commands, fake } = make(platform);
    for (const item of items) item.click?.(item as unknown as MenuItem, undefined, {} as KeyboardEvent);
    expect(commands.toSorted()).toEqual([...menuCommand.options].toSorted());
    expect(fake.page.did).toEqual([]);
    const keys = items.flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(platforms)('leaves the page’s own keys to the page on %s', (platform) => {
    const own = make(platform).items.filter(({ click, accelerator }) => click !== undefined && accelerator !== undefined);
    expect(own.length).toBeGreaterThan(8);
    expect(own.every(({ registerAccelerator }) => registerAccelerator === false)).toBe(true);
  });

  it.each(['undo', 'redo'] as const)('%s: picked it is the page’s own, by keys that the page left alone it is the field’s', (name) => {
    const { pick, commands, fake } = make('darwin');
    const label = shellWords('en').menu[name];
    pick(label);
    expect([commands, fake.page.did]).toEqual([[name], []]);
    pick(label, true);
    expect([commands, fake.page.did]).toEqual([[name], [name]]);
  });

  it('has the roles that fields need, and the place of each platform for its items', () => {
    const roles = (platform: string): readonly unknown[] => make(platform).items.flatMap(({ role }) => role ?? []);
    for (const platform of platforms) expect(roles(platform)).toEqual(expect.arrayContaining(['cut', 'copy', 'paste', 'selectAll', 'zoomIn', 'zoomOut', 'resetZoom', 'togglefullscreen', 'minimize', 'close', 'quit', 'about']));
    expect(roles('darwin')).toEqual(expect.arrayContaining(['services', 'hide', 'hideOthers', 'unhide', 'front']));
    expect(roles('linux')).not.toContain('hide');
    expect(make('darwin').template[0]?.label).toBe('Coffre');
    expect(make('linux').template[0]?.label).toBe('&File');
  });

  it('menu-no-inspector: no reload anywhere, and no inspector in an installed program', () => {
    for (const platform of platforms) {
      for (const devTools of [false, true]) {
        const roles = make(platform, { devTools }).items.map(({ role }) => role?.toLowerCase());
        expect(roles).not.toContain('reload');
        expect(roles).not.toContain('forcereload');
        expect(roles.includes('toggledevtools')).toBe(devTools);
      }
    }
  });

  it('says everything in the language of the moment, with one letter for each menu', () => {
    const [english, french] = (['en', 'fr'] as const).map((language) => make('linux', { language }));
    const same = new Set(['Zoom', 'Services']);
    english?.items.forEach(({ label, type }, at) => {
      if (type === 'separator' || same.has(label ?? '')) return;
      expect(label).toMatch(/./);
      expect(french?.items[at]?.label).not.toBe(label);
    });
    for (const language of ['en', 'fr'] as const) {
      const letters = make('linux', { language }).template.map(({ label }) => /&(.)/.exec(label ?? '')?.[1]?.toLowerCase());
      expect(new Set(letters).size).toBe(letters.length);
      expect(letters).not.toContain(undefined);
    }
  });
});
