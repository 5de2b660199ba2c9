// Opening, verifying and saving encrypted files, against the sops process and against the sops-age package.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decryptSops } from 'sops-age';
import { createAgeKeySource } from '../../electron/core/sops/key-sources/age/index.ts';
import { encryptDotenv } from '../../electron/core/sops/index.ts';
import { dotenv } from '../../electron/core/sops/formats/dotenv/index.ts';
import { openVerified } from '../../electron/core/sops/open-file.ts';
import { identities, recipients } from '../fakes/fixtures.ts';
import { openCore } from '../fakes/open-core.ts';
import { sopsPath } from '../fakes/real-sops.ts';
import { median, paired, timed, type Row } from './measure.ts';

const [identity] = identities;
const keysOf = (count: number) => Array.from({ length: count }, (_, at) => [`SERVICE_${at}_TOKEN`, `canary-${at}-0123456789abcdef`] as const);
const environment = { PATH: process.env['PATH'], HOME: '/nonexistent', SOPS_AGE_KEY: identity };

export async function sopsRows(): Promise<Row[]> {
  if (sopsPath === undefined) throw new Error('the benches need the real sops');
  const sops = sopsPath;
  const at = openCore();
  const rows: Row[] = [];
  const source = createAgeKeySource({ ...at.ports, environment: { SOPS_AGE_KEY: identity } });
  for (const [count, bar] of [[1000, 0.45], [10_000, 0.65]] as const) {
    const path = join(at.folder, `${count}.env`);
    const bytes = await encryptDotenv(keysOf(count), [recipients[0]], new Date());
    writeFileSync(path, bytes);
    rows.push(await paired(`open and verify ${count} keys, warm`, 'the sops process', bar, 15, () => openVerified(bytes, dotenv, [source], undefined), () => spawnSync(sops, ['decrypt', path], { env: environment, maxBuffer: 1 << 28 })));
    if (count === 1000) rows.push(await paired('open and verify 1000 keys, warm', 'sops-age (verifies nothing)', 0.2, 7, () => openVerified(bytes, dotenv, [source], undefined), () => decryptSops(bytes.toString('utf8'), { secretKey: identity, fileType: 'env' })));
    else rows.push(await saveRow(at, path));
  }
  await at.close();
  return rows;
}

/** Through the whole core: a fresh open against one edit and its save, disk included. */
async function saveRow(at: ReturnType<typeof openCore>, path: string): Promise<Row> {
  const opens: number[] = [];
  const saves: number[] = [];
  for (let round = 0; round < 12; round += 1) {
    const { file } = await at.done('projects.refFile', { path });
    let document = '';
    opens.push(await timed(async () => { document = (await at.done('sops.openFile', { file })).document; }));
    saves.push(await timed(async () => {
      const { revision } = await at.done('sops.setEntry', { document, entry: 500, value: `canary-round-${round}` });
      await at.done('sops.saveFile', { document, expectedRevision: revision });
    }));
    await at.done('sops.closeFile', { document });
  }
  // The first round warms up.
  const [ours, peer] = [median(saves.slice(1)), median(opens.slice(1))];
  return { what: 'one edit and its save, 10000 keys', peerIs: 'opening the same file', bar: 1.3, ours, peer, ratio: ours / peer };
}
