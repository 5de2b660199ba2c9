// Which value a reference in a text stands for: the one that its line had when it was listed, whatever became of the line since. Holds values, but owns none.
import { randomInt } from 'node:crypto';
import type { SecretBytes } from '../secret/index.ts';
import type { Row } from './draft-rows.ts';

export interface Referenced {
  readonly kind: 'entry' | 'comment';
  readonly value: SecretBytes;
}
export interface References {
  /** The number of this value among those that were listed for the line; 0 is the one that the file held at first. */
  versionOf(row: Extract<Row, { readonly kind: 'entry' | 'comment' }>, saved: Row | undefined): number;
  /** Undefined if it was never listed, or has been overwritten since. */
  at(line: number, version: number, saved: Row | undefined): Referenced | undefined;
}

const referencedOf = (row: Row | undefined): Referenced | undefined => (row?.kind === 'entry' ? { kind: 'entry', value: row.value } : row?.kind === 'comment' ? { kind: 'comment', value: row.text } : undefined);

export function createReferences(): References {
  const lists = new Map<number, (Referenced & { readonly version: number })[]>();
  // WHY not from 1: after a lock numbers are given anew, and one of before must not mean another value.
  let next = randomInt(1, 500_000_000);
  return {
    versionOf(row, saved) {
      const { kind, value } = referencedOf(row) ?? {};
      if (kind === undefined || value === undefined) return 0;
      const list = lists.get(row.id) ?? [];
      const same = list.find((one) => one.kind === kind && (one.value === value || (!one.value.wiped && one.value.exposeBytes().equals(value.exposeBytes()))));
      if (same !== undefined) return same.version;
      const isFirst = list.length === 0 && referencedOf(saved)?.value === value;
      if (!isFirst) next += 1;
      const version = isFirst ? 0 : next;
      lists.set(row.id, [...list, { kind, value, version }]);
      return version;
    },
    at(line, version, saved) {
      // WHY the saved one: after a lock a line may have been listed with another value only.
      const found = lists.get(line)?.find((one) => one.version === version) ?? (version === 0 ? referencedOf(saved) : undefined);
      return found === undefined || found.value.wiped ? undefined : { kind: found.kind, value: found.value };
    },
  };
}
