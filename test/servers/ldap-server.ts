// A real OpenLDAP for one test: a directory of one person, on loopback. Must never touch the directory of whoever runs the tests.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { freePair, newFolder } from './vault-server.ts';

/** Its program; undefined where it is not installed. */
const slapd = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'].map((folder) => join(folder, 'slapd')).find((path) => existsSync(path));

/** False where it is not installed; said once, loudly, and an error where REQUIRE_LDAP=1 asks for it. */
export function hasLdap(): boolean {
  if (slapd === undefined && process.env['REQUIRE_LDAP'] === '1') throw new Error('REQUIRE_LDAP=1, but slapd is missing: apt-get install --no-install-recommends slapd');
  if (slapd === undefined) console.warn('!! SKIPPED: the tests of logins by LDAP (slapd is not installed)');
  return slapd !== undefined;
}

export interface LdapServer {
  readonly address: string;
  /** Where people lie. */
  readonly people: string;
  /** Nobody is there any more. */
  stop(): Promise<void>;
  end(): Promise<void>;
}

const answers = (port: number): Promise<boolean> => new Promise((resolve) => {
  const socket = connect({ host: '127.0.0.1', port });
  socket.once('connect', () => { socket.destroy(); resolve(true); });
  socket.once('error', () => { resolve(false); });
});

export async function startLdap(user: string, password: string): Promise<LdapServer> {
  if (slapd === undefined) throw new Error('no slapd');
  const folder = newFolder();
  const port = await freePair();
  const root = join(dirname(slapd), '..', '..');
  mkdirSync(join(folder, 'data'));
  const config = join(folder, 'slapd.conf');
  writeFileSync(config, `${['core', 'cosine', 'inetorgperson'].map((schema) => `include ${join(root, 'etc/ldap/schema', schema)}.schema\n`).join('')}pidfile ${folder}/pid
modulepath ${join(root, 'usr/lib/ldap')}
moduleload back_mdb
database mdb
suffix "dc=team,dc=test"
rootdn "cn=admin,dc=team,dc=test"
directory ${folder}/data
maxsize 16777216
`);
  const entries = join(folder, 'init.ldif');
  writeFileSync(entries, `dn: dc=team,dc=test
objectClass: dcObject
objectClass: organization
o: team
dc: team

dn: ou=people,dc=team,dc=test
objectClass: organizationalUnit
ou: people

dn: uid=${user},ou=people,dc=team,dc=test
objectClass: inetOrgPerson
uid: ${user}
cn: ${user}
sn: ${user}
userPassword: ${password}
`, { mode: 0o600 });
  const made = spawnSync(slapd, ['-T', 'add', '-f', config, '-l', entries], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`no directory: ${made.stderr.slice(-1000)}`);
  const log = join(folder, 'server.log');
  const fd = openSync(log, 'a');
  const isRoot = process.getuid?.() === 0;
  if (isRoot) spawnSync('chown', ['-R', 'nobody:nogroup', folder]);
  const args = ['-d', '0', '-f', config, '-h', `ldap://127.0.0.1:${String(port)}`];
  const child = isRoot ? spawn('setpriv', ['--reuid=nobody', '--regid=nogroup', '--clear-groups', slapd, ...args], { stdio: ['ignore', fd, fd] }) : spawn(slapd, args, { stdio: ['ignore', fd, fd] });
  for (let left = 200; !await answers(port); left -= 1) {
    if (left === 0 || child.exitCode !== null) throw new Error(`slapd did not start: ${readFileSync(log, 'utf8').slice(-1000)}`);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  const stop = (): Promise<void> => new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    child.once('exit', () => { resolve(); });
    child.kill('SIGKILL');
  });
  return {
    address: `ldap://127.0.0.1:${String(port)}`, people: 'ou=people,dc=team,dc=test', stop,
    async end() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
