// A folder of files for other people, against a loop over the sops process; and wrapping a data key for many.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, wrap } from '../../../electron/core/age/index.ts';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import { wrapSources } from '../../../electron/core/sops/encrypt-rules.ts';
import { wrapDataKey } from '../../../electron/core/sops/key-groups.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { openCore } from '../../fakes/open-core.ts';
import { sopsPath } from '../../fakes/real-sops.ts';
import { median, timed, type Row } from '../measure.ts';
import { revisionRow } from './revisions.ts';

const files = 200;
const lines = Array.from({ length: 20 }, (_, at) => [`KEY_${String(at)}`, `canary-${String(at)}`] as const);
const some = async (count: number): Promise<readonly string[]> => Promise.all(Array.from({ length: count }, async () => (await generateIdentity()).recipient));

async function folderRow(): Promise<Row> {
  if (sopsPath === undefined) throw new Error('the benches need the real sops');
  const sops = sopsPath;
  const at = openCore();
  const theirs = join(at.folder, '../theirs');
  mkdirSync(theirs);
  const five = [recipients[0], ...(await some(4))];
  // For somebody who goes, so that each file takes a new data key: that is updatekeys and rotate.
  for (let each = 0; each < files; each += 1) writeFileSync(join(at.folder, `${String(each)}.env`), await encryptDotenv(lines, [recipients[0], recipients[1]], new Date()));
  writeFileSync(join(at.folder, '.sops.yaml'), `creation_rules:\n  - age: ${five.join(',')}\n`);
  cpSync(at.folder, theirs, { recursive: true });
  const { project } = (await at.done('projects.openPath', { path: at.folder })).project;
  const ours = await timed(async () => {
    const { plan } = await at.done('recipients.planChange', { change: { what: 'sync', project, keepKey: false }, evenIfLockedOut: false });
    await at.done('recipients.applyPlan', { plan });
  });
  const env = { PATH: process.env['PATH'], HOME: '/nonexistent', SOPS_AGE_KEY: identities[0] };
  const peer = await timed(() => {
    for (let each = 0; each < files; each += 1) {
      const path = join(theirs, `${String(each)}.env`);
      spawnSync(sops, ['updatekeys', '-y', path], { env, cwd: theirs });
      spawnSync(sops, ['rotate', '-i', path], { env, cwd: theirs });
    }
  });
  await at.close();
  return { what: `${String(files)} files for 5 recipients, with new data keys`, peerIs: 'sops updatekeys and rotate, file by file', bar: 0.5, ours, peer, ratio: ours / peer };
}

async function wrapRow(): Promise<Row> {
  const group = (await some(50)).map((recipient) => ({ kind: 'age' as const, recipient }));
  const rounds: number[] = [];
  for (let round = 0; round < 8; round += 1) rounds.push(await timed(() => wrapDataKey(randomBytes(32), [group], 0, wrapSources([{ kind: 'age', wrap }]))));
  // The first round loads the library.
  const ours = median(rounds.slice(1));
  return { what: 'wrapping a data key for 50 recipients', peerIs: 'what a person does not notice', bar: 1, ours, peer: 100, ratio: ours / 100 };
}

export const recipientRows = async (): Promise<Row[]> => [await folderRow(), await wrapRow(), await revisionRow()];
