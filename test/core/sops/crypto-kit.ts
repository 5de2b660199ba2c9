// What the tests of the cryptography share: every format with its ending, clear files encrypted by us and by the real sops, and identities that open them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encryptFile, type Encryption } from '../../../electron/core/sops/encrypt-file.ts';
import { binary } from '../../../electron/core/sops/formats/binary/index.ts';
import { dotenv } from '../../../electron/core/sops/formats/dotenv/index.ts';
import type { Format } from '../../../electron/core/sops/formats/format.ts';
import { ini } from '../../../electron/core/sops/formats/ini/index.ts';
import { json } from '../../../electron/core/sops/formats/json/index.ts';
import { yaml } from '../../../electron/core/sops/formats/yaml/index.ts';
import { createAgeKeySource } from '../../../electron/core/sops/key-sources/age/index.ts';
import type { RuleSource } from '../../../electron/core/sops/metadata.ts';
import { openVerified, type VerifiedFile } from '../../../electron/core/sops/open-file.ts';
import { linesOf } from '../../../electron/core/sops/tree.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { realSops, type SopsAnswer } from '../../fakes/real-sops.ts';

export const formats: Readonly<Record<Format['id'], Format>> = { dotenv, json, yaml, ini, binary };
export const formatIds = Object.keys(formats) as Format['id'][];
const endings: Readonly<Record<Format['id'], string>> = { dotenv: '.env', json: '.json', yaml: '.yaml', ini: '.ini', binary: '.bin' };

const nowhere = { userHome: '/nonexistent', configuration: '/nonexistent', profile: '/nonexistent', temporary: '/nonexistent' };
export const sourceOf = (own: readonly string[]) => createAgeKeySource({ environment: { SOPS_AGE_KEY: own.join(' ') }, paths: nowhere, runner: { run: () => Promise.reject(new Error('nothing runs here')) } });

/** Opens and verifies with these identities, the first of the fixtures where none are named. */
export const openAs = (id: Format['id'], bytes: Uint8Array, own: readonly string[] = [identities[0]], signal?: AbortSignal): Promise<VerifiedFile> => openVerified(bytes, formats[id], [sourceOf(own)], undefined, signal);

export const groupOf = (...names: readonly string[]) => names.map((recipient) => ({ kind: 'age' as const, recipient }));

/** A clear file encrypted by us, for the first recipient of the fixtures unless told otherwise. */
export async function weEncrypt(id: Format['id'], clear: Uint8Array | string, more: Partial<Encryption> = {}): Promise<Buffer> {
  const { branches, layout } = await formats[id].parsePlain(Buffer.from(clear));
  return encryptFile({ format: formats[id], lines: await linesOf(branches), layout, groups: [groupOf(recipients[0])], sources: [sourceOf([])], now: new Date('2026-12-01T00:00:00Z'), ...more });
}

/** Runs the real sops on this text under a name of its format. `rules`: what stands in the `.sops.yaml` that it is told of. */
export function sopsOn(command: 'encrypt' | 'decrypt', id: Format['id'], bytes: Uint8Array | string, { own = [identities[0]], args = [], rules }: { readonly own?: readonly string[]; readonly args?: readonly string[]; readonly rules?: string } = {}): SopsAnswer {
  const folder = mkdtempSync(join(tmpdir(), 'coffre-crypto-'));
  try {
    const path = join(folder, `file${endings[id]}`);
    writeFileSync(path, bytes);
    if (rules !== undefined) writeFileSync(join(folder, '.sops.yaml'), rules);
    return realSops([...(rules === undefined ? [] : ['--config', join(folder, '.sops.yaml')]), command, ...args, path], own.join('\n'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What stands in a `.sops.yaml` for one rule. WHY not options of the command: it lacks those for comments and for the MAC. */
export const rulesFor = (rule: RuleSource | undefined, macOnlyEncrypted = false): string => `creation_rules:\n  - age: ${recipients[0]}\n${rule === undefined ? '' : `    ${rule.kind}: ${JSON.stringify(rule.pattern)}\n`}${macOnlyEncrypted ? '    mac_only_encrypted: true\n' : ''}`;

/** A clear file encrypted by the real sops for the first recipient of the fixtures. */
export function sopsEncrypts(id: Format['id'], bytes: Uint8Array | string, rule?: RuleSource, macOnlyEncrypted = false): Buffer {
  const { status, stdout, stderr } = sopsOn('encrypt', id, bytes, { rules: rulesFor(rule, macOnlyEncrypted) });
  if (status !== 0) throw new Error(`sops did not encrypt: ${stderr}`);
  return stdout;
}

/** Clear values in order, comments too, with the types they were stored as. */
export const valuesOf = (file: VerifiedFile): readonly (readonly [path: string, type: string, value: string])[] => file.leaves.map(({ path, comment, storedType, type, plain }) => [`${path.join('.')}${comment ? '#' : ''}`, storedType === 'plain' ? `plain ${type}` : storedType, plain.exposeBytes().toString('utf8')]);

/** A clear file of each format with some of everything that it can hold. */
export const samples: Readonly<Record<Format['id'], string>> = {
  dotenv: '# keep secret\nA_secret=canary-a1\nPUB_a=canary-b2\n# open\nOPENED=canary-e5\nB=\nC_unencrypted=canary-c3\n#\nD=ENC[AES256_GCM,data:AA==,iv:AA==,tag:AA==,type:str]\n',
  json: '{"A_secret":"canary-a1","x_a":"canary-a5","PUB":{"x":["canary-b2",null,true,{"k":1.5}]},"n":0.5,"e":{},"C_unencrypted":"canary-c3","l":[],"":"canary-d4"}',
  yaml: '# keep secret\nA_secret: canary-a1\nPUB:\n    # open\n    x:\n        - canary-b2\n        - null\n        - true\n        - k: 7\nn: 0.5\ne: {}\n# last of it\nC_unencrypted: canary-c3\nx_a: canary-a5\nt: 2020-01-02T03:04:05Z\n',
  ini: '; keep secret\n[A_secret]\nx = canary-a1\n; open\nPUB = canary-b2\nnext = canary-e5\n\n[other]\nC_unencrypted = canary-c3\nPUB_a = canary-d4\nempty =\n',
  binary: 'any text\nwith two lines\u0000\u0001',
};
