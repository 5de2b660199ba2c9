// The licences of all that ships: packages by the modules that went into the bundles, what runs beside them, fonts and icons. Must never pass over a part without a text, nor over a licence that nobody has looked at.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Licence } from '../shared/text/index.ts';
import { root } from './root.ts';

/** Those that let us ship a part in a program under Apache-2.0, with its text and nothing else. */
const accepted: ReadonlySet<string> = new Set(['0BSD', 'Apache-2.0', 'BSD-3-Clause', 'ISC', 'MIT', 'OFL-1.1']);
/** Packages whose archive holds no text, and one by the same author under the same licence whose text it is. */
const borrowedFrom: ReadonlyMap<string, string> = new Map([['react-remove-scroll-bar', 'react-remove-scroll']]);
const textFile = /^(?:licen[cs]e|notice|copying|copyright)/i;
const modules = '/node_modules/';

type Facts = Readonly<Record<'name' | 'version' | 'license', string>>;

function factsOf(folder: string): Facts {
  const parsed: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const field = (name: string): string => {
    const value: unknown = typeof parsed === 'object' && parsed !== null ? Object.entries(parsed).find(([key]) => key === name)?.[1] : undefined;
    return typeof value === 'string' ? value : '';
  };
  return { name: field('name'), version: field('version'), license: field('license') };
}

const textsIn = (folder: string): string => readdirSync(folder).filter((name) => textFile.test(name)).toSorted().map((name) => readFileSync(join(folder, name), 'utf8').trim()).join('\n\n');

/** The licence of the package in `folder`. Throws if it has no text, or one that is not on the list. */
export function licenceOf(folder: string, kind: Licence['kind'] = 'package'): Licence {
  const { name, version, license: id } = factsOf(folder);
  if (!accepted.has(id)) throw new Error(`${name} is under ${id === '' ? 'no licence that it names' : id}: see whether we may ship it, and add that to build/licences.ts`);
  const own = textsIn(folder);
  const from = own === '' ? borrowedFrom.get(name) : undefined;
  const text = from === undefined ? own : textsIn(join(folder.slice(0, folder.lastIndexOf(modules) + modules.length), from));
  if (text === '') throw new Error(`${name} holds no text of its licence: find it, and say in build/licences.ts where it is`);
  return { name, version, id, kind, borrowed: from ?? '', text };
}

/** The folder of the package that a module belongs to; undefined for one of ours. */
export function packageOf(module: string): string | undefined {
  const path = module.replaceAll('\\', '/').replace(/^\0/, '').replace(/\?.*$/, '');
  const begin = path.lastIndexOf(modules);
  if (begin < 0) return undefined;
  const [first = '', second = ''] = path.slice(begin + modules.length).split('/');
  return path.slice(0, begin + modules.length) + (first.startsWith('@') ? `${first}/${second}` : first);
}

const ofText = (name: string, id: string, kind: Licence['kind'], path: string): Licence => ({ name, version: '', id, kind, borrowed: '', text: readFileSync(join(root, path), 'utf8').trim() });

/** Coffre itself, and what lies in the checkout. */
function ownParts(): readonly Licence[] {
  const { version, license } = factsOf(root);
  return [
    { ...ofText('Coffre', license, 'program', 'LICENSE'), version },
    ofText('IBM Plex Mono', 'OFL-1.1', 'font', 'renderer/styles/fonts/OFL-IBM-Plex-Mono.txt'),
    ofText('IBM Plex Sans', 'OFL-1.1', 'font', 'renderer/styles/fonts/OFL-IBM-Plex-Sans.txt'),
    ofText('Lucide', 'ISC', 'icons', 'renderer/components/icons-LICENSE.txt'),
  ];
}

/** What is not in a bundle and ships all the same: Electron, and the keyring with its native part for this machine. */
function besideThem(): readonly Licence[] {
  const installed = join(root, 'node_modules');
  const keyrings = readdirSync(join(installed, '@napi-rs')).filter((name) => /^keyring(?:-|$)/.test(name)).map((name) => `@napi-rs/${name}`);
  return [licenceOf(join(installed, 'electron'), 'runtime'), ...keyrings.map((name) => licenceOf(join(installed, name)))];
}

/** Every part, Coffre first, the others by name. `ids`: of all modules in all bundles. */
export function shippedLicences(ids: Iterable<string>): readonly Licence[] {
  const folders = new Set([...ids].map(packageOf).filter((folder) => folder !== undefined));
  const [self, ...checkout] = ownParts();
  if (self === undefined) throw new Error('Coffre has no licence');
  const parts = [...checkout, ...besideThem(), ...[...folders].filter((folder) => existsSync(join(folder, 'package.json'))).map((folder) => licenceOf(folder))];
  const once = new Map(parts.map((part) => [`${part.name} ${part.version}`, part]));
  return [self, ...[...once.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en', { numeric: true }))];
}
