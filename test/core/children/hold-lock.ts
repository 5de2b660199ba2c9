// Child process: takes a lock again and again; inside, a marker file made exclusively proves that nobody else is in. argv: lock, marker, rounds. May be killed at any time.
import { closeSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { withLock } from '../../../electron/core/lock-file/index.ts';

const [lock = '', marker = '', rounds = '1'] = process.argv.slice(2);
for (let round = 0; round < Number(rounds); round += 1) {
  await withLock(lock, async () => {
    // A marker of a killed process is stale: only a living one proves a broken lock.
    try {
      const other = Number(readFileSync(marker, 'utf8'));
      let alive = true;
      try {
        process.kill(other, 0);
        // A killed process that its parent has not collected yet answers, but acts no more.
        alive = !/\) [ZX] /.test(readFileSync(`/proc/${other}/stat`, 'latin1'));
      } catch {
        alive = false;
      }
      if (alive && other !== process.pid) process.stdout.write(`BROKEN by ${other}\n`);
      unlinkSync(marker);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
    const fd = openSync(marker, 'wx');
    writeSync(fd, String(process.pid));
    closeSync(fd);
    await setTimeout(Math.random() * 4);
    unlinkSync(marker);
  }, { waitMs: 60_000 });
  process.stdout.write('.');
}
