// One change before it is saved. Its sides are masks; the one that is asked for stands in this row's own state until it hides by itself.
import { useEffect, type KeyboardEvent, type ReactNode } from 'react';
import { useReveal, type Reveal, type Told } from '../../../bridge/index.ts';
import { Icon, IconButton, SecretField, type IconName, type Measure } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';
import type { EntryChangeRow, SummaryRow, Warning } from './review-rows.ts';

/** The sides that a review shows. */
export type ReviewSide = 'saved' | 'draft';
interface Placed {
  readonly index: number;
  readonly start: number;
  readonly isActive: boolean;
  readonly measure: Measure;
  readonly onActivate: (index: number) => void;
}
export interface ReviewRowProps extends Placed {
  readonly document: string;
  readonly row: EntryChangeRow;
  /** True if the value is the whole file: it may be anything, and is not shown. */
  readonly whole: boolean;
  /** True where branches are called sections. */
  readonly section: boolean;
  /** The side of this row that may be readable; undefined as soon as another row shows one. */
  readonly showing: ReviewSide | undefined;
  readonly busy: boolean;
  /** Told before the core is asked, so that what is shown elsewhere hides first. */
  readonly onShow: (entry: number, side: ReviewSide) => void;
  readonly onShown: (name: string, seconds: number) => void;
  readonly onHidden: (name: string) => void;
  readonly onRefused: (told: Told) => void;
  readonly onTakeBack: (row: EntryChangeRow, index: number) => void;
}

const signs: Readonly<Record<EntryChangeRow['kind'] | SummaryRow['kind'], IconName>> = { added: 'plus', changed: 'pencil', renamed: 'arrow-right-left', removed: 'minus', moved: 'corner-down-right', comments: 'hash' };

function Note({ warning }: { readonly warning: Warning }) {
  const { review: say } = useWords();
  const text = 'mark' in warning ? say.marks[warning.mark] : warning.twin.path === '' ? say.twinHere(warning.twin.name) : say.twinThere(warning.twin.name, warning.twin.path);
  return <span className="diff-note" role="gridcell"><Icon name="triangle-alert" /><span>{text}</span></span>;
}

/** The whole row is one stop; the arrow keys go to its buttons and back. */
function walk(event: KeyboardEvent<HTMLElement>): boolean {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return false;
  const row = event.currentTarget;
  const stops = [row, ...row.querySelectorAll('button')];
  const at = stops.findIndex((stop) => stop === event.target);
  stops[Math.min(stops.length - 1, Math.max(0, at + step))]?.focus();
  return true;
}

function Kind({ kind }: { readonly kind: keyof typeof signs }) {
  const { review: say } = useWords();
  return <span className="diff-kind" role="gridcell"><Icon name={signs[kind]} />{say.kind[kind]}</span>;
}

