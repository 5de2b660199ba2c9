// The Audit room for specs: a log that was written by the core beforehand, and the room as a person finds it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { createAudit } from '../../electron/core/audit/index.ts';
import type { AuditFacts } from '../../shared/ipc/audit.ts';
import type { ProfileWindow } from './profile-page.ts';

export const facts = (others: Partial<AuditFacts> = {}): AuditFacts => ({
  event_type: 'secret_access', secret_key: '~/shop/.env#DATABASE_PASSWORD', agent: 'ada (window)', action: 'sops.revealEntry', success: true, ip_address: '127.0.0.1', user_agent: 'coffre/1', request_id: 'request-1', backend: 'file', reason: '', duration_ms: 2, ...others,
});
export const refused = (others: Partial<AuditFacts> = {}): AuditFacts => facts({ event_type: 'refusal', success: false, reason: 'no-matching-key', agent: 'ci-deploy (cli)', action: 'sops.openFile', ...others });

/** Writes lines as another program of this profile would, each at its time; without one, now. */
export async function writeLog(home: { readonly profile: string }, lines: readonly (AuditFacts & { readonly at?: string })[]): Promise<void> {
  let now = new Date();
  const room = createAudit({ folder: join(home.profile, 'audit'), self: { agent: 'ada (cli)', ip_address: '127.0.0.1', user_agent: 'coffre/1' }, clock: { now: () => now, monotonic: () => performance.now(), after: () => () => undefined } });
  for (const { at, ...line } of lines) {
    now = at === undefined ? new Date() : new Date(at);
    await room.append(line);
  }
  await room.dispose();
}

/** Changes one line of it behind the back of the program. */
export function changeLine(home: { readonly profile: string }, from: string, to: string): void {
  const log = join(home.profile, 'audit', 'audit.jsonl');
  writeFileSync(log, readFileSync(log, 'utf8').replace(from, to));
}

export interface AuditPage {
  readonly list: Locator;
  readonly rows: Locator;
  /** The row of an entry by what it is about. */
  row(secret: string): Locator;
  readonly panel: Locator;
  readonly filter: Locator;
  enter(): Promise<void>;
}

export function auditPage(app: Pick<ProfileWindow, 'now'>): AuditPage {
  const page = (): ReturnType<ProfileWindow['now']> => app.now();
  return {
    get list() { return page().getByRole('grid', { name: 'Entries, newest first' }); },
    get rows() { return page().locator('.grid-audit [role="row"][data-index]'); },
    row: (secret) => page().locator('.grid-audit [role="row"][data-index]').filter({ has: page().getByRole('rowheader', { name: secret, exact: true }) }),
    get panel() { return page().getByRole('complementary', { name: 'Entry in view' }); },
    get filter() { return page().getByRole('textbox', { name: 'Filter entries' }); },
    async enter() {
      await page().keyboard.press('Control+5');
      await page().getByRole('heading', { name: 'Audit', level: 1 }).waitFor();
    },
  };
}
