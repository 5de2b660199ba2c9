// Vain accesses by digest of who and what, as one small file. Must never hold a name.
import * as v from 'valibot';
import type { Boot } from '../ports.ts';
import { writeOwnFile } from '../safe-file/index.ts';
import { keptTry, standingOf, tryNow, type Try, type TryLimits } from './counting.ts';
import { readKeptJson } from './kept-json.ts';

const kept = v.strictObject({
  version: v.literal(1),
  /** Tries that bar everything: somebody had damaged the file. */
  everything: v.array(keptTry),
  accesses: v.record(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)), v.array(keptTry)),
});
export type Kept = v.InferOutput<typeof kept>;
/** Far more than anybody is refused in a quarter of an hour; the ones that waited longest go first. */
const mostAccesses = 2000;

const none: Kept = { version: 1, everything: [], accesses: {} };

export const readKept = async (file: string): Promise<Kept | 'damaged'> => (await readKeptJson(file, kept)) ?? none;

/** WHY everything: whoever damages the file must not win an access by it. It ends like every other wait. */
export const barred = ({ allowed }: TryLimits, boot: Boot): Kept => ({ ...none, everything: Array.from({ length: allowed }, (): Try => tryNow(boot)) });

/** Without what counts no more. */
export async function writeKept(file: string, { everything, accesses }: Kept, limits: TryLimits, boot: Boot): Promise<void> {
  const counting = (tries: readonly Try[]): Try[] => [...standingOf(tries, limits, boot).tries];
  const left = Object.entries(accesses).map(([access, tries]) => [access, counting(tries)] as const).filter(([, tries]) => tries.length > 0).slice(-mostAccesses);
  await writeOwnFile(file, Buffer.from(`${JSON.stringify({ version: 1, everything: counting(everything), accesses: Object.fromEntries(left) } satisfies Kept)}\n`));
}
