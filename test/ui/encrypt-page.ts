// The view that encrypts a clear file, for specs: a project with one is open, and no value of it may cross to the page.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterEach, beforeEach } from 'vitest';
import { recipients } from '../fakes/fixtures.ts';
import { openApp, type AppPage, type Files } from './app-page.ts';
import { axeFindings } from './axe.ts';

export const clear = '# the shop\nDATABASE_PASSWORD=canary-encrypt-window-1\nPUBLIC_URL=https://shop.example\n';
export const rules = `# who opens what\ncreation_rules:\n  - path_regex: ^prod/\n    age: ${recipients[0]} # Anna\n`;

export interface EncryptPage {
  readonly app: AppPage;
  read(name: string): string;
  heading(): Locator;
  panel(): Locator;
  axe(): Promise<readonly string[]>;
  /** Opens a project with a clear `.env`, and the view for it. */
  open(more?: Files): Promise<void>;
}

/** For each test of the file that calls it. */
export function encryptPage(): () => EncryptPage {
  let app: AppPage;
  beforeEach(async () => { app = await openApp(); });
  afterEach(async () => {
    const secrets = app.wire.filter(({ request, answer }) => `${request}${answer ?? ''}`.includes('canary-encrypt-window'));
    await app.close();
    if (secrets.length > 0) throw new Error('a value crossed the boundary');
  });
  const heading = (): Locator => app.page.getByRole('heading', { name: 'Encrypt .env', exact: true });
  return () => ({
    app, heading,
    read: (name) => readFileSync(join(app.project, name), 'utf8'),
    panel: () => app.page.getByRole('complementary', { name: 'The result, tried in memory' }),
    axe: () => axeFindings(app.page),
    async open(more = {}) {
      await app.openProject({ '.env': clear, ...more });
      await app.treeItem('.env').click();
      await app.page.getByRole('button', { name: 'Encrypt…' }).click();
      await heading().waitFor();
    },
  });
}
