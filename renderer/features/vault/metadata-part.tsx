// What the server keeps about a secret beside its values: for how long, how many versions, and what people wrote about it.
import { Button, ErrorPanel, Skeleton } from '../../components/index.ts';
import { useErrorWords, useKeptAbout, useWords } from '../../stores/index.ts';
import { beginEdit, MetadataDialog, type MetadataEdit } from './metadata-dialog.tsx';
import { CustomFacts, SettingFacts } from './metadata-facts.tsx';
import { useMetadata } from './use-metadata.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface MetadataPartProps {
  readonly connection: string;
  readonly path: string;
  readonly name: string;
  /** Why it may not be changed. */
  readonly off: string | undefined;
}

export function MetadataPart({ connection, path, name, off }: MetadataPartProps) {
  const say = useVaultWords();
  const { frame } = useWords();
  const errors = useErrorWords();
  const { metadata, refused, again } = useMetadata(connection, path);
  const [edit, setEdit] = useKeptAbout<MetadataEdit | undefined>('vault.metadata', `${connection} ${path}`, undefined);
  if (refused !== undefined) return <div className="section"><ErrorPanel {...errors(refused)} code={refused.code}><Button onClick={() => { void again(); }}>{frame.tryAgain}</Button></ErrorPanel></div>;
  if (metadata === undefined) return <div className="section"><Skeleton name={say.reading} lines={4} /></div>;
  const { current, oldest, created, updated, custom } = metadata;
  return (
    <>
      <div className="section">
        <div className="line vault-part-head"><h2 className="section-title">{say.metadata.custom}</h2><Button look="quiet" icon="pencil-line" offBecause={off} onClick={() => { setEdit(beginEdit(metadata)); }}>{say.metadata.edit}</Button></div>
        <CustomFacts custom={custom} />
      </div>
      <div className="section">
        <h2 className="section-title">{say.metadata.keeping}</h2>
        <dl className="facts">
          <SettingFacts metadata={metadata} />
          <dt>{say.metadata.versions}</dt><dd>{say.metadata.versionsAre(oldest === 0 ? 1 : oldest, current)}</dd>
          <dt>{say.metadata.created}</dt><dd>{say.ago(created)}</dd>
          <dt>{say.metadata.updated}</dt><dd>{say.ago(updated)}</dd>
        </dl>
      </div>
      {edit === undefined ? null : <MetadataDialog connection={connection} path={path} name={name} edit={edit} onEdit={setEdit} onDone={() => { setEdit(undefined); void again(); }} onClose={() => { setEdit(undefined); }} />}
    </>
  );
}
