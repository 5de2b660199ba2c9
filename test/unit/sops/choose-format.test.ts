// Which format a file is in, told by the lines that sops adds to it.
import { describe, expect, it } from 'vitest';
import { chooseFormat, formatByContent } from '../../../electron/core/sops/choose-format.ts';

const mark = '\uFEFF';
const cases: readonly (readonly [text: string, format: ReturnType<typeof formatByContent>])[] = [
  ['A=1\nsops_mac=x\n', 'dotenv'], ['sops_version=1\nA=1\n', 'dotenv'], [`${mark}sops_lastmodified=x`, 'dotenv'], ['A=1\r\nsops_mac=x\r\n', 'dotenv'],
  ['a: b\nsops:\n  mac: x\n', 'yaml'], ['sops:\n  mac: x\na: b\n', 'yaml'], [`${mark}sops: {}\n`, 'yaml'], ['a: b\n"sops":\n  mac: x\n', 'yaml'],
  ['sops_note: b\nsops:\n  mac: x\n', 'yaml'], ['a: sops_mac=x\n b\nsops:\n', 'yaml'], ['a: |\n  x\nsops:\n  mac: x\nb: |\n  sops_mac=x\n', 'yaml'],
  ['a = b\n[sops]\nmac = x\n', 'ini'], ['[sops]\nmac = x\n', 'ini'], ['a = b\n[sops]\nsops:\n', 'ini'],
  ['{"a":1,"sops":{}}', 'json'], [`${mark} {"sops":{}}`, 'json'],
  ['a: b\n', undefined], ['a: sops:\n', undefined], [' sops_mac=x\n', undefined], ['xsops_mac=x\n', undefined], ['', undefined], ['a [sops]\n', undefined],
];

describe('the format of an encrypted file', () => {
  it.each(cases)('%j', (text, format) => {
    expect(formatByContent(Buffer.from(text))).toBe(format);
  });
  it('is asked of its name where a value is sealed and no line of sops stands in it', async () => {
    const cut = Buffer.from('a: ENC[AES256_GCM,data:AA==,iv:AA==,tag:AA==,type:str]\n');
    expect([(await chooseFormat('a.yaml', cut)).id, (await chooseFormat('a', cut)).id]).toEqual(['yaml', 'dotenv']);
    await expect(chooseFormat('a.yaml', Buffer.from('a: b\n'))).rejects.toMatchObject({ code: 'not-encrypted' });
  });
});
