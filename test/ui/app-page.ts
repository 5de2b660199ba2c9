// The window as a person uses it, for specs: projects made of real encrypted files, things found by role and name.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator } from 'playwright-core';
import { encryptDotenv, type PlainLine } from '../../electron/core/sops/index.ts';
import { identities, recipients } from '../fakes/fixtures.ts';
import { launch, type Launched, type LaunchOptions } from '../host/launch.ts';

export type Files = Readonly<Record<string, Buffer | string>>;
export interface AppPage extends Launched {
  /** The folder of the project that `openProject` made last. */
  project: string;
  /** Writes the files under a fresh folder and opens it with the (steered) folder dialog. */
  openProject(files: Files, name?: string): Promise<void>;
  openSample(): Promise<void>;
  openFile(name: string): Promise<void>;
  treeItem(name: string): Locator;
  row(key: string): Locator;
  /** Waits until the pending bar tells this many changes. */
  pending(count: number): Promise<void>;
  /** Ctrl+S, and the review that it opens. */
  review(): Promise<Locator>;
  /** Reviews and saves what is pending, by keys. */
  save(count: number, name: string): Promise<void>;
  /** Clicks a button of one row, which appears with hover. */
  act(act: 'Reveal' | 'Hide' | 'Copy' | 'Edit' | 'Delete' | 'Take back the change of', key: string): Promise<void>;
  /** Reveals a value and answers what is on the screen. */
  reveal(key: string): Promise<string>;
}

/** A sops file for the first throw-away identity. */
export const encrypted = (...lines: readonly PlainLine[]): Promise<Buffer> => encryptDotenv(lines, [recipients[0]], new Date('2026-01-02T03:04:05Z'));
/** The same for the second, which this computer does not have. */
export const encryptedForOther = (...lines: readonly PlainLine[]): Promise<Buffer> => encryptDotenv(lines, [recipients[1]], new Date('2026-01-02T03:04:05Z'));

export function writeFiles(folder: string, files: Files): void {
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
}

/** Starts the window for somebody who has the first throw-away identity in keys.txt. */
export async function openApp(options: LaunchOptions & { readonly withoutIdentity?: boolean } = {}): Promise<AppPage> {
  const app = await launch({ recordWire: true, ...options, env: { ...(options.withoutIdentity === true ? {} : { SOPS_AGE_KEY: identities[0] }), ...options.env } });
  const { page } = app;
  const row = (key: string): Locator => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: key, exact: true }) });
  const treeItem = (name: string): Locator => page.getByRole('treeitem', { name: new RegExp(`^${name.replaceAll('.', '\\.')}( ?,|$)`) });
  let projects = 0;
  const self: AppPage = {
    ...app,
    project: '',
    async openProject(files, name = 'shop') {
      projects += 1;
      self.project = join(app.home, `projects-${projects}`, name);
      mkdirSync(self.project, { recursive: true });
      writeFiles(self.project, files);
      app.fake.chosenFolders.push(self.project);
      await page.getByRole('button', { name: 'Open a folder' }).first().click();
      await page.getByRole('treeitem').first().waitFor();
    },
    async openSample() {
      await page.getByRole('button', { name: 'Try it with a sample project' }).click();
      await page.getByRole('treeitem').first().waitFor();
    },
    async openFile(name) {
      await treeItem(name).click();
      await page.getByRole('grid', { name: `Keys of ${name}` }).or(page.getByRole('treegrid', { name: `Keys of ${name}` })).waitFor();
    },
    treeItem,
    row,
    pending: (count) => page.getByRole('region', { name: 'Pending changes' }).getByText(`${count} change${count === 1 ? '' : 's'} not saved`).waitFor(),
    async review() {
      await page.keyboard.press('Control+s');
      const dialog = page.getByRole('dialog', { name: /^Review / });
      await dialog.waitFor();
      return dialog;
    },
    async save(count, name) {
      const dialog = await self.review();
      await page.keyboard.press('Control+s');
      await page.getByText(`Saved ${count} change${count === 1 ? '' : 's'} to ${name}`).first().waitFor();
      await dialog.waitFor({ state: 'detached' });
    },
    async act(act, key) {
      const button = page.getByRole('button', { name: `${act} ${key}`, exact: true });
      // What was done before may draw the row anew under the pointer, and its buttons with it: then point at it once more, as a hand does.
      for (let tries = 1; ; tries += 1) {
        await row(key).hover();
        try {
          return await button.click({ timeout: tries < 4 ? 5_000 : 30_000 });
        } catch (error) {
          if (tries === 4) throw error;
        }
      }
    },
    async reveal(key) {
      await self.act('Reveal', key);
      const value = row(key).locator('.secret-value');
      await value.waitFor();
      return value.innerText();
    },
  };
  await page.getByRole('button', { name: 'Open a folder' }).first().waitFor();
  return self;
}
