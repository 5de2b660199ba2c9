// Programs that are talked to: their environment, their limits and their end.
import { expect, test } from 'vitest';
import { nodePrograms } from '../../../electron/node-ports/index.ts';

const node = process.execPath;
const usual = { env: { ONLY: 'this' }, timeoutMs: 20_000, maxBytes: 100_000 };
async function all(output: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of output) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

test('programs-no-shell: words stay words, the environment is the given one, and it stands in no folder of ours', async () => {
  const talk = nodePrograms().start(node, ['-e', 'process.stdout.write(JSON.stringify([process.argv.slice(1), process.env.ONLY, process.env.PATH, process.cwd()]))', '$(id)', ';ls', '*'], usual);
  talk.end();
  const [words, only, path, folder] = JSON.parse(await all(talk.output)) as unknown[];
  expect([words, only, path]).toEqual([['$(id)', ';ls', '*'], 'this', null]);
  expect(folder).not.toBe(process.cwd());
  expect(await talk.ended).toBe(0);
});

test('it is written to and read from in turn', async () => {
  const talk = nodePrograms().start(node, ['-e', "process.stdin.on('data', (d) => { process.stdout.write(d.toString().toUpperCase()); })"], usual);
  const reader = talk.output[Symbol.asyncIterator]();
  await talk.write(Buffer.from('one'));
  expect(String((await reader.next()).value)).toBe('ONE');
  await talk.write(Buffer.from('two'));
  expect(String((await reader.next()).value)).toBe('TWO');
  talk.end();
  expect((await reader.next()).done).toBe(true);
  expect(await talk.ended).toBe(0);
});

test('too long, too much, stopped, missing: each ends it, and says so without a word of its own', async () => {
  const sleep = ['-e', 'setInterval(() => undefined, 1000)'];
  await expect(all(nodePrograms().start(node, sleep, { ...usual, timeoutMs: 50 }).output)).rejects.toThrow('the program ran longer than allowed');
  await expect(all(nodePrograms().start(node, ['-e', "process.stdout.write('canary-'.repeat(100000))"], usual).output)).rejects.toThrow('the program printed more than allowed');
  const stop = new AbortController();
  const talk = nodePrograms().start(node, sleep, { ...usual, signal: stop.signal });
  setTimeout(() => { stop.abort(); }, 20);
  await expect(all(talk.output)).rejects.toThrow('the program was stopped');
  expect(await talk.ended).toBeNull();
  const missing = nodePrograms().start('/nonexistent/program', [], usual);
  await expect(missing.ended).rejects.toThrow('the program could not be started');
});
