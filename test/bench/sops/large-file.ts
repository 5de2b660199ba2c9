// Large encrypted files of every format, for measuring.
import { createAgeKeySource } from '../../../electron/core/sops/key-sources/age/index.ts';
import { loadFormat } from '../../../electron/core/sops/choose-format.ts';
import { encryptFile } from '../../../electron/core/sops/encrypt-file.ts';
import type { Format, Line } from '../../../electron/core/sops/formats/format.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import type { FakePorts } from '../../fakes/ports.ts';

export type Kind = Exclude<Format['id'], 'binary'>;
/** In one branch: all at the top, or in INI all in one section. It is what sops is slowest at, too. */
function linesFor(kind: Kind, count: number): Line[] {
  const depth = kind === 'ini' ? 1 : 0;
  const lines: Line[] = kind === 'ini' ? [{ kind: 'branch', old: undefined, depth: 0, key: 'services' }] : [];
  for (let at = 0; at < count; at += 1) lines.push({ kind: 'item', old: undefined, depth, key: `SERVICE_${String(at)}_TOKEN`, type: 'str', text: `canary-${String(at)}-0123456789abcdef` });
  return lines;
}

export const ageSource = (ports: FakePorts): ReturnType<typeof createAgeKeySource> => createAgeKeySource({ ...ports, environment: { SOPS_AGE_KEY: identities[0] } });

export async function largeFile(kind: Kind, count: number, ports: FakePorts): Promise<{ readonly format: Format; readonly bytes: Buffer }> {
  const format = await loadFormat(kind);
  const bytes = await encryptFile({ format, lines: linesFor(kind, count), groups: [[{ kind: 'age', recipient: recipients[0] }]], sources: [ageSource(ports)], now: new Date() });
  return { format, bytes };
}
