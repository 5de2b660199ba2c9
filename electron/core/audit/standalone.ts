// `coffre-audit-verify.mjs`: verifies a log or an export on a machine that has nothing but Node, for somebody who need not trust the program that wrote it.
// Must import nothing but Node and the files here that do the same, and must change nothing.
import { fstatSync, lstatSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { createChecker, type Unknown, type Verdict } from './checker.ts';
import type { Damage } from './classify.ts';
import { followLog } from './follow-log.ts';
import type { Head } from './form.ts';
import { closeParts, keysBeside, openLog, openParts, type Part } from './segments.ts';

const usage = `usage: node coffre-audit-verify.mjs [--fingerprint SHA256:…] [--head SEQ:HASH] [--json] FOLDER…
Verifies the audit log in each folder (or one file of it): every line, every signature.
  --fingerprint  the key that must have signed, as you kept it elsewhere
  --head         a state that the log had: the number of a line and its hash
  --json         one JSON object for each folder
Exit status: 0 as it was written · 10 it is not · 1 it could not be read · 2 wrong usage`;

const damages: Readonly<Record<Damage, string>> = {
  'edited': 'this line was changed after it was written', 'removed': 'lines before this one were removed', 'inserted': 'this line was put in afterwards', 'reordered': 'this line stands in another place than it was written',
  'truncated': 'the log was cut off here', 'rolled-back': 'an older state of the log was put back', 'forged-checkpoint': 'the signature in this line is not genuine: something before it was changed', 'wrong-key': 'this line is signed by another key',
};
const unknowns: Readonly<Record<Unknown, string>> = {
  'unsigned': 'nothing is signed: whoever may write the log could have written it anew', 'unprotected-tail': 'unprotected tail: what stands behind the last signature could have been changed or cut off',
  'key-unconfirmed': 'whose key it is: give the fingerprint that was kept elsewhere (--fingerprint)', 'end-unconfirmed': 'whether lines were cut off at the end: give a state that was kept elsewhere (--head)', 'expired': 'what stood in the lines whose time was over',
};

interface Wanted {
  readonly fingerprint: string | undefined;
  readonly head: Head | undefined;
  readonly json: boolean;
  readonly places: readonly string[];
}

/** Undefined for wrong usage. */
function wantedBy(words: readonly string[]): Wanted | undefined {
  let [fingerprint, head, json] = [undefined as string | undefined, undefined as Head | undefined, false];
  const places: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--json') json = true;
    else if (word === '--fingerprint') {
      at += 1;
      fingerprint = /^(?:SHA256:)?([A-Za-z0-9_-]{43})$/.exec(words[at] ?? '')?.[1];
      if (fingerprint === undefined) return undefined;
    } else if (word === '--head') {
      at += 1;
      const [, seq, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(words[at] ?? '') ?? [];
      if (seq === undefined || hash === undefined) return undefined;
      head = { seq: Number(seq), hash };
    } else if (word.startsWith('-')) return undefined;
    else places.push(word);
  }
  return places.length === 0 ? undefined : { fingerprint, head, json, places };
}

function partsOf(place: string): { readonly parts: readonly Part[]; readonly folder: string } {
  if (lstatSync(place).isDirectory()) return { parts: openParts(place), folder: place };
  const folder = dirname(resolve(place));
  const fd = openLog(folder, basename(place));
  return { parts: fd === undefined ? [] : [{ name: basename(place), fd, size: fstatSync(fd).size, id: '' }], folder };
}

async function verify(place: string, { fingerprint, head }: Wanted): Promise<Verdict | undefined> {
  const { parts, folder } = partsOf(place);
  try {
    return await followLog(parts, createChecker({ keys: keysBeside(folder).signing, fingerprint, head }));
  } finally {
    closeParts(parts);
  }
}

function told(place: string, { lines, expired, damage, file = '', line = 0, seq, head, signed, fingerprint, reported, unknown }: Verdict): string {
  return [
    damage === undefined ? `${place}: whole, ${String(lines + expired)} lines` : `${place}: NOT as it was written. ${file}, line ${String(line)}: ${damages[damage]}`,
    `  the last line before that, or the end: ${String(seq)}:${head}`,
    ...(signed === 0 ? [] : [`  signed up to line ${String(signed)} by SHA256:${fingerprint}`]),
    ...(reported === 0 ? [] : [`  lines in which the log itself says that it was replaced or damaged: ${String(reported)}`]),
    ...unknown.map((what) => `  cannot be known: ${unknowns[what]}`),
  ].join('\n');
}

const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const complain = (line: string): void => { process.stderr.write(`${line}\n`); };

async function main(words: readonly string[]): Promise<number> {
  const wanted = wantedBy(words);
  if (wanted === undefined) {
    complain(usage);
    return 2;
  }
  let status = 0;
  for (const place of wanted.places) {
    try {
      const verdict = await verify(place, wanted);
      if (verdict === undefined) throw new Error('no verdict');
      say(wanted.json ? JSON.stringify(verdict) : told(place, verdict));
      if (!verdict.whole) status = Math.max(status, 10);
    } catch (error) {
      complain(`${place}: cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault'})`);
      status ||= 1;
    }
  }
  return status;
}

process.exitCode = await main(process.argv.slice(2));
