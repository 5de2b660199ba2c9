// The person leaves in the middle of an edit: what was only shown goes, what was typed stays to be gone on with.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PowerNews } from '../../electron/core/ports.ts';
import { hasBrowser } from '../host/launch.ts';
import { everythingOf } from '../security/search.ts';
import { encrypted, openApp, type AppPage } from './app-page.ts';

const saved = { token: 'canary-away-token', pem: 'canary-away-pem' };

describe.skipIf(!(await hasBrowser()))('away', () => {
  let app: AppPage;
  let tell: (news: PowerNews) => void = () => undefined;
  beforeEach(async () => {
    app = await openApp({ ports: (ports) => ({ ...ports, power: { idleSeconds: () => 0, watch: (listener) => { tell = listener; return () => undefined; } } }) });
    await app.openProject({ '.env': await encrypted(['TOKEN', saved.token], ['PEM', `-----BEGIN X-----\n${saved.pem}\n-----END X-----`]) });
    await app.openFile('.env');
  });
  afterEach(async () => { await app.close(); });

  const field = (key: string) => app.page.getByRole('textbox', { name: `New value of ${key}` });
  const gone = async (value: string): Promise<void> => {
    tell('screen-locked');
    await expect.poll(() => everythingOf(app.page)).not.toContain(value);
    expect(app.core.pendingTotal()).toBe(0);
  };

  it('SECURITY(editor-hides) closes a field that a saved value stands in, and keeps one that somebody typed in', async () => {
    await app.reveal('TOKEN');
    await app.act('Edit', 'TOKEN');
    expect(await field('TOKEN').inputValue()).toBe(saved.token);
    await gone(saved.token);
    expect(await field('TOKEN').count()).toBe(0);
    await app.act('Edit', 'TOKEN');
    await field('TOKEN').fill('typed by hand');
    tell('screen-locked');
    await app.page.waitForTimeout(200);
    expect(await field('TOKEN').inputValue()).toBe('typed by hand');
  });

  it('SECURITY(editor-hides) closes the large field the same way', async () => {
    await app.act('Edit', 'PEM');
    await app.page.getByRole('button', { name: 'Reveal to edit' }).click();
    await expect.poll(() => field('PEM').inputValue()).toContain(saved.pem);
    await gone(saved.pem);
    expect(await app.page.getByRole('dialog').count()).toBe(0);
  });
});
