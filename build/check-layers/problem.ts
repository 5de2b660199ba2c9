// What a rule says: where, which rule, and what to do instead.
export interface Problem {
  readonly file: string;
  /** From 1; 0 when it is about the whole file. */
  readonly line: number;
  readonly rule: 'parse' | 'layer' | 'door' | 'cycle' | 'limit' | 'security-test' | 'expose' | 'readme' | 'leftover' | 'naming' | 'head';
  readonly message: string;
}
