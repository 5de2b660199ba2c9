// The parser of a format, encrypted and clear, on twenty thousand inputs that nobody meant: an answer or a declared refusal, soon, with no value in it; and what was read comes out as it was.
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Format } from '../../../electron/core/sops/formats/format.ts';
import { readMetadata } from '../../../electron/core/sops/metadata.ts';
import { compileRule } from '../../../electron/core/sops/rules.ts';
import { leavesOf, linesOf, type Line } from '../../../electron/core/sops/tree.ts';
import { formats, weEncrypt } from './crypto-kit.ts';
import { canary, fixture, fuzz, inputOf, inputs } from './fuzz-kit.ts';

const v = canary;
/** Values, comments and what is readable in an encrypted file: all of them canaries. No name is. */
const clear: Readonly<Record<Format['id'], string>> = {
  dotenv: `# ${v}\nA=${v}\nB_unencrypted="${v}"\nexport C_unencrypted=${v}\\n${v}\n\nD=\n#\nE=${v}=${v}#\n`,
  json: `{\n\t"a": "${v}",\n\t"b_unencrypted": {"x": ["${v}", 5, -0.5e3, true, null, {"y": "${v}\\n\\u00e9"}]},\n\t"n": 12345678901234567890,\n\t"e": {}, "f": [],\n\t"": "${v}"\n}\n`,
  yaml: `# ${v}\na: ${v} # ${v}\nb_unencrypted:\n    # ${v}\n    - "${v}\\n"\n    - k: '${v}'\n      l: |\n        ${v}\n        ${v}\n    - [${v}, {z: ${v}}]\nn: 1_0\nt: 2020-01-02T03:04:05Z\nf: >-\n  ${v}\n  ${v}\ne: {}\n---\ng: &x ${v}\n`,
  ini: `d_unencrypted = ${v}\n; ${v}\n[s]\na = ${v}\nb_unencrypted = """${v}\n${v}"""\n# ${v}\nc_unencrypted : "${v}" \n[t_unencrypted] ; ${v}\nx = \`${v}#\`\ny = ${v} \\\n ${v}\n`,
  binary: `${v}\u0000${v}\n`,
};
/** So small that most of what is broken in them is in the content. */
const tiny: Readonly<Record<Format['id'], string>> = {
  dotenv: `A=${v}\n#${v}\nsops_version=1\n`, json: `{"a":["${v}"],"sops":{"mac":"x"}}`, yaml: `a:\n  - ${v} # ${v}\nb: {c: ${v}}\nsops:\n  mac: x\n`, ini: `a=${v}\n;${v}\n[b]\nc=${v}\n[sops]\nversion=1`, binary: `{"data":"${v}","sops":{"mac":"x"}}`,
};
const pieces: Readonly<Record<Format['id'], readonly string[]>> = {
  dotenv: ['=', '\n', '#', '\\n', '\r', '\r\n', 'A=', 'sops_', 'sops_mac=', 'sops_version=3.9.0\n', 'sops_age__list_0__map_enc=x\n', 'sops_age__list_9__map_enc=x\n', 'sops_a__map_b=1\n', 'sops___proto____map_x=1\n', '__list_', '__map_', '<<<<<<< HEAD\n', '>>>>>>> \n', '\uFEFF', '\u0000', 'ENC[AES256_GCM,'],
  json: ['{', '}', '[', ']', ',', ':', '"', '\\', '\\u', '\\ud800', '0', '-', '1e9', '1e999', 'true', 'nul', '"sops"', '"sops":{', '"__proto__":', '"data":', ' ', '\n', '\u0000', 'é', '\uFEFF', '<<<<<<< ', '{"a":', '[[[['],
  yaml: ['a', 'b: ', ':', '- ', '-', '? ', '\n', '\n  ', '\n    ', ' ', '\t', '# c', ' #', '"', "'", '[', ']', '{', '}', ',', '|', '>', '|+2', '&x ', '*x', '!t ', '!!int ', '!!binary ', '---\n', '...\n', '%YAML 1.1\n', '\\', '\\x', '\r\n', '\r', '\u2028', '1', '0x', '2020-01-01', '~', '<<: ', '<<: *x\n', 'sops:\n  mac: x\n', '\u0000', 'é', '😀', '\uFEFF', '<<<<<<< ', '- - - ', '{[{['],
  ini: ['=', ':', '[', ']', '\n', '"', '"""', "'", '`', '\\', '\\\n', '#', ';', ' ', '\t', '\r\n', '[sops]\n', '[sops]\nversion=1\n', 'mac=x\n', 'age__list_0__map_enc=x\n', '[]\n', 'a=b\n', '-', '\u00A0', '\u0085', '\uFEFF', '\u0000', '<<<<<<< ', '%(a)s'],
  binary: ['{', '}', '"data"', '"sops":{', ':', ',', '"', '\\u0000', '[', 'null', '5', '\n', 'é', '\u0000', '"data":"ENC[AES256_GCM,'],
};
const fixtureNames: Readonly<Record<Format['id'], readonly string[]>> = {
  dotenv: ['v3.8.1/basic.enc.env', 'edge/dotenv-odd.enc.env', 'groups/shamir-2of3.enc.env', 'rules/unencrypted-comment.enc.env'], json: ['v3.13.2/basic.enc.json', 'v3.8.1/basic.enc.json', 'groups/shamir-2of3.enc.json'],
  yaml: ['v3.13.2/basic.enc.yaml', 'edge/yaml-odd.enc.yaml', 'edge/yaml-listcomments.enc.yaml'], ini: ['v3.13.2/basic.enc.ini', 'v3.13.1/basic.enc.ini'], binary: ['v3.8.1/basic.enc.bin', 'edge/binary-nonutf8.enc.bin'],
};