export function ReviewRow({ document, row, whole, section, index, start, isActive, showing, busy, measure, onActivate, onShow, onShown, onHidden, onRefused, onTakeBack }: ReviewRowProps) {
  const { files, review: say, tree } = useWords();
  const { kind, entry, own, was, warnings, shape, values, retyped } = row;
  const name = whole ? tree.whole.reviewRow : row.name;
  const holder = shape !== 'value';
  const before = useReveal(document, entry, 'saved');
  const after = useReveal(document, entry, 'draft');
  const main: ReviewSide | undefined = kind === 'renamed' || holder || whole ? undefined : kind === 'removed' ? 'saved' : 'draft';
  const inOrder = isActive ? 0 : -1;
  const of = { saved: before, draft: after };

  const { hide: hideBefore } = before;
  const { hide: hideAfter } = after;
  useEffect(() => {
    if (showing !== 'saved') hideBefore();
    if (showing !== 'draft') hideAfter();
  }, [showing, hideBefore, hideAfter]);

  const toggle = async (side: ReviewSide): Promise<void> => {
    if (of[side].shown !== undefined) {
      of[side].hide();
      onHidden(name);
      return;
    }
    onActivate(index);
    onShow(entry, side);
    const answer = await of[side].show();
    if (answer === undefined) return;
    if ('refused' in answer) onRefused(answer.refused);
    else onShown(name, answer.seconds);
  };
  const takeBack = (): void => { if (!busy) onTakeBack(row, index); };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const onRow = event.target === event.currentTarget;
    const open = before.shown === undefined ? (after.shown === undefined ? undefined : 'draft') : 'saved';
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && open !== undefined) void toggle(open);
    else if (onRow && event.key === ' ' && main !== undefined) void toggle(open ?? main);
    else if (onRow && event.key === 'Delete') takeBack();
    else if (!walk(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const eye = (side: ReviewSide): ReactNode => (
    <IconButton row tabIndex={inOrder} name={of[side].shown === undefined ? say.reveal[side](name) : say.hide[side](name)} icon={of[side].shown === undefined ? 'eye' : 'eye-off'} onClick={() => { void toggle(side); }} />
  );
  const value = ({ shown }: Reveal, rest: ReactNode): ReactNode => (
    <SecretField hiddenName={files.hiddenValue} actions={null} rest={rest} shown={shown === undefined ? undefined : { value: shown.value, rest: shown.rest, clock: files.hidesIn(shown.secondsLeft) }} />
  );
  const nothing = <span className="diff-none">{say.nothing}</span>;
  const held = <span className="diff-none">{shape === 'value' ? files.hiddenValue : tree.shapes[section ? 'section' : shape]}, {tree.review.holds(values)}</span>;
  const cellBefore = kind === 'added' ? nothing : kind === 'renamed' ? <span className="mono clip" title={was}>{was}</span> : holder ? held : value(before, kind === 'changed' && !whole ? eye('saved') : null);
  const cellAfter = kind === 'removed' ? nothing : kind === 'renamed' ? <span className="mono clip" title={own}>{own}</span> : holder ? held : value(after, null);
  return (
    <div
      ref={measure} className="diff-row virtual-row" role="row" data-index={index} data-kind={kind} aria-rowindex={index + 2} tabIndex={inOrder}
      style={{ transform: `translateY(${start}px)` }} onKeyDown={onKeyDown} onClick={() => { onActivate(index); }}
    >
      <Kind kind={kind} />
      <span className={kind === 'removed' ? 'key key-removed' : 'key'} role="rowheader" title={name}>{name}</span>
      <span className="diff-cell" role="gridcell">{cellBefore}</span>
      <Icon name="arrow-right" />
      <span className="diff-cell" role="gridcell">{cellAfter}</span>
      <span className="row-actions" role="gridcell">
        {main === undefined ? null : eye(main)}
        <IconButton row tabIndex={inOrder} name={files.restore(name)} icon="undo-2" onClick={takeBack} />
      </span>
      {kind === 'changed' && was !== '' ? <span className="diff-note diff-fact" role="gridcell"><Icon name="arrow-right-left" /><span>{say.wasCalled(was)}</span></span> : null}
      {retyped === undefined ? null : <span className="diff-note diff-fact" role="gridcell"><Icon name="arrow-right-left" /><span>{tree.review.retyped(tree.types[retyped.was], tree.types[retyped.now])}</span></span>}
      {warnings.map((warning, at) => <Note key={at} warning={warning} />)}
    </div>
  );
}

/** Changes of place or of comments: counted, because no single value stands for them. */
export function ReviewSum({ row, index, start, isActive, measure, onActivate }: Placed & { readonly row: SummaryRow }) {
  const { review: say } = useWords();
  return (
    <div
      ref={measure} className="diff-row virtual-row" role="row" data-index={index} data-kind={row.kind} aria-rowindex={index + 2} tabIndex={isActive ? 0 : -1}
      style={{ transform: `translateY(${start}px)` }} onClick={() => { onActivate(index); }}
    >
      <Kind kind={row.kind} />
      <span className="diff-sum" role="rowheader">{row.kind === 'moved' ? say.movedKeys(row.count) : say.commentLines(row.count)}</span>
      {row.names.length === 0 ? null : <span className="diff-names mono clip" role="gridcell" title={row.names.join(', ')}>{row.names.join(', ')}{row.count > row.names.length ? ' …' : ''}</span>}
    </div>
  );
}
