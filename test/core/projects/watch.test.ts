// A list that stays true by itself: every test waits for the event that the window would hear, never for time.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Ports } from '../../../electron/core/ports.ts';
import { nodeClock } from '../../../electron/node-ports/index.ts';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import { replaceFile } from '../../../electron/core/safe-file/index.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import type { Project } from '../../../shared/ipc/projects.ts';
import { context, testRoom, type TestRoom } from './room.ts';

const live = (overrides: Partial<Ports> = {}): TestRoom => testRoom({ clock: nodeClock(), environment: { SOPS_AGE_KEY: identities[0] }, ...overrides });
const made = (...recipient: readonly string[]): Promise<Buffer> => encryptDotenv([['A', 'one']], recipient, new Date('2026-01-02T03:04:05Z'));
async function opened(at: TestRoom, files: Readonly<Record<string, string | Buffer>>, wanted: Readonly<Record<string, string>>): Promise<Project> {
  at.write(files);
  const project = await at.open();
  await at.until(project, wanted);
  return project;
}
const refOf = async (at: TestRoom, project: Project, path: string): Promise<string | undefined> => (await at.rows(project)).find((row) => row.path === path)?.file;

describe('after a scan the list follows', () => {
  it('files that come, change, are renamed and go, with the same refs', async () => {
    const at = live();
    const project = await opened(at, { '.env': 'A=1\n', 'a/x.env': 'A=1\n' }, { 'a/x.env': 'clear-text', '.env': 'clear-text' });
    const ref = await refOf(at, project, '.env');
    at.write({ '.env.new': 'A=1\n', 'a/notes.txt': 'A=1\n' });
    await at.until(project, { 'a/x.env': 'clear-text', '.env': 'clear-text', '.env.new': 'clear-text' });
    at.write({ '.env': await made(recipients[0]), 'a/x.env': await made(recipients[1]) });
    await at.until(project, { 'a/x.env': 'encrypted, no-key', '.env': 'encrypted, opens', '.env.new': 'clear-text' });
    expect(await refOf(at, project, '.env')).toBe(ref);
    renameSync(join(at.root, '.env.new'), join(at.root, '.env.old'));
    await at.until(project, { 'a/x.env': 'encrypted, no-key', '.env': 'encrypted, opens', '.env.old': 'clear-text' });
    unlinkSync(join(at.root, '.env.old'));
    await at.until(project, { 'a/x.env': 'encrypted, no-key', '.env': 'encrypted, opens' });
  });

  it('folders that come whole, are moved, replaced and removed', async () => {
    const at = live();
    const project = await opened(at, { '.env': 'A=1\n' }, { '.env': 'clear-text' });
    at.write({ 'a/b/c/.env': 'A=1\n' });
    await at.until(project, { 'a/b/c/.env': 'clear-text', '.env': 'clear-text' });
    at.write({ 'a/b/c/.env.two': 'A=1\n' });
    await at.until(project, { 'a/b/c/.env': 'clear-text', 'a/b/c/.env.two': 'clear-text', '.env': 'clear-text' });
    renameSync(join(at.root, 'a'), join(at.root, 'z'));
    await at.until(project, { 'z/b/c/.env': 'clear-text', 'z/b/c/.env.two': 'clear-text', '.env': 'clear-text' });
    rmSync(join(at.root, 'z'), { recursive: true });
    mkdirSync(join(at.root, 'z'));
    writeFileSync(join(at.root, 'z/.env'), 'A=1\n');
    await at.until(project, { 'z/.env': 'clear-text', '.env': 'clear-text' });
    at.write({ 'z/.env.more': 'A=1\n' });
    await at.until(project, { 'z/.env': 'clear-text', 'z/.env.more': 'clear-text', '.env': 'clear-text' });
    rmSync(join(at.root, 'z'), { recursive: true });
    await at.until(project, { '.env': 'clear-text' });
    expect(at.ports.fake.logged).toEqual([]);
  });

  it('what git ignores, and rules that change', async () => {
    const at = live();
    const project = await opened(at, { '.gitignore': 'out/\n', '.env': 'A=1\n' }, { '.env': 'clear-text' });
    at.write({ 'out/.env': 'A=1\n', 'node_modules/.env': 'A=1\n', '.sops.yaml': `creation_rules:\n  - path_regex: other\n    age: ${recipients[0]}\n` });
    await at.until(project, { '.env': 'clear-text, no rule', '.sops.yaml': 'rules, 1 rules' });
    at.write({ '.gitignore': '' });
    await at.until(project, { 'out/.env': 'clear-text, no rule', '.env': 'clear-text, no rule', '.sops.yaml': 'rules, 1 rules' });
    at.write({ '.sops.yaml': `creation_rules:\n  - age: ${recipients[0]}\n` });
    await at.until(project, { 'out/.env': 'clear-text', '.env': 'clear-text', '.sops.yaml': 'rules, 1 rules' });
    expect(at.ports.fake.logged).toEqual([]);
  });

  it('the folder itself, which may go', async () => {
    const at = live();
    const project = await opened(at, { '.env': 'A=1\n' }, { '.env': 'clear-text' });
    rmSync(at.root, { recursive: true });
    await at.until(project, {});
    expect(await at.scanned(project)).toBe('failed');
  });

  it('nothing that a pipe, a loop or a strange name could hold up', async () => {
    const at = live();
    const project = await opened(at, { '.env': 'A=1\n' }, { '.env': 'clear-text' });
    execFileSync('mkfifo', [join(at.root, 'pipe.env')]);
    execFileSync('ln', ['-s', 'loop.env', join(at.root, 'loop.env')]);
    execFileSync('ln', ['-s', '..', join(at.root, 'up')]);
    at.write({ 'line\nbreak/.env': 'A=1\n' });
    await at.until(project, { 'line\nbreak/.env': 'clear-text', '.env': 'clear-text', 'loop.env': 'unreadable' });
    expect(at.ports.fake.logged).toEqual([]);
  });
});

