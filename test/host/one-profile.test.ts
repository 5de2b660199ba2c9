// One profile and everything that may write to it at once: the real window, what the agent of the session let in, two command lines, and others that are killed in the middle. What was acknowledged is there at the end, once.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createProfile } from '../../electron/core/profile/index.ts';
import { nodeAgent } from '../../electron/node-ports/index.ts';
import { actPorts, noParking } from '../core/profile/acts.ts';
import { answerOf, builtCli, type CliAnswer } from '../fakes/cli.ts';
import { hasBrowser, launch, type Launched } from './launch.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
/** Records of each, two by two: one identity comes, the one before it goes. */
const count = deep ? 1000 : 12;
const pairs = count / 2;
const passphrase = 'canary-one-profile-8d11';
const child = fileURLToPath(new URL('../core/children/write-with-agent.ts', import.meta.url));

describe.skipIf(!(await hasBrowser()))('one profile', () => {
  it(`window, agent and two command lines write ${String(count)} records each, and others are killed in between: nothing that was acknowledged is lost`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coffre-one-profile-'));
    const [home, runtime, profile] = [join(folder, 'home'), join(folder, 'run'), join(folder, 'profile')];
    for (const each of [home, runtime]) mkdirSync(each, { mode: 0o700 });
    const env = { PATH: process.env['PATH'] ?? '', HOME: home, COFFRE_HOME: profile, XDG_RUNTIME_DIR: runtime, LANG: 'en_US.UTF-8' };
    const start = (args: readonly string[], input = '') => {
      const coffre = spawn(process.execPath, [builtCli, ...args], { cwd: home, env, stdio: ['pipe', 'pipe', 'pipe'] });
      coffre.stdin.on('error', () => undefined);
      coffre.stdin.end(input);
      return coffre;
    };
    const run = (args: readonly string[], input?: string): Promise<CliAnswer> => answerOf(start(args, input));
    let opened: Launched | undefined;
    onTestFinished(async () => {
      await opened?.close();
      await run(['profile', 'lock']);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    });
    expect((await run(['profile', 'init'], `${passphrase}\n`)).status).toBe(0);
    expect((await run(['profile', 'unlock', '--minutes', '300'], passphrase)).status).toBe(0);
    const app = await launch({ home, env: { COFFRE_HOME: profile, XDG_RUNTIME_DIR: runtime } });
    opened = app;
    // The agent opens it: nothing is asked.
    await app.page.getByRole('button', { name: 'Open a folder' }).first().waitFor();

    async function byWindow(): Promise<void> {
      const said = await app.page.evaluate(async (last) => {
        const bridge = window.bridge as unknown as { call(call: string, input: object): Promise<{ readonly ok: boolean; readonly value?: { readonly identity: string }; readonly error?: { readonly code: string } }> };
        let before: string | undefined;
        for (let at = 1; at <= last; at += 1) {
          const made = await bridge.call('profile.generateIdentity', { name: `window ${String(at)}` });
          if (!made.ok) return `making ${String(at)}: ${made.error?.code ?? ''}`;
          const gone = before === undefined ? undefined : await bridge.call('profile.removeIdentity', { identity: before });
          if (gone?.ok === false) return `removing before ${String(at)}: ${gone.error?.code ?? ''}`;
          before = made.value?.identity;
        }
        return '';
      }, pairs);
      expect(said).toBe('');
    }
    async function byCli(name: string): Promise<void> {
      for (let at = 1; at <= pairs; at += 1) {
        expect(await run(['keys', 'generate', `${name} ${String(at)}`])).toMatchObject({ status: 0 });
        if (at > 1) expect(await run(['keys', 'remove', `${name} ${String(at - 1)}`, '--force'])).toMatchObject({ status: 0 });
      }
    }
    function byAgent(name: string, killAfterMs?: number): Promise<readonly string[]> {
      const writing = spawn(process.execPath, [child, JSON.stringify({ folder, profile, name, count })], { env, stdio: ['ignore', 'pipe', 'inherit'] });
      let printed = '';
      writing.stdout.on('data', (chunk: Buffer) => {
        // WHY from the first line on: how long a process takes to start says nothing.
        if (printed === '' && killAfterMs !== undefined) setTimeout(() => { writing.kill('SIGKILL'); }, killAfterMs);
        printed += chunk.toString('utf8');
      });
      return new Promise((resolve, reject) => {
        writing.once('error', reject);
        writing.once('close', () => { resolve(printed.split('\n').slice(0, -1)); });
      });
    }
    /** Command lines that are killed at any moment of their lives; answers with those that had acknowledged. */
    let over = false;
    async function killed(): Promise<readonly string[]> {
      const told: string[] = [];
      for (let at = 1; !over && at <= 100; at += 1) {
        const name = `killed ${String(at)}`;
        const coffre = start(['keys', 'generate', name]);
        const timer = setTimeout(() => { coffre.kill('SIGKILL'); }, 150 + (at * 137) % 700);
        if ((await answerOf(coffre)).stdout.endsWith('\n')) told.push(name);
        clearTimeout(timer);
      }
      return told;
    }
    const killing = killed();
    const [agent, cut] = await Promise.all([byAgent('agent'), byAgent('cut', 40), byWindow(), byCli('one'), byCli('two')]);
    over = true;
    const told = await killing;
    expect(agent.length).toBe(count);

    const { stdout } = await run(['keys', 'list', '--json']);
    const names = (JSON.parse(stdout) as { readonly value: { readonly identities: readonly { readonly name: string }[] } }).value.identities.map(({ name }) => name);
    expect(names.filter((name) => !name.startsWith('killed')).toSorted()).toEqual([`one ${String(pairs)}`, `two ${String(pairs)}`, `window ${String(pairs)}`]);
    expect(told.filter((name) => names.filter((known) => known === name).length !== 1)).toEqual([]);
    const ports = actPorts(folder);
    const room = createProfile({ ports: { ...ports, agent: nodeAgent(env), paths: { ...ports.paths, profile } }, emit: () => undefined, parking: noParking });
    await room.handlers.unlockWithAgent({}, { role: 'cli', requestId: 'test', about: () => undefined, record: () => Promise.resolve() });
    expect((await room.store().survey()).damaged).toEqual([]);
    for (const name of [...agent, ...cut]) expect((await room.store().read(name))?.exposeBytes().toString('utf8')).toBe(`canary-${name}`);
    await room.dispose();
  }, deep ? 4 * 3_600_000 : 180_000);
});
