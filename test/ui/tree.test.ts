// The pane of projects: every state as icon and word in both languages, true without being asked to read again, several projects with menus of their own.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, encryptedForOther, openApp, writeFiles, type AppPage } from './app-page.ts';
import { axeFindings } from './axe.ts';

const bent = (file: Buffer): string => file.toString().replace(/(ENC\[AES256_GCM,data:)(.)/, (_all, head: string, first: string) => `${head}${first === 'A' ? 'B' : 'A'}`);

describe.skipIf(!(await hasBrowser()))('the tree', () => {
  let app: AppPage;
  afterEach(async () => { await app.close(); });
  /** Every row: its name, what is seen at its end, and what is heard. */
  const rows = async (): Promise<Record<string, string>> => Object.fromEntries(await app.page.getByRole('treeitem').evaluateAll((items) => items.map((item): [string, string] => {
    const name = item.querySelector('.tree-name');
    return [name?.firstChild?.textContent ?? '', [item.querySelector('.tree-word')?.textContent ?? '', name?.querySelector('.hidden-text')?.textContent?.replace(', ', '') ?? ''].join(' | ')];
  })));
  const foot = () => app.page.locator('.pane-foot');
  const more = async (name: string, item: string): Promise<void> => {
    await app.page.getByRole('button', { name, exact: true }).last().click();
    await app.page.getByRole('menuitem', { name: item, exact: true }).click();
  };

  it('tells every state by icon and word, in both languages', async () => {
    app = await openApp();
    const { page } = app;
    const own = await encrypted(['A', 'x']);
    await app.openProject({
      '.env': own, '.env.bent': bent(own), '.env.clear': 'A=1\n', '.env.half': own.subarray(0, own.indexOf('sops_mac=')), '.env.other': await encryptedForOther(['A', 'x']), '.env.stray': own,
      'c.yaml': 'a: x\nsops:\n    mac: x\n    lastmodified: x\n', '.sops.yaml': 'creation_rules:\n  - path_regex: (env|bent|clear|half|other)$\n  - path_regex: yaml\n',
    });
    await expect.poll(rows).toEqual({
      '.env': ' | encrypted', '.env.bent': 'tampered | tampered', '.env.clear': 'clear text | clear text', '.env.half': 'damaged | damaged', '.env.other': 'no key | no key', '.env.stray': 'no rule | encrypted, no rule',
      'c.yaml': ' | encrypted', '.sops.yaml': '2 rules | 2 rules',
    });
    const icons = await page.getByRole('treeitem').evaluateAll((items) => items.map((item) => item.querySelector('.icon path')?.getAttribute('d') ?? ''));
    expect(new Set(icons).size).toBe(7);
    expect(await foot().innerText()).toMatch(/1 in clear text\s*1 tampered\s*8 files, 1 without a key, read at \d\d:\d\d/);
    expect(await axeFindings(page, { include: '.pane' })).toEqual([]);
    await page.evaluate(async () => window.bridge?.call('settings.set', { language: 'fr' }));
    await expect.poll(rows).toEqual({
      '.env': ' | chiffré', '.env.bent': 'altéré | altéré', '.env.clear': 'en clair | en clair', '.env.half': 'abîmé | abîmé', '.env.other': 'sans clé | sans clé', '.env.stray': 'aucune règle | chiffré, aucune règle',
      'c.yaml': ' | chiffré', '.sops.yaml': '2 règles | 2 règles',
    });
    expect(await foot().innerText()).toMatch(/1 en clair\s*1 altéré\s*8 fichiers, 1 sans clé, lu à \d\d:\d\d/);
  });

  it('follows what happens in the folder, and an attempt until the core knows better', async () => {
    app = await openApp();
    const own = await encrypted(['A', 'x']);
    await app.openProject({ '.env': bent(own) });
    await app.treeItem('.env').click();
    await app.page.getByRole('heading', { name: '.env' }).waitFor();
    await expect.poll(rows).toEqual({ '.env': 'tampered | tampered' });
    writeFiles(app.project, { '.env': own, 'new/.env.new': 'A=1\n' });
    await expect.poll(rows).toEqual({ new: ' | ', '.env.new': 'clear text | clear text', '.env': ' | encrypted' });
    rmSync(join(app.project, 'new'), { recursive: true });
    await expect.poll(rows).toEqual({ '.env': ' | encrypted' });
  });

  it('stops reading when asked, and says so', async () => {
    app = await openApp();
    const { page } = app;
    const files = Object.fromEntries(Array.from({ length: 4000 }, (_, n) => [`f${String(Math.floor(n / 20))}/.env.${String(n)}`, 'A=1\n']));
    await app.openProject(files);
    const stop = page.getByRole('button', { name: 'Stop' });
    await stop.or(foot().getByText('4,000 files')).first().waitFor();
    // WHY in the page: the next message may take the button away while a pointer travels.
    const stopped = await page.evaluate(() => {
      const button = [...document.querySelectorAll('.pane-foot button')].at(0);
      if (button instanceof HTMLElement) button.click();
      return button !== undefined;
    });
    await foot().getByText(stopped ? /Reading was stopped|4,000 files/ : '4,000 files').waitFor();
    await more('More for this project', 'Read the folder again');
    await foot().getByText(/^4,000 files, read at/).waitFor();
  });

  it('gives each of several projects a menu, by mouse and by keyboard, and keeps what was folded', async () => {
    app = await openApp();
    const { page } = app;
    const own = await encrypted(['A', 'x']);
    await app.openProject({ 'a/.env': own }, 'shop');
    await app.openProject({ '.env.blog': own }, 'blog');
    await page.getByRole('treeitem', { name: 'a', exact: true }).click();
    await expect.poll(async () => Object.keys(await rows())).toEqual(['shop', 'a', 'blog', '.env.blog']);
    expect(await page.getByRole('treeitem', { name: 'shop', exact: true }).getAttribute('data-tip')).toBe('~/projects-1/shop');
    await page.getByRole('treeitem', { name: 'shop', exact: true }).focus();
    await page.keyboard.press('Shift+F10');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('People…');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'blog' }).waitFor();
    await more('More for this project', '~/projects-1/shop');
    await expect.poll(async () => Object.keys(await rows())).toEqual(['blog', '.env.blog', 'shop', 'a']);
    await more('More for blog', 'Close blog');
    await page.getByRole('heading', { name: 'shop' }).waitFor();
  });

  it('brings the row of a file into view that was chosen elsewhere', async () => {
    app = await openApp();
    const { page } = app;
    const own = await encrypted(['A', 'x']);
    await app.openProject({ ...Object.fromEntries(Array.from({ length: 80 }, (_, n) => [`.env.${String(n)}`, own])), 'deep/er/.env.found': own });
    await page.getByRole('treeitem', { name: 'deep' }).click();
    await page.keyboard.press('End');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('found');
    await page.getByRole('option', { name: /found/ }).first().waitFor();
    await page.keyboard.press('Enter');
    const row = app.treeItem('.env.found');
    await row.waitFor();
    await expect.poll(() => row.evaluate((item) => {
      const pane = item.closest('.pane-body')?.getBoundingClientRect();
      const box = item.getBoundingClientRect();
      return pane !== undefined && box.top >= pane.top && box.bottom <= pane.bottom && item.getAttribute('aria-selected') === 'true' && item.tabIndex === 0;
    })).toBe(true);
  });

  it('tells an open file that somebody else wrote it', async () => {
    app = await openApp();
    await app.openProject({ '.env': await encrypted(['A', 'x']) });
    await app.treeItem('.env').click();
    await app.row('A').waitFor();
    const told = app.page.evaluate(() => new Promise((resolve) => { window.bridge?.on((event) => { if (event.name === 'sops.diskChanged') resolve(true); }); }));
    writeFileSync(join(app.project, '.env'), await encrypted(['A', 'y']));
    expect(await told).toBe(true);
  });
});
