// Chips, buttons, tooltips and menus, in each look and state. Samples only.
import { useState } from 'react';
import { Button, Chip, IconButton, Menu, MenuList, Tooltip, placeOfClick, tipped, type MenuItem, type MenuPlace } from '../../../components/index.ts';
import { Section, nothing, useKitWords } from './section.tsx';

export function Chips() {
  const { chips: say } = useKitWords();
  const row = (fill: boolean) => (
    <div className="line wrap">
      <Chip fill={fill} icon="lock" state="encrypted">{say.encrypted}</Chip>
      <Chip fill={fill} icon="lock-open" state="clear-text">{say.clear}</Chip>
      <Chip fill={fill} icon="shield-x" state="tampered">{say.tampered}</Chip>
      <Chip fill={fill} icon="key-square" state="no-key">{say.noKey}</Chip>
      <Chip fill={fill} icon="pencil-line" state="pending">{say.pending}</Chip>
      <Chip fill={fill} icon="loader-circle" state="running">{say.running}</Chip>
      <Chip fill={fill} icon="shield-check" state="verified">{say.verified}</Chip>
      <Chip fill={fill} icon="unplug" state="down">{say.down}</Chip>
      <Chip fill={fill} icon="triangle-alert" state="warning" means={say.means}>{say.weak}</Chip>
    </div>
  );
  return <Section id="chips" title={say.title}><div className="stack">{row(true)}{row(false)}</div></Section>;
}

export function Buttons() {
  const { buttons: say } = useKitWords();
  return (
    <Section id="buttons" title={say.title}>
      <div className="stack">
        <div className="line wrap">
          <Button look="primary" keys="Ctrl S" onClick={nothing}>{say.save}</Button>
          <Button onClick={nothing}>{say.verify}</Button>
          <Button look="quiet" icon="plus" onClick={nothing}>{say.add}</Button>
          <Button look="danger" onClick={nothing}>{say.destroy}</Button>
          <Button look="danger-quiet" icon="undo-2" onClick={nothing}>{say.rollBack}</Button>
        </div>
        <div className="line wrap">
          <Button off icon="loader-circle" onClick={nothing}>{say.busy}</Button>
          <Button offBecause={say.offBecause} onClick={nothing}>{say.off}</Button>
          <button type="button" className="btn-text">{say.text}</button>
          <IconButton name={say.undo} keys="Ctrl+Z" icon="undo-2" onClick={nothing} />
          <IconButton row name={say.copy} icon="copy" onClick={nothing} />
          <IconButton row name={say.copy} offBecause={say.copyOff} icon="copy" onClick={nothing} />
        </div>
      </div>
    </Section>
  );
}

export function Tooltips() {
  const { tips: say } = useKitWords();
  return (
    <Section id="tips" title={say.title}>
      <div className="line">
        <span className="mono clip kit-cut" {...tipped(say.cut, true)}>{say.cut}</span>
        <Tooltip text={say.whyText}><button type="button" className="btn-text">{say.why}</button></Tooltip>
      </div>
    </Section>
  );
}

export function Menus() {
  const { menu: say, buttons } = useKitWords();
  const [chosen, setChosen] = useState('');
  const [place, setPlace] = useState<MenuPlace>();
  const [area, setArea] = useState<HTMLElement>();
  const items: readonly MenuItem[] = [
    { id: 'rename', label: say.rename, icon: 'pencil-line', keys: 'F2', onSelect: () => { setChosen(say.rename); } },
    { id: 'duplicate', label: say.duplicate, icon: 'copy', keys: 'Ctrl D', onSelect: () => { setChosen(say.duplicate); } },
    { id: 'up', label: say.up, keys: 'Alt ↑', offBecause: say.reorder, onSelect: () => { setChosen(say.up); } },
    'line',
    { id: 'remove', label: say.remove, icon: 'trash-2', danger: true, onSelect: () => { setChosen(say.remove); } },
  ];
  return (
    <Section id="menus" title={say.title}>
      <div className="line">
        <Menu name={buttons.more} items={items} />
        <button
          type="button" className="btn btn-quiet"
          onContextMenu={(event) => {
            event.preventDefault();
            setArea(event.currentTarget);
            setPlace(placeOfClick(event));
          }}
        >
          {say.context}
        </button>
        {place === undefined ? null : <MenuList name={buttons.more} at={place} items={items} onClose={() => { setPlace(undefined); }} returnTo={() => area ?? null} />}
        <output className="muted">{chosen}</output>
      </div>
    </Section>
  );
}