describe('what it does not do', () => {
  it('tell of a save by this program: the rows are as before', async () => {
    const at = live();
    const project = await opened(at, { '.env': await made(recipients[0]) }, { '.env': 'encrypted, opens' });
    const before = at.events.length;
    const path = join(at.root, '.env');
    await replaceFile(path, await made(recipients[0], recipients[1]), { before: readFileSync(path), lockFolder: join(at.ports.paths.profile, 'locks') });
    at.write({ '.env.last': 'A=1\n' });
    await at.until(project, { '.env': 'encrypted, opens', '.env.last': 'clear-text' });
    expect(at.touched).toContain(path);
    expect(at.events.slice(before)).toHaveLength(1);
  });

  it('go on after the project was closed, or keep a timer', async () => {
    const at = live();
    const project = await opened(at, { '.env': 'A=1\n' }, { '.env': 'clear-text' });
    await at.handlers.close({ project: project.project }, context);
    const told = at.events.length;
    const other = live();
    const second = await opened(other, { '.env': 'A=1\n' }, { '.env': 'clear-text' });
    at.write({ '.env.late': 'A=1\n' });
    other.write({ '.env.late': 'A=1\n' });
    await other.until(second, { '.env': 'clear-text', '.env.late': 'clear-text' });
    expect(at.events).toHaveLength(told);
    expect(at.touched).toEqual([]);
  });

  it('look at the clock while nothing happens', async () => {
    const at = testRoom();
    at.write({ '.env': 'A=1\n' });
    await at.scanned(await at.open());
    expect(at.ports.fake.clock.waiting()).toBe(0);
  });
});

it('tells of a file that somebody wrote, once the list has it', async () => {
  const at = live();
  const project = await opened(at, { 'a/.env': await made(recipients[0]) }, { 'a/.env': 'encrypted, opens' });
  at.write({ 'a/.env': await made(recipients[1]) });
  await at.until(project, { 'a/.env': 'encrypted, no-key' });
  expect(new Set(at.touched)).toEqual(new Set([join(at.root, 'a/.env')]));
});
