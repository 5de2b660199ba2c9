// Opening folders in every way there is, and the refs that a page gets for them.
import { chmodSync, mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { fileRef, folderRef, projectRef } from '../../../shared/ipc/values.ts';
import { noFileDialogs } from '../../fakes/dialogs.ts';
import { runScan } from '../../fakes/run-scan.ts';
import { refusalOf } from '../safe-file/folder.ts';
import { context, testRoom } from './room.ts';

type Room = ReturnType<typeof testRoom>;
const call = <T>(run: () => T | Promise<T>): Promise<T> => Promise.resolve().then(run);
const choose = (at: Room) => call(() => at.handlers.chooseFolder({}, context));
const browse = (at: Room, folder?: string) => call(() => at.handlers.browseFolders(folder === undefined ? {} : { folder }, context));
const drop = (at: Room, ...paths: string[]) => call(() => at.handlers.openDropped({ paths }, { ...context, role: 'drop' }));
const noDialog = { dialogs: { ...noFileDialogs, chooseFolderAbility: { works: false, reason: 'no-program' }, chooseFolder: () => Promise.resolve(undefined) } } as const;

describe('a folder is opened', () => {
  it('by the dialog, once, shown from home on', async () => {
    const at = testRoom();
    at.ports.fake.chosenFolders.push(at.root, at.root);
    const { project } = await choose(at);
    expect(project).toEqual({ project: project?.project, name: 'shop', path: '~/shop', sample: false });
    expect((await choose(at)).project).toEqual(project);
    expect(await at.handlers.list({}, context)).toEqual([project]);
  });

  it('not if the person cancelled, nor by two dialogs at once', async () => {
    let answer = (_path: string | undefined): void => undefined;
    const waiting = new Promise<string | undefined>((resolve) => {
      answer = resolve;
    });
    const at = testRoom({ dialogs: { ...noFileDialogs, chooseFolderAbility: { works: true, reason: '' }, chooseFolder: () => waiting } });
    const first = choose(at);
    expect(await refusalOf(choose(at))).toBe('dialog-busy');
    answer(undefined);
    expect(await first).toEqual({});
    expect(await choose(at)).toEqual({});
  });

  it('again after a dialog that failed', async () => {
    let times = 0;
    const at = testRoom({ dialogs: { ...noFileDialogs, chooseFolderAbility: { works: true, reason: '' }, chooseFolder: () => (times++ === 0 ? Promise.reject(new Error('the dialog broke')) : Promise.resolve(undefined)) } });
    await expect(choose(at)).rejects.toThrow('broke');
    expect(await choose(at)).toEqual({});
  });

  it('refused where there is no dialog program', async () => {
    await expect(choose(testRoom(noDialog))).rejects.toMatchObject({ code: 'no-dialog', data: { reason: 'no-program' } });
  });

  it('by dropping: each folder once, nothing else', async () => {
    const at = testRoom();
    at.write({ 'a/x': '', 'b/x': '', 'file.env': 'A=1\n' });
    const opened = await drop(at, join(at.root, 'a'), join(at.root, 'a'), join(at.root, 'file.env'), join(at.root, 'b'), '');
    expect(opened.map(({ path }) => path)).toEqual(['~/shop/a', '~/shop/b']);
    expect(await refusalOf(drop(at))).toBe('nothing-dropped');
    expect(await refusalOf(drop(at, ''))).toBe('nothing-dropped');
    expect(await refusalOf(drop(at, join(at.root, 'file.env')))).toBe('not-a-folder');
    expect(await refusalOf(drop(at, join(at.root, 'none')))).toBe('folder-not-found');
  });

  it('by a second start: a folder, or the folder of a file; the window is told', async () => {
    const at = testRoom();
    at.write({ 'a/.env': 'A=1\n' });
    const project = await at.room.openPath(join(at.root, 'a/.env'));
    expect(project.path).toBe('~/shop/a');
    expect(at.events).toContainEqual({ name: 'projects.opened', payload: { project } });
    expect((await at.room.openPath(at.root)).path).toBe('~/shop');
    expect(await refusalOf(at.room.openPath(join(at.root, 'none')))).toBe('folder-not-found');
  });

  it('under its real path, through links', async () => {
    const at = testRoom();
    symlinkSync(at.root, join(at.ports.paths.userHome, 'link'));
    expect(await at.open(join(at.ports.paths.userHome, 'link'))).toEqual(await at.open());
  });

  it.each([['none', 'folder-not-found'], ['file', 'not-a-folder'], ['file/below', 'not-a-folder'], ['loop', 'symlink-loop'], ['dangling', 'folder-not-found'], ['nul\0', 'folder-not-found'], ['x'.repeat(5000), 'folder-not-found']])('refused for %j with a reason', async (name, code) => {
    const at = testRoom();
    at.write({ file: '' });
    symlinkSync('loop', join(at.root, 'loop'));
    symlinkSync('nowhere', join(at.root, 'dangling'));
    expect(await refusalOf(at.open(`${at.root}/${name}`))).toBe(code);
    expect(at.handlers.list({}, context)).toEqual([]);
  });

  it('refused if it may not be read', async () => {
    const answer = await runScan((root) => {
      chmodSync(root, 0o300);
    });
    expect(answer).toEqual({ scan: 'folder-unreadable', states: {} });
  });
});

describe('where there is no dialog', () => {
  it('no-path-from-page: the list in the window is refused where the dialog works', async () => {
    const at = testRoom();
    expect(await refusalOf(browse(at))).toBe('use-the-dialog');
    expect(await refusalOf(call(() => at.handlers.openFolder({ folder: 'A'.repeat(22) }, context)))).toBe('use-the-dialog');
  });

  it('walks down and up by refs, folders only, hidden ones last', async () => {
    const at = testRoom(noDialog);
    at.write({ 'a10/x': '', 'a2/x': '', '.hidden/x': '', 'file': '' });
    symlinkSync('a2', join(at.root, 'linked'));
    const home = await browse(at);
    expect(home.path).toBe('~');
    expect(home.folders.map(({ name }) => name)).toEqual(['shop']);
    const shop = await browse(at, home.folders[0]?.folder);
    expect(shop.path).toBe('~/shop');
    expect(shop.folders.map(({ name }) => name)).toEqual(['a2', 'a10', 'linked', '.hidden']);
    expect(shop.parent).toBe(home.folder);
    const { project } = await call(() => at.handlers.openFolder({ folder: shop.folders[0]?.folder ?? '' }, context));
    expect(project.path).toBe('~/shop/a2');
    let top = await browse(at, home.parent);
    while (top.parent !== undefined) top = await browse(at, top.parent);
    expect(top.path).toBe('/');
  });

  it('refuses refs of folders that went away, and shows at most 1,000', async () => {
    const at = testRoom(noDialog);
    for (let n = 0; n < 1100; n += 1) mkdirSync(join(at.root, `d${String(n)}`));
    const home = await browse(at);
    const shop = home.folders[0]?.folder ?? '';
    expect((await browse(at, shop)).folders).toHaveLength(1000);
    rmSync(at.root, { recursive: true });
    expect(await refusalOf(browse(at, shop))).toBe('folder-not-found');
  });
});

describe('refs', () => {
  it('opaque-refs: fit the contract, tell nothing, and are never taken for one another', async () => {
    const at = testRoom(noDialog);
    at.write({ '.env': 'A=1\n', 'b/.env': 'A=1\n' });
    const project = await at.open();
    const [first, second] = await at.rows(project);
    const folder = (await browse(at)).folder;
    const refs = [project.project, first?.file ?? '', second?.file ?? '', folder];
    expect(new Set(refs).size).toBe(4);
    expect([v.is(projectRef, refs[0]), v.is(fileRef, refs[1]), v.is(fileRef, refs[2]), v.is(folderRef, refs[3])]).toEqual([true, true, true, true]);
    for (const ref of refs) expect(Buffer.from(ref, 'base64url')).toHaveLength(16);
    expect(at.room.resolveFile(first?.file ?? '')).toEqual({ path: join(at.root, 'b/.env'), label: '~/shop/b/.env', root: at.root });
    for (const forged of [project.project, folder, 'A'.repeat(22), join(at.root, '.env'), '../.env', '', '__proto__']) expect(at.room.resolveFile(forged)).toBeUndefined();
    for (const forged of [first?.file ?? '', 'A'.repeat(22), at.root]) expect(await refusalOf(browse(at, forged))).toBe('folder-not-found');
    for (const run of [at.handlers.rescan, at.handlers.cancelScan, at.handlers.close]) expect(await refusalOf(call(async () => run({ project: first?.file ?? '' }, context)))).toBe('project-not-found');
    expect(await refusalOf(call(() => at.handlers.listFiles({ project: folder, offset: 0 }, context)))).toBe('project-not-found');
  });

  it('differ from run to run', async () => {
    const one = testRoom();
    const two = testRoom();
    one.write({ '.env': 'A=1\n' });
    expect((await one.open()).project).not.toBe((await two.open(one.root)).project);
  });

  it('closed-project-closed: end with the last project that holds the file, and come back with it', async () => {
    const at = testRoom();
    at.write({ 'a/.env': 'A=1\n' });
    const outer = await at.open();
    const inner = await at.open(join(at.root, 'a'));
    const [row] = await at.rows(outer);
    const ref = row?.file ?? '';
    expect((await at.rows(inner))[0]?.file).toBe(ref);
    await at.handlers.close({ project: outer.project }, context);
    expect(at.room.resolveFile(ref)).toBeDefined();
    await at.handlers.close({ project: inner.project }, context);
    expect(at.room.resolveFile(ref)).toBeUndefined();
    const again = await at.open();
    expect(again.project).toBe(outer.project);
    expect((await at.rows(again))[0]?.file).toBe(ref);
    expect(at.room.resolveFile(ref)).toBeDefined();
  });

  it('a file named at the command line needs no project', async () => {
    const at = testRoom();
    at.write({ '.env': 'A=1\n' });
    const { file } = await call(() => at.handlers.refFile({ path: join(at.root, '.env') }, context));
    expect(at.room.resolveFile(file)).toEqual({ path: join(at.root, '.env'), label: '~/shop/.env' });
    for (const name of ['none', '.env/below', 'nul\0', 'x'.repeat(300)]) expect(await refusalOf(call(() => at.handlers.refFile({ path: join(at.root, name) }, context)))).toBe('file-not-found');
  });
});

describe('closing', () => {
  it('is refused while a file of the project has unsaved changes, also one behind a link', async () => {
    const at = testRoom();
    const outside = join(at.ports.paths.userHome, 'outside.env');
    writeFileSync(outside, 'A=1\n');
    symlinkSync(outside, join(at.root, 'linked.env'));
    at.write({ '.env': 'A=1\n', 'b/.env': 'A=1\n' });
    const project = await at.open();
    const other = await at.open(join(at.root, 'b'));
    for (const { file } of await at.rows(project)) at.room.resolveFile(file);
    at.unsaved.add(realpathSync(outside));
    await expect(call(() => at.handlers.close({ project: project.project }, context))).rejects.toMatchObject({ code: 'unsaved-changes', data: { files: 1 } });
    expect(at.handlers.list({}, context)).toHaveLength(2);
    await at.handlers.close({ project: other.project }, context);
    at.unsaved.clear();
    await at.handlers.close({ project: project.project }, context);
    expect(at.handlers.list({}, context)).toEqual([]);
  });

  it('ends its scan', async () => {
    const at = testRoom();
    at.write(Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`d${String(n)}/.env`, 'A=1\n'])));
    const project = await at.open();
    await at.handlers.close({ project: project.project }, context);
    expect(at.events.at(-1)).toMatchObject({ name: 'projects.scanProgressed', payload: { running: false } });
  });
});
