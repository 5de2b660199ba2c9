// A change of who can open files, asked by the browser: a page that answers for the person is not heard.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shellWords } from '../../shared/words/index.ts';
import { browserAgree } from '../../electron/host/ports/agree.ts';
import { hasBrowser, launch, type Launched } from './launch.ts';

describe.skipIf(!(await hasBrowser()))('SECURITY(access-is-asked): in the browser', () => {
  let host: Launched;
  beforeAll(async () => { host = await launch(); });
  afterAll(async () => { await host.close(); });
  const change = { place: '~/shop', files: 2, added: ['Anna "A"'], addedCount: 1, newKeys: 0, lockedOut: 0 };

  it('a page that puts its own yes in the place of the question is not asked', async () => {
    const agree = browserAgree(() => host.page, shellWords('en'));
    await host.page.evaluate(() => { window.confirm = () => true; });
    expect(await host.page.evaluate('confirm(1)')).toBe(true);
    // Without a person the host dismisses what is asked.
    expect(await agree(change)).toBe(false);
    const seen: string[] = [];
    host.page.removeAllListeners('dialog');
    host.page.on('dialog', (dialog) => {
      seen.push(`${dialog.type()} ${dialog.message()}`);
      void dialog.accept();
    });
    expect(await agree(change)).toBe(true);
    expect(seen).toEqual(['confirm Change who can open files?\n\n2 files in ~/shop\nLet in: Anna "A"']);
    expect(await browserAgree(() => undefined, shellWords('en'))(change)).toBe(false);
  });
});
