// The lines for cron: each is what a shell, started by cron, takes as it is meant.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { cronLines, type Enrolled } from '../../../renderer/features/settings/cron-lines.ts';

const holders = { key: 'NAME', source: 'COMMAND' };
const enrolled = (job: Partial<Enrolled['job']>, more: Partial<Omit<Enrolled, 'job'>> = {}): Enrolled => ({
  job: { name: 'nightly', made: '', expires: '', state: 'valid', place: 'file', actions: ['get'], files: [], keys: [], uses: 0, lastUsed: '', ...job },
  paths: ['/srv/shop/.env'], keyFile: '/home/ada/nightly.job-key', ...more,
});

describe('the lines for cron', () => {
  it('name the key, the file and each value', () => {
    expect(cronLines(enrolled({ keys: ['TOKEN', 'db.password'] }), holders)).toEqual([
      '0 3 * * * coffre file get --job-key /home/ada/nightly.job-key /srv/shop/.env TOKEN',
      '0 3 * * * coffre file get --job-key /home/ada/nightly.job-key /srv/shop/.env db.password',
    ]);
    expect(cronLines(enrolled({ actions: ['get', 'decrypt', 'verify'] }, { keyFile: '' }), holders)).toEqual([
      '0 3 * * * coffre file get --job-key keychain:nightly /srv/shop/.env NAME',
      '0 3 * * * coffre file decrypt --job-key keychain:nightly /srv/shop/.env',
      '0 3 * * * coffre file verify --job-key keychain:nightly /srv/shop/.env',
    ]);
  });
  it('read what is set from a command of the person', () => {
    expect(cronLines(enrolled({ actions: ['set'], keys: ['TOKEN'] }), holders)).toEqual(['0 3 * * * COMMAND | coffre file set --job-key /home/ada/nightly.job-key /srv/shop/.env TOKEN']);
  });
  it('keep whatever stands in a path from the shell, and a percent sign from cron', () => {
    const path = `/srv/it's "here" $HOME 50%; rm`;
    const [line = ''] = cronLines(enrolled({ keys: ['users[0]'] }, { paths: [path] }), holders);
    expect(line).not.toMatch(/(?<!\\)%/);
    // Cron takes the backslash away before the shell sees the line.
    const { stdout } = spawnSync('/bin/sh', ['-c', line.replace('0 3 * * * coffre', 'printf "%s\\n"').replaceAll('\\%', '%')], { encoding: 'utf8' });
    expect(stdout.split('\n').slice(4, 6)).toEqual([path, 'users[0]']);
  });
  it('are no more than somebody reads', () => {
    expect(cronLines(enrolled({}, { paths: Array.from({ length: 50 }, (_, at) => `/srv/${String(at)}`) }), holders).length).toBe(12);
  });
});
