// What a `.sops.yaml` says, as data: rules, where each stands, and what is wrong with the file. Must never hold what could be a secret: a recipient that is no public name is left blank.

/** Counted from 1, in characters as an editor counts them. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** In the words of the file; `hc_vault` also where the field is called `hc_vault_transit_uri`. */
export type RecipientKind = 'age' | 'pgp' | 'kms' | 'gcp_kms' | 'azure_keyvault' | 'hc_vault' | 'hckms';
export interface RuleRecipient extends Place {
  readonly kind: RecipientKind;
  /** As sops writes it into a file; '' for what is none and must not be shown. */
  readonly key: string;
  /** From a comment behind it or above it, else from its anchor; '' for none. */
  readonly name: string;
}

export const selectors = ['unencrypted_suffix', 'encrypted_suffix', 'unencrypted_regex', 'encrypted_regex', 'unencrypted_comment_regex', 'encrypted_comment_regex'] as const;
export type SelectorField = (typeof selectors)[number];
export interface Selector {
  readonly field: SelectorField;
  readonly value: string;
}

export interface CreationRule extends Place {
  /** '' for a rule that is meant for every file. */
  readonly pathRegex: string;
  /** What sops would wrap the data key for: one group, or one for each of `key_groups`. */
  readonly groups: readonly (readonly RuleRecipient[])[];
  /** 0 where it is not said: then every group is needed. */
  readonly shamirThreshold: number;
  /** Absent where the rule names none or several; sops then takes `unencrypted_suffix: _unencrypted`, or refuses. */
  readonly selector?: Selector;
  readonly macOnlyEncrypted: boolean;
}

/** Where `sops publish` puts what it encrypts anew. Shown only. */
export interface DestinationRule extends Place {
  readonly pathRegex: string;
  readonly target: 's3' | 'gcs' | 'vault' | 'none';
  /** Bucket or path, and what stands before the names in it. */
  readonly where: string;
  readonly omitExtensions: boolean;
  /** How many recipients its `recreation_rule` names. */
  readonly recipients: number;
}

/** Blanks per level, as the file says it; absent where it says nothing. */
export interface StoreIndents {
  readonly json?: number;
  readonly json_binary?: number;
  readonly yaml?: number;
}

export type ProblemCode =
  | 'file-unreadable' | 'file-too-large' | 'too-much' | 'not-yaml' | 'unknown-anchor' | 'several-documents' | 'duplicate-field' | 'wrong-type'
  | 'unknown-field' | 'matches-everything' | 'no-creation-rules' | 'never-reached' | 'bad-regex' | 'regex-too-heavy' | 'nothing-encrypted'
  | 'no-recipients' | 'empty-group' | 'bad-recipient' | 'private-key' | 'duplicate-recipient' | 'post-quantum-mixed'
  | 'selectors-conflict' | 'groups-win' | 'bad-threshold' | 'threshold-unused' | 'destinations-conflict';
/** What a field takes. */
export type Expected = 'text' | 'number' | 'yes-or-no' | 'list' | 'text-or-list' | 'fields';
export interface Problem extends Place {
  readonly code: ProblemCode;
  /** What sops does about it: refuses every file, refuses the files of this rule, or goes on without a word. */
  readonly stops: 'everything' | 'rule' | 'nothing';
  /** Index of the creation rule it is about. */
  readonly rule?: number;
  /** The name of the field, '' where none is concerned or its name is none. */
  readonly field: string;
  /** A field that was meant, or ''. */
  readonly suggestion: string;
  readonly expected?: Expected;
}

export interface Rules {
  /** False if the file has no list of creation rules: sops then acts as if it were not there (spec §4.1). */
  readonly hasCreationRules: boolean;
  readonly creation: readonly CreationRule[];
  readonly destinations: readonly DestinationRule[];
  readonly indents: StoreIndents;
  /** In the order of the file. */
  readonly problems: readonly Problem[];
}
