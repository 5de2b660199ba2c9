// Pages of the web in the person's browser: which address may go there, and what the program of the desktop gets.
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { isWebPage, openPage } from '../../../electron/node-ports/index.ts';

it('opens-web-pages: a page of the web, and nothing else that the system may start', async () => {
  for (const good of ['https://login.example.org/authorize?state=a', 'http://127.0.0.1:8250/x', 'http://localhost/', 'http://[::1]:1/']) expect([good, isWebPage(good)]).toEqual([good, true]);
  for (const bad of ['http://login.example.org/', 'file:///etc/passwd', 'javascript:alert(1)', 'vscode://x', 'data:text/html,x', 'https://u:p@example.org/', '--version', '', 'example.org']) {
    expect([bad, isWebPage(bad)]).toEqual([bad, false]);
    expect(await openPage(bad, { DISPLAY: ':0', PATH: process.env['PATH'] }, 'linux')).toBe(false);
  }
});

it('hands the address to the program of the desktop, without a key of ours in its environment', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'coffre-open-'));
  onTestFinished(() => { rmSync(folder, { recursive: true, force: true }); });
  const said = join(folder, 'said');
  writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\n{ printf '%s\\n' "$@"; env; } > '${said}'\n`);
  chmodSync(join(folder, 'xdg-open'), 0o755);
  const environment = { PATH: `${folder}:/usr/bin:/bin`, DISPLAY: ':9', SOPS_AGE_KEY: 'canary-key', VAULT_TOKEN: 'canary-token' };
  expect(await openPage('https://login.example.org/?a=$(id)&b', environment, 'linux')).toBe(true);
  const told = readFileSync(said, 'utf8');
  expect(told.split('\n')[0]).toBe('https://login.example.org/?a=$(id)&b');
  expect(told).toContain('DISPLAY=:9');
  expect(told).not.toContain('canary');
});

it('says where nothing can show it', async () => {
  expect(await openPage('https://example.org/', { PATH: '' }, 'linux')).toBe(false);
  expect(await openPage('https://example.org/', { PATH: '/nonexistent', DISPLAY: ':0' }, 'linux')).toBe(false);
});
