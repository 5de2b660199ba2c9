// Nested files as a person drives them by keyboard, for specs: a fresh file, the row that has the focus, what sops reads afterwards.
import { join } from 'node:path';
import { expect } from 'vitest';
import { weEncrypt } from '../core/sops/crypto-kit.ts';
import { identities } from '../fakes/fixtures.ts';
import { realSops, sopsPath } from '../fakes/real-sops.ts';
import type { AppPage } from './app-page.ts';

export const shop = {
  name: 'shop', port: 8080, ratio: 0.5, debug: true, nothing: null,
  database: { host: 'db.example', password: 'canary-tree-password', pool: { max: 20, hosts: ['canary-tree-one', 'canary-tree-two'] } },
  users: [{ name: 'ada', admin: true }, { name: 'bob', admin: false }], empty: {}, last: 'canary-tree-last',
};

export interface TreePage {
  /** The file that was opened last. */
  file(): string;
  /** Opens a fresh file, with the focus on its first row. */
  open(content?: string, format?: 'json' | 'ini'): Promise<void>;
  press(...keys: readonly string[]): Promise<void>;
  /** The labels of the rows in view. */
  shown(): Promise<string[]>;
  /** Waits until the row with this label has the focus. */
  onRow(label: string): Promise<void>;
  goTo(label: string): Promise<void>;
  said(words: string | RegExp): Promise<void>;
  /** Reviews and saves, by keys. */
  saveAll(): Promise<void>;
  /** What the real sops reads, where there is one. */
  expectSaved(wanted: unknown): void;
}

export function treePage(app: () => AppPage): TreePage {
  let [file, count] = ['', 0];
  const self: TreePage = {
    file: () => file,
    async open(content = JSON.stringify(shop), format = 'json') {
      count += 1;
      const name = `shop${String(count)}.enc.${format}`;
      await app().openProject({ [name]: await weEncrypt(format, content) }, `shop${String(count)}`);
      await app().openFile(name);
      file = join(app().project, name);
      await app().page.getByRole('rowheader').first().click();
    },
    async press(...keys) { for (const key of keys) await app().page.keyboard.press(key); },
    shown: () => app().page.getByRole('treegrid').getByRole('rowheader').allInnerTexts(),
    async onRow(label) {
      await expect.poll(() => app().page.evaluate(() => (document.activeElement?.getAttribute('role') === 'row' ? document.activeElement.querySelector('[role=rowheader]')?.textContent : document.activeElement?.outerHTML.slice(0, 160)))).toBe(label);
    },
    async goTo(label) {
      await app().row(label).first().getByRole('rowheader').click();
      await self.onRow(label);
    },
    said: (words) => app().page.getByRole('status').filter({ hasText: words }).first().waitFor({ state: 'attached' }),
    async saveAll() {
      await self.press('Control+s');
      await app().page.getByRole('dialog', { name: /^Review / }).waitFor();
      await self.press('Control+s');
      await app().page.getByRole('dialog').waitFor({ state: 'detached' });
    },
    expectSaved(wanted) {
      if (sopsPath !== undefined) expect(JSON.parse(realSops(['decrypt', file], identities[0]).stdout.toString('utf8'))).toEqual(wanted);
    },
  };
  return self;
}
