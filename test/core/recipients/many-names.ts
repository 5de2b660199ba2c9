// What the files of a tried transaction are called, and hold before and after. WHY apart: the child that is killed thousands of times loads this and nothing of the test runner.
export const fileName = (at: number): string => `${String(at).padStart(3, '0')}.env`;
export const firstOf = (at: number): Buffer => Buffer.from(`A=ENC[old ${String(at)}]\n`.repeat(20));
export const nextOf = (before: Buffer): Buffer => Buffer.from(before.toString('utf8').replaceAll('old', 'new one'));
