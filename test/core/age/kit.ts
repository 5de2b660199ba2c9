// What the tests of keys share: a home of their own, and ports that ask whatever a test says.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Asking } from '../../../electron/core/ports.ts';
import { createLocks, type PlacePorts } from '../../../electron/core/age/index.ts';
import { SecretText } from '../../../electron/core/secret/index.ts';

export type Question = Parameters<Asking['passphrase']>[0];
export interface KeyHome {
  readonly folder: string;
  /** Every question that was asked. */
  readonly asked: Question[];
  /** What is answered, first one first; nobody answers once it is empty. */
  readonly answers: string[];
  readonly confirmed: string[];
  confirms: boolean;
  readonly asking: Asking;
  ports(environment?: PlacePorts['environment']): PlacePorts;
  write(way: string, content: string | Uint8Array): string;
  at(way: string): string;
  remove(): void;
}

export function keyHome(): KeyHome {
  const folder = mkdtempSync(join(tmpdir(), 'coffre-keys-'));
  const at = (way: string): string => join(folder, way);
  const home: KeyHome = {
    folder, asked: [], answers: [], confirmed: [], confirms: true, at,
    asking: {
      passphrase(question) {
        home.asked.push(question);
        const answer = home.answers.shift();
        return Promise.resolve(answer === undefined ? undefined : new SecretText(answer));
      },
      confirm(question) {
        home.confirmed.push(`${question.place} ${question.text}`);
        return Promise.resolve(home.confirms);
      },
      tell: () => undefined,
    },
    ports: (environment = {}) => ({
      environment,
      paths: { profile: at('profile'), userHome: folder, temporary: at('tmp'), configuration: at('config') },
      runner: { run: () => Promise.reject(new Error('no program runs here')) },
      locks: createLocks(home.asking),
    }),
    write(way, content) {
      mkdirSync(dirname(at(way)), { recursive: true });
      writeFileSync(at(way), content, { mode: 0o600 });
      return at(way);
    },
    remove() { rmSync(folder, { recursive: true, force: true }); },
  };
  return home;
}
