// The Vault room in the real window over a real Vault: how soon the first level is there, beside the server's own answers, and how a tree of a hundred thousand names scrolls. Bars are absolute, on an idle machine with two cores.
import { Agent, request } from 'node:http';
import { hasBrowser, launch } from '../host/launch.ts';
import { begin, vaultPage } from '../ui/vault-page.ts';
import { hasVault, startVault, type VaultServer } from '../servers/vault-server.ts';
import { median, timed, type Row } from './measure.ts';
import { againstBar, p95 } from './window.ts';

const many = 100_000;
const rounds = 9;

function send(agent: Agent, vault: VaultServer, method: string, path: string, body = ''): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request({ agent, host: '127.0.0.1', port: vault.port, method, path: `/v1/${path}`, headers: { 'x-vault-token': vault.root, 'content-length': String(body.length) } }, (answer) => { answer.resume().on('end', () => { resolve(); }); });
    asked.once('error', reject);
    asked.end(body);
  });
}
/** WHY without versions: half of the work, and the names are the same. */
async function fill(agent: Agent, vault: VaultServer, mount: string): Promise<void> {
  let next = 0;
  await Promise.all(Array.from({ length: 32 }, async () => {
    while (next < many) {
      next += 1;
      await send(agent, vault, 'POST', `${mount}/many/service-${String(next).padStart(6, '0')}-environment`, '{"A":"x"}');
    }
  }));
}

export async function vaultRoomRows(): Promise<readonly Row[]> {
  if (!hasVault() || !(await hasBrowser())) return [];
  const vault = await startVault();
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const app = await launch();
  try {
    const kv = await vault.mount(1);
    await fill(agent, vault, kv);
    const { page } = app;
    const ask = async (call: string, input: unknown): Promise<void> => { await app.core.router.handle(JSON.stringify({ call: `profile.${call}`, input }), { role: 'window', url: 'https://coffre.invalid/', isMainFrame: true }); };
    await begin({ now: () => page, opened: () => page.getByRole('button', { name: 'Open a folder' }).first().waitFor(), ask: ask as never });
    const room = vaultPage({ now: () => page });
    await room.connect('many', vault.address, vault.root);
    const firsts: number[] = [];
    const answers: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await page.keyboard.press('Control+1');
      await page.getByRole('button', { name: 'Open a folder' }).first().waitFor();
      await room.enter();
      await page.getByRole('button', { name: /^many/ }).or(page.getByRole('option', { name: /^many/ })).or(page.getByText('many', { exact: true })).first().click();
      await page.getByRole('button', { name: 'Show its secrets' }).waitFor();
      answers.push(await timed(() => send(agent, vault, 'GET', 'sys/internal/ui/mounts')));
      firsts.push(await page.evaluate(async () => {
        const button = [...document.querySelectorAll('button')].find((one) => one.textContent.includes('Show its secrets'));
        const from = performance.now();
        button?.click();
        while (document.querySelector('[role="treeitem"]') === null) await new Promise<void>((resolve) => { requestAnimationFrame(() => { resolve(); }); });
        return performance.now() - from;
      }));
    }
    await room.unfold(kv);
    await room.unfold('many');
    await page.getByRole('treeitem', { name: /^service-000001/ }).waitFor({ timeout: 120_000 });
    /** The p95 of the least disturbed of five series: of frames in which the tree scrolls, or in which nothing happens. */
    async function frames(scrolls: boolean): Promise<number> {
      const found: number[] = [];
      for (let series = 0; series < 5; series += 1) {
        const gaps = await page.evaluate(async (moves) => {
          const scroller = document.querySelector('[role="tree"]')?.parentElement;
          if (scroller) scroller.scrollTop = 0;
          const times: number[] = [];
          let last = performance.now();
          for (let frame = 0; frame < 200; frame += 1) {
            if (scroller && moves) scroller.scrollTop += frame % 100 === 99 ? 200_000 : 120;
            await new Promise<void>((resolve) => { requestAnimationFrame(() => { resolve(); }); });
            const now = performance.now();
            times.push(now - last);
            last = now;
          }
          if (moves && (scroller?.scrollTop ?? 0) < 100_000) throw new Error('nothing scrolled');
          return times;
        }, scrolls);
        found.push(p95(gaps.slice(20)));
      }
      return Math.min(...found);
    }
    const scrolled = await frames(true);
    const idle = await frames(false);
    return [
      againstBar('the first level of a Vault in the window, beyond the server’s answer', Math.max(0, median(firsts.slice(1)) - median(answers.slice(1))), 150),
      againstBar(`scrolling a tree of ${many.toLocaleString('en')} names, p95 of frames`, scrolled, 20),
      { what: 'the same, beside frames of this window in which nothing moves', ours: scrolled, peer: idle, peerIs: 'nothing', ratio: scrolled / idle, bar: 1.2 },
    ];
  } finally {
    agent.destroy();
    await app.close();
    await vault.end();
  }
}
