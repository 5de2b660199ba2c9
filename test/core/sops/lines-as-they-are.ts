// The lines of a parsed file as they stand, for an emission without changes.
import type { Line } from '../../../electron/core/sops/formats/format.ts';
import { linesOf, type ParsedFile } from '../../../electron/core/sops/tree.ts';

export const linesAsTheyAre = ({ branches }: ParsedFile): Promise<Line[]> => linesOf(branches);
