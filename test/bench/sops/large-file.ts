// Large encrypted files of every format, for measuring. Half of the keys stand in branches, as in files of people.
import { createAgeKeySource } from '../../../electron/core/sops/key-sources/age/index.ts';
import { loadFormat } from '../../../electron/core/sops/choose-format.ts';
import { encryptFile } from '../../../electron/core/sops/encrypt-file.ts';
import type { Format, Line } from '../../../electron/core/sops/formats/format.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import type { FakePorts } from '../../fakes/ports.ts';

export type Kind = Exclude<Format['id'], 'binary'>;
const perBranch = 50;

function linesFor(kind: Kind, count: number): Line[] {
  const lines: Line[] = [];
  for (let at = 0; at < count; at += 1) {
    const branch = Math.floor(at / perBranch);
    const nested = kind === 'ini' || (kind !== 'dotenv' && branch % 2 === 1);
    if (nested && at % perBranch === 0) lines.push({ kind: 'branch', old: undefined, depth: 0, key: `service_${String(branch)}` });
    lines.push({ kind: 'item', old: undefined, depth: nested ? 1 : 0, key: `SERVICE_${String(at)}_TOKEN`, type: 'str', text: `canary-${String(at)}-0123456789abcdef` });
  }
  return lines;
}

export const ageSource = (ports: FakePorts): ReturnType<typeof createAgeKeySource> => createAgeKeySource({ ...ports, environment: { SOPS_AGE_KEY: identities[0] } });

export async function largeFile(kind: Kind, count: number, ports: FakePorts): Promise<{ readonly format: Format; readonly bytes: Buffer }> {
  const format = await loadFormat(kind);
  const bytes = await encryptFile({ format, lines: linesFor(kind, count), groups: [[{ kind: 'age', recipient: recipients[0] }]], sources: [ageSource(ports)], now: new Date() });
  return { format, bytes };
}
