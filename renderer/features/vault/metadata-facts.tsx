// What the server keeps about a secret, as a list of facts: on its own, and beside a change that came too late.
import { Fragment } from 'react';
import type { Metadata } from './use-metadata.ts';
import { useVaultWords } from './use-vault-words.ts';

/** What can be changed, in words. */
export function SettingFacts({ metadata: { maxVersions, casRequired, deleteAfter } }: { readonly metadata: Pick<Metadata, 'maxVersions' | 'casRequired' | 'deleteAfter'> }) {
  const say = useVaultWords();
  const { metadata } = say;
  return (
    <>
      <dt>{metadata.maxVersions}</dt><dd>{metadata.maxVersionsIs(maxVersions)}</dd>
      <dt>{metadata.casRequired}</dt><dd>{metadata.casRequiredIs(casRequired)}</dd>
      <dt>{metadata.deleteAfter}</dt><dd>{deleteAfter === '0s' ? metadata.never : <span className="mono">{deleteAfter}</span>}</dd>
    </>
  );
}
export function CustomFacts({ custom }: { readonly custom: Metadata['custom'] }) {
  const say = useVaultWords();
  if (custom.length === 0) return <p className="muted small">{say.metadata.noCustom}</p>;
  return <dl className="facts">{custom.map(({ name, text }) => <Fragment key={name}><dt>{name}</dt><dd>{text}</dd></Fragment>)}</dl>;
}
