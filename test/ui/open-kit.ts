// The page of parts, for specs. It is reached as a developer reaches it: by the end of the address.
import type { AppPage } from './app-page.ts';

/** Shows the page of parts, in English. */
export async function openKit({ page }: Pick<AppPage, 'page'>): Promise<void> {
  await page.evaluate(() => { location.hash = '#kit'; });
  await page.reload();
  await page.getByRole('heading', { name: 'Kit of parts' }).waitFor();
}
