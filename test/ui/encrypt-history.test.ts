// What git has of a clear file that is encrypted in the window, and the marks for rotation that come of it.
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { hasGit } from '../core/sops/git-repository.ts';
import { hasBrowser } from '../host/launch.ts';
import { clear, encryptPage } from './encrypt-page.ts';

describe.skipIf(!(await hasBrowser()))('encrypting what git has', () => {
  const at = encryptPage();

  it.skipIf(!hasGit)('says what git has of it, marks those values for rotation, and no others where that is not wished', async () => {
    const { app, read } = at();
    const { page } = app;
    await app.openProject({ 'old/.env': clear, 'own.env': clear });
    const git = (...args: readonly string[]): void => { execFileSync('git', args, { cwd: app.project, stdio: 'ignore', env: { PATH: process.env['PATH'], HOME: app.home, GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@invalid', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@invalid', GIT_COMMITTER_DATE: '2026-02-03T04:05:06Z' } }); };
    git('init', '--quiet');
    git('add', 'old/.env', 'own.env');
    git('commit', '--quiet', '--message=x');
    for (const [name, wished] of [['.env', true], ['own.env', false]] as const) {
      await app.treeItem(name).click();
      await page.getByRole('button', { name: 'Encrypt…' }).click();
      await page.getByText('in 1 commit since', { exact: false }).waitFor();
      const mark = page.getByRole('checkbox', { name: /^Mark the secret value for rotation/ });
      expect(await mark.isChecked()).toBe(true);
      const changes = page.getByRole('complementary', { name: 'The result, tried in memory' });
      await changes.getByText('.coffre/rotation.yaml', { exact: false }).waitFor();
      if (!wished) await mark.uncheck();
      await expect.poll(() => changes.getByText('.coffre/rotation.yaml', { exact: false }).count()).toBe(wished ? 1 : 0);
      await page.getByRole('button', { name: 'Encrypt and replace' }).click();
      await page.getByRole('grid', { name: `Keys of ${name}.encrypted` }).waitFor();
      if (wished) await page.getByText('1 value marked for rotation').first().waitFor();
    }
    expect(read('.coffre/rotation.yaml')).toMatch(/- file: old\/\.env\.encrypted\n\s+who: "git history"\n.*\n\s+values:\n\s+- key: DATABASE_PASSWORD\n\s+since: "2026-02-03"\n$/);
  });
});