/** A float without decimals is written without a point, and read again as a whole number. */
const asWritten = (line: Line): Line => (line.kind === 'item' && line.type === 'float' && /^-?\d+$/.test(line.text) ? { ...line, type: 'int', text: line.text === '-0' ? '0' : line.text } : line.kind === 'item' && line.text === '-0' ? { ...line, text: '0' } : line);

/** WHY asked for by format: two files of tests run side by side. */
export const fuzzFormats = (ids: readonly Format['id'][]): void => describe.each(ids)('%s', (id) => {
  const format = formats[id];
  it('encrypted: what is no such file is refused, and what is one goes back as it was', { timeout: 3_600_000 }, async () => {
    const samples = [await weEncrypt(id, clear[id]), await weEncrypt(id, clear[id], { rule: { kind: 'encrypted_comment_regex', pattern: '^ no' } }), ...fixtureNames[id].map(fixture), Buffer.from(tiny[id])];
    const { read, refused } = await fuzz(inputs, (dice) => inputOf(samples, pieces[id], dice), async (bytes) => {
      const parsed = await format.parse(bytes);
      const lines = await linesOf(parsed.branches);
      await leavesOf(parsed.branches);
      const again = await format.edit(bytes, { lines, metadata: {} });
      // WHY read again: dotenv gets its last line end, and of a field of the metadata that stands twice in INI the one that counts is written.
      if (!again.equals(bytes)) {
        const reread = await format.parse(again);
        const alike = id !== 'json' && id !== 'yaml' && isDeepStrictEqual([await linesOf(reread.branches), reread.metadata], [lines, parsed.metadata]);
        if (!alike) expect('the file after an edit that changed nothing').toBe('the file before');
      }
      await compileRule(readMetadata(parsed.metadata).rule);
    });
    expect([read > inputs / 50, refused > inputs / 5]).toEqual([true, true]);
  });
  it('clear: what is no such file is refused, and what is one can be written', { timeout: 3_600_000 }, async () => {
    const samples = [Buffer.from(clear[id]), ...(id === 'binary' ? [] : [fixture(`plain/basic.${{ dotenv: 'env', json: 'json', yaml: 'yaml', ini: 'ini' }[id]}`)])];
    const { read, refused } = await fuzz(inputs, (dice) => inputOf(samples, pieces[id], dice), async (bytes) => {
      const { branches } = await format.parsePlain(bytes);
      const lines = await linesOf(branches);
      const written = await format.emit(lines, undefined);
      if (id === 'json' && !isDeepStrictEqual((await linesOf((await format.parsePlain(written)).branches)).map(asWritten), lines.map(asWritten))) expect('the lines that were written').toBe('the lines that were read');
    });
    expect([read > inputs / 50, refused > inputs / 50 || id === 'binary']).toEqual([true, true]);
  });
});
