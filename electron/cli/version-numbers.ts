// Numbers of versions, as they are typed after `--version` and `--cas`.
import { failure } from './failure.ts';

/** Throws Failure: bad-version. `least` 0 also takes “none yet”. */
export function versionNumber(typed: string, option: string, least: 0 | 1): number {
  const number = /^\d{1,9}$/.test(typed) ? Number(typed) : -1;
  if (number < least) throw failure('bad-version', { typed: option });
  return number;
}

export const versionNumbers = (typed: readonly string[] | undefined): readonly number[] => (typed ?? []).map((one) => versionNumber(one, '--version', 1));
