// Licences of what ships: a package without a text, or under a licence that nobody has looked at, fails the build; everything that went into a bundle is found.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { licenceOf, packageOf, shippedLicences } from '../../build/licences.ts';
import { root } from '../../build/root.ts';

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'coffre-licences-')); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });
function made(name: string, license: unknown, files: Readonly<Record<string, string>>): string {
  const path = join(folder, 'node_modules', name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name, version: '1.2.3', license }));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

describe('a package', () => {
  test('is told with its texts, whatever their files are called', () => {
    expect(licenceOf(made('one', 'MIT', { 'licence.md': 'the words\n', 'NOTICE.txt': 'and these\n', 'README.md': 'not these' }))).toEqual({ name: 'one', version: '1.2.3', id: 'MIT', kind: 'package', borrowed: '', text: 'and these\n\nthe words' });
  });

  test('without a text, or under a licence that is not on the list, stops the build and says which', () => {
    expect(() => licenceOf(made('textless', 'MIT', {}))).toThrow(/^textless holds no text/);
    for (const license of ['GPL-3.0-only', '(MIT OR GPL-2.0)', 'UNLICENSED', { type: 'MIT' }, undefined]) expect(() => licenceOf(made('other', license, { LICENSE: 'words' })), JSON.stringify(license)).toThrow(/^other is under /);
  });

  test('whose archive holds no text shows that of another one by the same author, and says so; no other package may', () => {
    made('react-remove-scroll', 'MIT', { LICENSE: 'Copyright (c) the author' });
    expect(licenceOf(made('react-remove-scroll-bar', 'MIT', {}))).toMatchObject({ borrowed: 'react-remove-scroll', text: 'Copyright (c) the author' });
    expect(licenceOf(made('react-remove-scroll-bar', 'MIT', { LICENSE: 'its own' }))).toMatchObject({ borrowed: '', text: 'its own' });
  });

  test('is known by any of its modules', () => {
    for (const [module, name] of [
      ['/a/node_modules/react/index.js', '/a/node_modules/react'], ['/a/node_modules/@x/y/deep/z.js', '/a/node_modules/@x/y'], ['\0/a/node_modules/react/index.js?commonjs-module', '/a/node_modules/react'],
      ['/a/node_modules/@x/y/node_modules/@z/w/i.js', '/a/node_modules/@x/y/node_modules/@z/w'], ['C:\\a\\node_modules\\yaml\\index.js', 'C:/a/node_modules/yaml'],
    ] as const) expect(packageOf(module), module).toBe(name);
    for (const module of ['/a/renderer/app.tsx', '\0rolldown/runtime.js', '/a/my_node_modules/x.js']) expect(packageOf(module), module).toBeUndefined();
  });
});

test('Coffre comes first, then fonts, icons, what it runs in, its native part, and each package once for each version', () => {
  const inRoot = (path: string): string => join(root, 'node_modules', path);
  const all = shippedLicences([inRoot('react/index.js'), inRoot('react/jsx-runtime.js'), inRoot('yaml/dist/index.js'), join(root, 'renderer/app.tsx')]);
  expect(all[0]).toMatchObject({ name: 'Coffre', id: 'Apache-2.0', kind: 'program', text: readFileSync(join(root, 'LICENSE'), 'utf8').trim() });
  const names = all.map(({ name }) => name);
  for (const name of ['IBM Plex Mono', 'IBM Plex Sans', 'Lucide', 'electron', '@napi-rs/keyring', 'react', 'yaml']) expect(names.filter((one) => one === name), name).toHaveLength(1);
  for (const { name, text, id } of all) expect([name, text.length > 100, id !== ''], name).toEqual([name, true, true]);
});
