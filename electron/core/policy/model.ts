// What the text of a policy says, as data: values by field, and what is wrong with it and where. Must never repeat what the file holds, but for names of fields.
import type { FieldName, PolicyValues } from './fields.ts';

/** Counted from 1, in characters as an editor counts them. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export type FindingCode =
  | 'file-unreadable' | 'file-empty' | 'file-too-large' | 'too-much' | 'not-yaml' | 'several-documents' | 'yaml-trick'
  | 'unknown-field' | 'misplaced-field' | 'duplicate-field' | 'wrong-type' | 'out-of-range' | 'below-floor' | 'unknown-value' | 'not-supported' | 'duplicate-value' | 'empty-list' | 'bad-network' | 'bad-country'
  | 'no-provider-here' | 'nothing-connects';
/** What a field takes. */
export type Expected = 'yes-or-no' | 'whole-number' | 'text' | 'list' | 'fields';
/** What of YAML means something else to somebody who reads the file. */
export type Trick = 'anchor' | 'alias' | 'tag' | 'merge' | 'directive';

export interface Finding extends Place {
  readonly code: FindingCode;
  /** The name of the field; '' where none is concerned or its name may be anything. */
  readonly field: string;
  /** What was probably meant, one of our own words; '' if nobody knows. */
  readonly suggestion: string;
  readonly expected?: Expected;
  readonly trick?: Trick;
  /** The range of a number, or its floor. */
  readonly least?: number;
  readonly most?: number;
}

export interface Policy {
  /** What the file says and may say. A field that is wrong is not among them; one below its floor is, as the floor. */
  readonly values: Partial<PolicyValues>;
  /** Fields whose value was below the floor. */
  readonly floored: ReadonlySet<FieldName>;
  /** In the order of the file. */
  readonly findings: readonly Finding[];
}
