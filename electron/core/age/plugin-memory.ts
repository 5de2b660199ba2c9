// Which plugins the person agreed to, by name and by the program that it was: a small file in the profile folder. No secret; what cannot be read counts as nothing.
import { join } from 'node:path';
import * as v from 'valibot';
import { readFile } from '../read-again.ts';
import { writeOwnFile } from '../safe-file/index.ts';
import type { PluginMemory } from './plugins.ts';

const stored = v.object({ version: v.literal(1), plugins: v.array(v.strictObject({ name: v.string(), path: v.string() })) });
type Known = v.InferOutput<typeof stored>['plugins'];

/** `folder`: the profile's. */
export function createPluginMemory(folder: string): PluginMemory {
  const file = join(folder, 'plugins.json');
  async function read(): Promise<Known> {
    try {
      return v.parse(stored, JSON.parse((await readFile(file)).toString('utf8'))).plugins;
    } catch {
      // Not there, or not ours: then the person is asked again.
      return [];
    }
  }
  return {
    knows: async (name, path) => (await read()).some((one) => one.name === name && one.path === path),
    async remember(name, path) {
      const others = (await read()).filter((one) => one.name !== name);
      await writeOwnFile(file, Buffer.from(JSON.stringify({ version: 1, plugins: [...others, { name, path }] })));
    },
  };
}
