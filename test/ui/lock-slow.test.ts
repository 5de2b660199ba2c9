// A lock while the page is slow, or hangs: covered at once, nothing lost that can still be handed over, and nobody waited for who does not answer.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { lockSpecs, slow } from './lock-kit.ts';
import { steerCore } from './steer-core.ts';

const late = 'canary-late-letters';

describe.skipIf(!(await hasBrowser()))('a slow page', () => {
  const { app, openFile, locked, unlock } = lockSpecs();
  const lines = () => app.now().locator('.cm-content');
  const toText = async (): Promise<void> => {
    await openFile(/^\.env/);
    await app.now().locator('label').filter({ hasText: /^Text$/ }).click();
    await lines().locator('.code-chip').first().waitFor();
  };

  it.each(['sops.spliceLines', 'sops.listLines'])('SECURITY(lock-covers-at-once): %s takes a second and a half: nothing is seen or typed meanwhile, and what was typed last comes back, once', async (call) => {
    await toText();
    const core = steerCore(app);
    const held = core.hold(call);
    await lines().focus();
    await app.now().keyboard.press('Control+End');
    await app.now().keyboard.type(`\nFIRST=${late}-1`);
    // On the way to the core, or taken by it and not told back; the next letters are not on their way yet.
    await held.asked;
    await app.now().keyboard.type(`\nSECOND=${late}-2`);
    const before = app.now();
    await before.keyboard.press('Control+l');
    await before.locator('html[data-covered]').waitFor();
    const seen = await before.evaluate(() => {
      const { position, content, zIndex, backgroundColor } = getComputedStyle(document.documentElement, '::before');
      return { position, content, over: Number(zIndex) > 60, opaque: !/transparent|, 0\)|\/ 0/.test(backgroundColor) };
    });
    expect(seen).toEqual({ position: 'fixed', content: '"Locking…"', over: true, opaque: true });
    // A passphrase that is typed too early goes nowhere.
    await before.keyboard.type('canary-too-early');
    expect(await lines().innerText()).not.toContain('too-early');
    // Covered by itself, before the core has heard of it.
    await expect.poll(() => app.ask('getOpen', {}), slow).toMatchObject({ ok: false, error: { code: 'locked' } });
    await before.waitForTimeout(1_500);
    expect(app.now()).toBe(before);
    await held.release();
    await app.renewed(before);
    await app.heading('Locked').waitFor();
    await unlock();
    await lines().waitFor();
    await app.now().getByText('2 changes not saved').first().waitFor();
    const text = await lines().innerText();
    expect(text).not.toContain('too-early');
    expect([...text.matchAll(/^(?:FIRST|SECOND)=/gm)].map(([name]) => name)).toEqual(['FIRST=', 'SECOND=']);
  });

  it('a processor that is ten times as slow costs no letter', async () => {
    await openFile(/^\.env/);
    await app.now().getByRole('rowheader', { name: 'TOKEN', exact: true }).click();
    await app.now().keyboard.press('Enter');
    const field = app.now().getByRole('textbox', { name: 'New value of TOKEN' });
    await field.waitFor();
    const session = await app.now().context().newCDPSession(app.now());
    await session.send('Emulation.setCPUThrottlingRate', { rate: 10 });
    await field.fill(`${late}-throttled`);
    await locked();
    await unlock();
    await expect.poll(() => app.now().getByRole('textbox', { name: 'New value of TOKEN' }).inputValue(), slow).toBe(`${late}-throttled`);
  });

  it('SECURITY(hung-page-locks): one that never answers is ended all the same, and what it had told is there', async () => {
    await openFile(/^\.env/);
    await app.now().getByRole('rowheader', { name: 'TOKEN', exact: true }).click();
    await app.now().keyboard.press('Delete');
    await app.now().getByText('1 change not saved').first().waitFor();
    await app.now().evaluate(() => { setTimeout(() => { for (;;); }, 0); });
    await locked(() => { app.core.command('lock'); });
    expect((await app.ask('getState', {})).value?.state).toBe('locked');
    await unlock();
    await app.now().getByText('1 change not saved').first().waitFor();
  });
});
