// Fields and choices, in each state. Samples only.
import { useState } from 'react';
import { Checkbox, Field, IconButton, NumberField, SecretField, Segmented, Select, Switch, Tabs } from '../../../components/index.ts';
import { Section, nothing, useKitWords } from './section.tsx';

export function Secrets() {
  const { secret: say } = useKitWords();
  const acts = <><IconButton row name={say.copy} icon="copy" onClick={nothing} /><IconButton row name={say.edit} icon="pencil-line" onClick={nothing} /></>;
  return (
    <Section id="secrets" title={say.title}>
      <ul className="kit-list">
        <li className="secret-box"><SecretField hiddenName={say.hidden} rest={<IconButton row name={say.reveal} icon="eye" onClick={nothing} />} actions={acts} /></li>
        <li className="secret-box"><SecretField hiddenName={say.hidden} shown={{ value: 'sample-of-a-value', rest: 0.24, clock: say.clock }} rest={<IconButton row name={say.hide} icon="eye-off" onClick={nothing} />} actions={acts} /></li>
        <li className="secret-box"><SecretField hiddenName={say.hidden} copied={say.copied} rest={null} actions={<IconButton row name={say.done} icon="copy-check" onClick={nothing} />} /></li>
      </ul>
    </Section>
  );
}

export function Fields() {
  const { fields: say } = useKitWords();
  const [name, setName] = useState('OTEL_HEADERS');
  const [length, setLength] = useState(32);
  const [kind, setKind] = useState<'text' | 'token' | 'pem'>('token');
  return (
    <Section id="fields" title={say.title}>
      <div className="kit-two">
        <Field mono label={say.name} value={name} hint={say.hint} onChange={setName} />
        <Field mono label={say.name} value="2FAST" error={say.error} onChange={nothing} />
        <NumberField label={say.length} value={length} min={8} max={128} lessName={say.less} moreName={say.more} hint={say.lengthHint} onChange={setLength} />
        <Select label={say.kind} value={kind} hint={say.kindHint} options={[{ value: 'text', label: say.kinds.text }, { value: 'token', label: say.kinds.token }, { value: 'pem', label: say.kinds.pem }]} onChange={setKind} />
        <Field off label={say.locked} value="secret/" onChange={nothing} />
      </div>
    </Section>
  );
}

export function Choices() {
  const { choices: say } = useKitWords();
  const [mode, setMode] = useState<'grid' | 'text'>('grid');
  const [tab, setTab] = useState<'fields' | 'versions' | 'metadata'>('fields');
  const [one, setOne] = useState(true);
  const [isProtected, setProtected] = useState(true);
  return (
    <Section id="choices" title={say.title}>
      <div className="kit-two">
        <div className="stack">
          <Segmented name={say.mode} value={mode} options={[{ value: 'grid', label: say.grid }, { value: 'text', label: say.asText }]} onChange={setMode} />
          <div>
            <Tabs
              name={say.tabs} value={tab} onChange={setTab}
              tabs={[
                { value: 'fields', label: say.fields, count: '6', panel: () => say.panel(say.fields) },
                { value: 'versions', label: say.versions, count: '14', panel: () => say.panel(say.versions) },
                { value: 'metadata', label: say.metadata, panel: () => say.panel(say.metadata) },
              ]}
            />
          </div>
        </div>
        <div>
          <Checkbox label={say.all} checked={false} onChange={nothing} />
          <Checkbox mixed label={say.some} checked={false} onChange={nothing} />
          <Checkbox label={say.one} checked={one} onChange={setOne} />
          <Checkbox off label={say.off} hint={say.hint} checked onChange={nothing} />
          <Switch label={say.protect} checked={isProtected} onChange={setProtected} />
          <Switch off label={say.protectOff} hint={say.protectHint} checked={false} onChange={nothing} />
        </div>
      </div>
    </Section>
  );
}
