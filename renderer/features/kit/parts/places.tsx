// What a screen says instead of content, a tree, and what waits. Samples only.
import { useMemo, useState } from 'react';
import { Banner, Button, Empty, ErrorPanel, Progress, Skeleton, Tree, type TreeRow } from '../../../components/index.ts';
import { Section, nothing, useKitWords } from './section.tsx';

export function Waiting() {
  const { waiting: say } = useKitWords();
  return (
    <Section id="waiting" title={say.title}>
      <div className="stack kit-narrow">
        <Progress text={say.some} name={say.name} done={31} total={48} cancelName={say.cancel} onCancel={nothing} />
        <Progress text={say.unknown} name={say.unknown} done={0} />
        <Skeleton name={say.skeleton} />
      </div>
    </Section>
  );
}

export function Banners() {
  const { banners: say } = useKitWords();
  return (
    <Section id="banners" title={say.title}>
      <div className="stack">
        <Banner state="warning" title={say.warning} text={say.warningText}><Button look="quiet" onClick={nothing}>{say.act}</Button></Banner>
        <Banner state="down" title={say.down} text={say.downText} />
        <Banner state="verified" title={say.verified} text={say.verifiedText} />
        <Banner state="note" title={say.note} text={say.noteText} />
      </div>
    </Section>
  );
}

export function Messages() {
  const { messages: say } = useKitWords();
  return (
    <Section id="messages" title={say.title}>
      <ErrorPanel icon="shield-x" title={say.error} why={say.why} next={say.next} code="mac-mismatch"><Button onClick={nothing}>{say.compare}</Button><Button look="quiet" onClick={nothing}>{say.readOnly}</Button></ErrorPanel>
      <Empty icon="folder-open" title={say.empty} text={say.emptyText}><div className="line wrap"><Button look="primary" onClick={nothing}>{say.create}</Button><Button look="quiet" onClick={nothing}>{say.other}</Button></div></Empty>
    </Section>
  );
}

export function SampleTree() {
  const { tree: say } = useKitWords();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set(['compose']));
  const [active, setActive] = useState<string>();
  const [open, setOpen] = useState<string>('production');
  const rows = useMemo((): readonly TreeRow[] => {
    const inApps: readonly TreeRow[] = [
      { id: 'env', level: 2, label: '.env', icon: 'lock-open', state: 'clear-text', word: say.clear, said: say.clear, position: 1, siblings: 4 },
      { id: 'production', level: 2, label: '.env.production', icon: 'lock', state: 'pending', word: '5', wordIcon: 'pencil-line', said: say.pending, position: 2, siblings: 4 },
      { id: 'backup', level: 2, label: 'backup.enc.env', icon: 'key-square', state: 'no-key', word: say.noKey, said: say.noKey, position: 3, siblings: 4 },
      { id: 'tampered', level: 2, label: 'tfvars.enc.json', icon: 'shield-x', state: 'tampered', word: say.tampered, said: say.tampered, position: 4, siblings: 4 },
    ];
    const inCompose: readonly TreeRow[] = [{ id: 'web', level: 2, label: '.env.web', icon: 'lock', position: 1, siblings: 1 }];
    return [
      { id: 'apps', level: 1, label: 'apps', expanded: !folded.has('apps'), position: 1, siblings: 2 }, ...(folded.has('apps') ? [] : inApps),
      { id: 'compose', level: 1, label: 'compose', expanded: !folded.has('compose'), position: 2, siblings: 2 }, ...(folded.has('compose') ? [] : inCompose),
    ];
  }, [folded, say]);
  return (
    <Section id="tree" title={say.title}>
      <div className="kit-tree">
        <Tree
          name={say.name} rows={rows} selected={open} active={active} onActive={setActive} onOpen={({ id }) => { setOpen(id); }}
          onFold={({ id }, expanded) => { setFolded(new Set([...folded, id].filter((known) => known !== id || !expanded))); }}
        />
      </div>
    </Section>
  );
}
