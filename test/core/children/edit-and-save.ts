// Child process: the whole line without a window. argv: encrypted file, key, times. Standard input: the new value. Prints nothing of it.
import { readFileSync } from 'node:fs';
import { openCore } from '../../fakes/open-core.ts';

const [path = '', key = ''] = process.argv.slice(2);
const value = readFileSync(0, 'utf8');
const at = openCore({ about: { version: '0.0.0', host: 'in-process', sandboxed: true, systemLanguage: 'en', user: 'tester', platform: 'linux', contentProtection: { works: false, reason: 'not-here' } } });
const { document, shape } = await at.open(path);
const { entry, name } = await at.done('sops.listEntries', { document });
const target = entry[name.indexOf(key)] ?? -1;
// WHY not the one value of a whole file: the core shows it to nobody.
if (shape !== 'whole') await at.done('sops.revealEntry', { document, entry: target, side: 'draft' }, 'window');
const { revision } = await at.done('sops.setEntry', { document, entry: target, value });
const saved = await at.done('sops.saveFile', { document, expectedRevision: revision });
process.stdout.write(`${saved.written ? 'written' : 'not written'}\n`);
await at.close();
