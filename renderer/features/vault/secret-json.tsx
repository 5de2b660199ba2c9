// The whole secret as JSON whose values are chips: one at a time is revealed, whatever it lies in. Read and copied here; changed among the fields.
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useBridge, type Told } from '../../bridge/index.ts';
import { IconButton, rowStep, SecretField } from '../../components/index.ts';
import { useCopied, useToasts, useWords } from '../../stores/index.ts';
import { jsonLines, type JsonLine } from './json-lines.ts';
import { useField, type FieldAt } from './use-field.ts';
import type { Secret } from './use-secret.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface SecretJsonProps {
  readonly at: FieldAt;
  readonly name: string;
  readonly parts: Secret['parts'];
  readonly onRefused: (told: Told) => void;
}

interface ValueLineProps {
  readonly at: FieldAt;
  readonly line: JsonLine;
  readonly part: Secret['parts'][number];
  readonly index: number;
  readonly isActive: boolean;
  readonly mayShow: boolean;
  readonly copied: string | undefined;
  readonly onActive: () => void;
  readonly onShown: () => void;
  readonly onCopy: () => void;
  readonly onRefused: (told: Told) => void;
}

const indent = ({ depth }: JsonLine) => ({ paddingInlineStart: `calc(var(--space-5) + ${String(depth)} * var(--space-5))` });

function ValueLine({ at, line, part, index, isActive, mayShow, copied, onActive, onShown, onCopy, onRefused }: ValueLineProps) {
  const say = useVaultWords();
  const { files } = useWords();
  const announce = useToasts((state) => state.say);
  const [first = ''] = part.path;
  const within = useMemo(() => part.path.slice(1), [part.path]);
  const { shown, show, hide } = useField(at, first, within);
  const name = part.path.join('.');
  useEffect(() => { if (!mayShow) hide(); }, [mayShow, hide]);
  const toggle = async (): Promise<void> => {
    onActive();
    if (shown !== undefined) {
      hide();
      announce(files.hiddenSaid(name));
      return;
    }
    onShown();
    const answer = await show();
    if (answer === undefined) return;
    if ('refused' in answer) onRefused(answer.refused);
    else announce(files.revealedSaid(name, answer.seconds));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.altKey || event.metaKey || event.target !== event.currentTarget) return;
    if (event.ctrlKey) {
      if (event.key.toLowerCase() !== 'c' || getSelection()?.isCollapsed === false) return;
      onCopy();
    } else if (event.key === ' ' || event.key === 'Enter') void toggle();
    else if (event.key === 'Escape' && shown !== undefined) hide();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const inOrder = isActive ? 0 : -1;
  const kind = say.kinds[part.kind];
  return (
    <div className="json-line" role="row" aria-rowindex={index + 1} aria-selected={isActive} tabIndex={inOrder} data-line={line.id} style={indent(line)} onKeyDown={onKeyDown} onClick={onActive} onFocus={onActive}>
      <span className="json-key" role="rowheader" aria-label={name}>{line.key}<span className="muted">:</span></span>
      <div role="gridcell" className="json-value">
        <SecretField
          hiddenName={files.hiddenValue} copied={copied} rest={<IconButton row tabIndex={inOrder} name={shown === undefined ? files.reveal(name) : files.hide(name)} icon={shown === undefined ? 'eye' : 'eye-off'} onClick={() => { void toggle(); }} />}
          actions={<IconButton row tabIndex={inOrder} name={files.copy(name)} icon={copied === undefined ? 'copy' : 'copy-check'} onClick={onCopy} />} shown={shown === undefined ? undefined : { value: shown.value, rest: shown.rest, clock: files.hidesIn(shown.secondsLeft) }}
        />
        {kind === '' ? null : <span className="json-kind muted small">{kind}</span>}
      </div>
    </div>
  );
}

export function SecretJson({ at, name, parts, onRefused }: SecretJsonProps) {
  const say = useVaultWords();
  const { files } = useWords();
  const bridge = useBridge();
  const [active, setActive] = useState<string>();
  const [showing, setShowing] = useState<string>();
  const grid = useRef<HTMLDivElement>(null);
  const { connection, path, version } = at;
  const lines = useMemo(() => jsonLines(parts), [parts]);
  const values = lines.filter(({ part }) => part !== undefined);
  const stop = values.some(({ id }) => id === active) ? active : values[0]?.id;
  const { copied, copy } = useCopied<string>(useCallback((id: string) => {
    const [field = '', ...within] = parts.find((part) => JSON.stringify(part.path) === id)?.path ?? [];
    return bridge.call('vault.copyField', { connection, path, name: field, version, ...(within.length === 0 ? {} : { within }) });
  }, [bridge, connection, path, version, parts]), onRefused);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = rowStep(event.key, values.findIndex(({ id }) => id === stop), values.length, 10);
    if (step === undefined) return;
    event.preventDefault();
    const next = values[Math.min(values.length - 1, Math.max(0, step))]?.id;
    setActive(next);
    [...grid.current?.querySelectorAll<HTMLElement>('[data-line]') ?? []].find(({ dataset }) => dataset['line'] === next)?.focus();
  };
  return (
    <div className="json-lines mono" role="grid" aria-label={say.jsonOf(name)} ref={grid} onKeyDown={onKeyDown}>
      {lines.map((line, index) => (line.part === undefined
        ? <div key={line.id} className="json-line" role="row" aria-rowindex={index + 1} style={indent(line)}><span role="gridcell">{line.key === '' ? null : <span className="json-key">{line.key}<span className="muted">:</span> </span>}<span className="muted">{line.bracket}</span></span></div>
        : (
          <ValueLine
            key={line.id} at={at} line={line} part={line.part} index={index} isActive={line.id === stop} mayShow={line.id === showing} copied={copied?.of === line.id ? files.copied(copied.seconds) : undefined}
            onActive={() => { setActive(line.id); }} onShown={() => { setShowing(line.id); }} onCopy={() => { setActive(line.id); copy(line.id, line.part?.path.join('.') ?? ''); }} onRefused={onRefused}
          />
        )))}
    </div>
  );
}
