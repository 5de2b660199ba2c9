// The encrypted files of a folder and the rules in it, as the list of a project has them. Reads names and beginnings of files, and runs nothing.
import { scan } from '../projects/index.ts';
import { Refusal } from '../refusal.ts';

/** Files of a folder and everything below. Refusal: `cancelled`. */
export async function filesOf(root: string, signal: AbortSignal): Promise<{ readonly encrypted: readonly string[]; readonly rules: readonly string[] }> {
  const encrypted: string[] = [];
  const rules: string[] = [];
  await scan(root, {
    entered: () => undefined, found: () => undefined, cancelled: () => signal.aborted,
    folderDone({ files }) {
      for (const { path, state } of files) {
        if (state === 'encrypted') encrypted.push(path);
        if (state === 'rules') rules.push(path);
      }
    },
  });
  if (signal.aborted) throw new Refusal('cancelled');
  return { encrypted: encrypted.toSorted(), rules: rules.toSorted() };
}
