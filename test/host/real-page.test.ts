// The built page under the product's own policy: it works, and it breaks no rule on the way.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { words } from '../../shared/words/both.ts';
import { hasBrowser, launch, type Launched } from './launch.ts';

describe.skipIf(!(await hasBrowser()))('the built page', () => {
  let host: Launched;
  beforeAll(async () => { host = await launch({ env: { LANG: 'en_GB.UTF-8' } }); });
  afterAll(async () => { await host.close(); });

  it('opens the sample project and a file with no violation, no error and no request refused', async () => {
    await host.page.getByRole('button', { name: words('en').start.openSample, exact: true }).click();
    await host.page.getByRole('treeitem').filter({ hasText: /^\.env(?!\.)/ }).click();
    await host.page.getByRole('grid').getByRole('rowheader').first().waitFor();
    expect(host.consoleLines).toEqual([]);
    expect(host.refused).toEqual([]);
  });

  it('is reached by events, and by a reload, as before', async () => {
    await host.page.reload();
    await host.core.openPath(host.home);
    await host.page.getByText(/^home$/).first().waitFor();
    expect(host.consoleLines).toEqual([]);
  });
});
