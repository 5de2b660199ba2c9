// The right side: nothing chosen, opening, refused with the reason, rules, or an open file.
import { lazy, Suspense, useEffect, useState } from 'react';
import { Button, Empty, ErrorPanel, Icon, type IconName } from '../../../components/index.ts';
import { useErrorWords, useWords } from '../../../stores/index.ts';
import { splitPath } from '../../../../shared/text/index.ts';
import { useAside } from '../aside.tsx';
import { useEncrypt } from '../encrypt/use-encrypt.ts';
import { useShowPeople } from '../people/use-people.ts';
import { useFiles, useFilesStore } from '../files-context.tsx';
import { documentInView, type SelectedFile } from '../store.ts';
import { useDiskReload } from './use-disk-reload.ts';

// WHY late: the first view has no file in it. It is fetched as soon as that view stands, so that opening one does not wait for it.
const fetchFileView = async () => ({ default: (await import('./file-view.tsx')).FileView });
const FileView = lazy(fetchFileView);

// WHY late: a file is encrypted once.
const EncryptView = lazy(async () => ({ default: (await import('../encrypt/encrypt-view.tsx')).EncryptView }));

// WHY late: most files open.
const Places = lazy(async () => ({ default: (await import('./places.tsx')).Places }));

/** Refusals that are about identities: where they were looked for is shown beside them. */
const aboutIdentities: ReadonlySet<string> = new Set(['no-matching-key', 'identity-unusable', 'identity-locked']);
/** Refusals that trying again can mend without the person doing something to the file first. */
const hopeless: ReadonlySet<string> = new Set(['not-encrypted', 'format-not-supported', 'file-too-large', 'key-groups-not-supported']);
const icons: Readonly<Record<string, IconName>> = { 'no-matching-key': 'key-square', 'mac-mismatch': 'shield-x', 'mac-missing': 'shield-x', 'value-damaged': 'shield-x', 'value-not-encrypted': 'shield-x', 'not-encrypted': 'lock-open' };

function Title({ path }: { readonly path: string }) {
  const { folder, name } = splitPath(path);
  return (
    <div className="detail-head">
      <div className="detail-name">
        <h1 className="detail-title mono clip" id="file-name" title={path}>{name}</h1>
        <div className="detail-facts">{folder === '' ? null : <span className="mono">{folder}</span>}</div>
      </div>
    </div>
  );
}

function Refused({ selected }: { readonly selected: SelectedFile }) {
  const { frame, people, encrypt: sayEncrypt } = useWords();
  const errors = useErrorWords();
  const store = useFilesStore();
  const refusal = useFiles((state) => state.refusal);
  const encrypt = useEncrypt();
  const showPeople = useShowPeople();
  if (refusal === undefined) return null;
  const keyless = aboutIdentities.has(refusal.code);
  return (
    <section className="detail" aria-labelledby="file-name">
      <Title path={selected.path} />
      <div className="detail-body">
        <ErrorPanel {...errors(refusal)} code={refusal.code} icon={icons[refusal.code] ?? 'triangle-alert'}>
          {selected.state === 'clear-text' ? <Button look="primary" onClick={() => { encrypt(selected); }}>{sayEncrypt.act}</Button> : null}
          {hopeless.has(refusal.code) ? null : <Button onClick={() => { void store.getState().reopen(); }}>{frame.tryAgain}</Button>}
          {keyless ? <Button look="quiet" onClick={() => { showPeople(selected.project, selected.path); }}>{people.actFile}</Button> : null}
        </ErrorPanel>
        {keyless ? <Suspense fallback={null}><Places file={selected.file} tried={refusal} /></Suspense> : null}
      </div>
    </section>
  );
}

/** How long an opening lasts before a way out of it is worth a button, in milliseconds. */
const longAfterMs = 400;

function Opening({ name }: { readonly name: string }) {
  const { files: say, tree } = useWords();
  const store = useFilesStore();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => { setLong(true); }, longAfterMs);
    return () => { clearTimeout(timer); };
  }, []);
  return (
    <div className="section line wrap">
      <p className="muted line" role="status"><Icon name="loader-circle" look="spin" />{say.opening(name)}{long ? <span>. {tree.opening.long}</span> : null}</p>
      {long ? <Button look="quiet" onClick={() => { void store.getState().cancelOpening(); }}>{tree.opening.cancel}</Button> : null}
    </div>
  );
}

export function Detail() {
  useDiskReload();
  const { files: say } = useWords();
  const selected = useFiles((state) => state.selected);
  const opening = useFiles((state) => state.opening);
  const refusal = useFiles((state) => state.refusal);
  const file = useFiles(documentInView);
  const { aside } = useAside();
  useEffect(() => {
    const idle = requestIdleCallback(() => { void fetchFileView(); });
    return () => { cancelIdleCallback(idle); };
  }, []);

  if (selected === undefined) return <section className="detail" aria-label={say.chooseTitle}><Empty leads icon="folder-open" title={say.chooseTitle} text={say.chooseText} /></section>;
  if (aside?.what === 'encrypt' && aside.file === selected.file) return <Suspense fallback={<section className="detail" aria-busy="true" />}><EncryptView key={selected.file} selected={selected} /></Suspense>;
  if (selected.state === 'rules') {
    return (
      <section className="detail" aria-labelledby="file-name">
        <Title path={selected.path} />
        <div className="detail-body"><Empty icon="file-text" title={say.rulesTitle} text={say.rulesText} /></div>
      </section>
    );
  }
  const waiting = (
    <section className="detail" aria-labelledby="file-name" aria-busy={opening}>
      <Title path={selected.path} />
      <Opening key={selected.file} name={splitPath(selected.path).name} />
    </section>
  );
  if (file !== undefined) return <Suspense fallback={waiting}><FileView key={file.opened.document} selected={selected} file={file} /></Suspense>;
  return refusal === undefined ? waiting : <Refused selected={selected} />;
}
