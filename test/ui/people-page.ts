// Who can open what, for specs: a project of four files with rules and names is open, and no value of it may cross to the page.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterEach, beforeEach } from 'vitest';
import { encryptDotenv } from '../../electron/core/sops/index.ts';
import { recipients } from '../fakes/fixtures.ts';
import { openApp, type AppPage, type Files } from './app-page.ts';
import { axeFindings } from './axe.ts';

export const [anna, bob] = recipients;
export const carol = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPU0sZtfBNi4CPWzPwJrZ3R8yBSmzBmHTIZKj5FBkMm9';
export const sealed = (...who: readonly string[]): Promise<Buffer> => encryptDotenv([['NAME', 'shop'], ['TOKEN', 'canary-people-window']], [...who], new Date('2026-01-02T03:04:05Z'));
export const rules = `creation_rules:\n  # live\n  - path_regex: ^prod/\n    key_groups:\n      - age:\n          - ${anna} # Anna\n          - ${bob} # Bob from the rules\n`;

export interface PeoplePage {
  readonly app: AppPage;
  read(name: string): string;
  /** Who of those that are known here can open a file, as it says itself. */
  who(name: string): readonly string[];
  axe(): Promise<readonly string[]>;
  /** Leads to the people, by the palette. */
  people(somebody?: RegExp): Promise<void>;
  /** What the table of a plan says, a row each. */
  rows(name?: string): Promise<readonly string[]>;
}

/** The project that most of it is about. */
export const team = async (): Promise<Files> => ({
  '.sops.yaml': rules, '.coffre/people.yaml': `people:\n  - name: Bob\n    keys: [${bob}]\n`,
  'prod/.env.one': await sealed(anna, bob), 'prod/.env.two': await sealed(anna), 'other/.env.own': await sealed(bob), 'other/.env.mine': await sealed(anna, bob),
});

/** For each test of the file that calls it. */
export function peoplePage(files: () => Promise<Files> = team): () => PeoplePage {
  let app: AppPage;
  beforeEach(async () => {
    app = await openApp();
    await app.openProject(await files());
  });
  afterEach(async () => {
    const leaks = app.wire.filter(({ request, answer }) => `${request}${answer ?? ''}`.includes('canary-people-window'));
    await app.close();
    if (leaks.length > 0) throw new Error('a value crossed the boundary');
  });
  const read = (name: string): string => readFileSync(join(app.project, name), 'utf8');
  return () => ({
    app, read,
    who: (name) => [anna, bob, carol].filter((key) => read(name).includes(key.split(' ').at(-1) ?? key)),
    axe: () => axeFindings(app.page),
    async people(somebody = /Bob/) {
      await app.page.keyboard.press('Control+k');
      await app.page.getByRole('combobox').waitFor();
      await app.page.keyboard.type('>People');
      await app.page.keyboard.press('Enter');
      await app.page.getByRole('option', { name: somebody }).waitFor({ timeout: 90_000 });
    },
    rows: async (name = 'Files of this change') => (await app.page.getByRole('table', { name }).getByRole('row').allInnerTexts()).slice(1).map((text) => text.replaceAll(/\s+/g, ' ').replace(' . ', '. ').trim()),
  });
}

/** So many encrypted files, and a way to look at removing somebody from all of them. */
export const many = 200;
export const manyNames = Array.from({ length: many }, (_, at) => `prod/${String(Math.floor(at / 20))}/.env.${String(at).padStart(3, '0')}`);
export async function manyFiles(): Promise<Files> {
  // WHY a few that are copied: what they hold is of no matter here, and sealing is most of the time.
  const made = await Promise.all(Array.from({ length: 4 }, () => sealed(anna, bob)));
  return { '.sops.yaml': rules, ...Object.fromEntries(manyNames.map((name, at) => [name, made[at % made.length] ?? ''])) };
}
/** WHY so long: on a computer that does much else beside it. */
export const patient = { timeout: 180_000 };

export async function removeFromAll({ app: { page }, people }: PeoplePage): Promise<Locator> {
  await people();
  await page.getByRole('option', { name: /Bob/ }).click();
  await page.getByText(`Can open ${String(many)} of ${String(many)} files`).waitFor();
  await page.getByRole('button', { name: 'Remove from the project…' }).click();
  const remove = page.getByRole('button', { name: `Remove and mark ${String(many * 2)}`, exact: true });
  await remove.waitFor(patient);
  return remove;
}
