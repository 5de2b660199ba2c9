// The identities of the profile: recipients to copy, names to change, and in how many files each is named. Private halves go in and are never shown.
import { useCallback, useEffect, useState } from 'react';
import { useBridge, type KeptIdentity, type Told } from '../../bridge/index.ts';
import { Button, Checkbox, copyNames, ErrorPanel, IconButton, Menu } from '../../components/index.ts';
import { useErrorWords, useKept, useToasts, useWords } from '../../stores/index.ts';
import { ImportDialog } from './import-dialog.tsx';
import { NameDialog } from './name-dialog.tsx';
import { RemoveIdentity } from './remove-identity.tsx';
import { Item, Section } from './section.tsx';

type Asked = { readonly is: 'generate' | 'import' } | { readonly is: 'rename' | 'remove'; readonly identity: KeptIdentity };

/** Both ends of a recipient: enough to tell two apart. */
const shortOf = (recipient: string): string => (recipient.length <= 16 ? recipient : `${recipient.slice(0, 6)}…${recipient.slice(-4)}`);

export interface IdentitiesProps {
  readonly id: string;
  /** Told once they were read. */
  readonly onCount: (count: number) => void;
}

export function Identities({ id, onCount }: IdentitiesProps) {
  const { settings: say } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const show = useToasts((state) => state.show);
  const [identities, setIdentities] = useState<readonly KeptIdentity[]>();
  const [uses, setUses] = useState<ReadonlyMap<string, number>>();
  const [refused, setRefused] = useState<Told>();
  const [asked, setAsked] = useKept<Asked | undefined>('settings.identities', undefined);
  const [strong, setStrong] = useKept<boolean>('settings.postQuantum', false);
  const read = useCallback(async (): Promise<void> => {
    const answer = await bridge.call('profile.listIdentities', {});
    setIdentities(answer.ok ? answer.value.identities : []);
    setRefused(answer.ok ? undefined : answer.error);
    if (answer.ok) onCount(answer.value.identities.length);
    const counted = await bridge.call('profile.listUses', {});
    if (counted.ok) setUses(new Map(counted.value.uses.map(({ identity, files }) => [identity, files])));
  }, [bridge, onCount]);
  useEffect(() => { void read(); }, [read]);

  const close = (): void => { setAsked(undefined); };
  const done = (text: string): void => {
    close();
    show(text);
    void read();
  };
  const copy = ({ name, recipient }: KeptIdentity): void => { show(copyNames([recipient]) ? say.recipientCopied(name) : say.notCopied, 'done'); };
  const generate = async (name: string): Promise<Told | undefined> => {
    const answer = await bridge.call('profile.generateIdentity', { name, kind: strong ? 'post-quantum' : 'x25519' });
    if (!answer.ok) return answer.error;
    done(say.generated(answer.value.name));
    return undefined;
  };
  const rename = async ({ identity }: KeptIdentity, name: string): Promise<Told | undefined> => {
    const answer = await bridge.call('profile.renameIdentity', { identity, name });
    if (!answer.ok) return answer.error;
    done(say.renamed(name));
    return undefined;
  };
  return (
    <Section
      id={id} title={say.sections.identities} hint={say.identitiesHint}
      acts={<><Button look="quiet" icon="archive-restore" onClick={() => { setAsked({ is: 'import' }); }}>{say.import}</Button><Button icon="plus" onClick={() => { setAsked({ is: 'generate' }); }}>{say.generate}</Button></>}
    >
      {refused === undefined ? null : <ErrorPanel {...errors(refused)} code={refused.code} />}
      {identities?.length === 0 && refused === undefined ? <p className="muted prose settings-text">{say.noIdentities}</p> : null}
      <ul className="items-wide">
        {identities?.map((one) => (
          <Item
            key={one.identity} icon="fingerprint" name={one.name}
            facts={<><span className="mono">{shortOf(one.recipient)}</span> · {say.madeAt(one.made)}{uses === undefined ? null : <> · {say.usedIn(uses.get(one.identity) ?? 0)}</>}{one.kind === 'post-quantum' ? <> · {say.postQuantum}</> : null}</>}
            acts={
              <>
                <IconButton row name={say.copyRecipient(one.name)} icon="copy" onClick={() => { copy(one); }} />
                <Menu row name={say.more(one.name)} items={[{ id: 'rename', label: say.rename, icon: 'pencil', onSelect: () => { setAsked({ is: 'rename', identity: one }); } }, 'line', { id: 'remove', label: say.remove, icon: 'trash-2', danger: true, onSelect: () => { setAsked({ is: 'remove', identity: one }); } }]} />
              </>
            }
          />
        ))}
      </ul>
      {asked?.is === 'generate' ? <NameDialog title={say.generateTitle} text={say.generateText} yes={say.generate} name="" onName={generate} onClose={close}><Checkbox label={say.makeStrong} hint={say.makeStrongHint} checked={strong} onChange={setStrong} /></NameDialog> : null}
      {asked?.is === 'rename' ? <NameDialog title={say.renameTitle(asked.identity.name)} text={say.renameText} yes={say.rename} name={asked.identity.name} onName={(name) => rename(asked.identity, name)} onClose={close} /> : null}
      {asked?.is === 'import' ? <ImportDialog onDone={(added, known) => { done(say.imported(added, known)); }} onClose={close} /> : null}
      {asked?.is === 'remove' ? <RemoveIdentity identity={asked.identity} onDone={() => { done(say.removed(asked.identity.name)); }} onClose={close} /> : null}
    </Section>
  );
}
