// Search everything: names of keys, files and commands. Finds and starts; must never be given a value, and keeps what was typed no longer than it is open.
import { Command } from 'cmdk';
import { useRef, type KeyboardEvent } from 'react';
import { Empty, Icon, SearchDialog } from '../../components/index.ts';
import { keyCaps, useKept, useNavigation, useToasts, useWords } from '../../stores/index.ts';
import { useMac } from '../frame/index.ts';
import { CommandRow, NameRow } from './rows.tsx';
import { useResults } from './use-results.ts';

interface SearchProps {
  readonly field: React.RefObject<HTMLInputElement | null>;
  /** Closes, and then does what was chosen. */
  readonly onChoose: (act: () => void) => void;
  readonly onClose: () => void;
}

function Hint({ keys, children }: { readonly keys: string; readonly children: string }) {
  return <span><kbd className="kbd">{keys}</kbd> {children}</span>;
}

function Search({ field, onChoose, onClose }: SearchProps) {
  const { palette: say, preferences } = useWords();
  const mac = useMac();
  const announce = useToasts((state) => state.say);
  const [typed, setTyped] = useKept<string>('palette', '');
  const takeAhead = useNavigation((state) => state.takeAhead);
  const whole = useRef<HTMLDivElement>(null);
  const { groups, commands, wanted, count, onlyCommands } = useResults(typed);

  const hear = (): void => {
    const ahead = takeAhead();
    if (ahead !== '') setTyped((now) => now + ahead);
  };
  const copy = (): void => {
    // WHY asked of the page: to be told of each row that the arrows pass would draw all of them anew.
    const value = whole.current?.querySelector('[role="option"][aria-selected="true"]')?.getAttribute('data-value');
    const group = groups.find(({ shown }) => shown.some(({ id }) => id === value));
    const row = group?.shown.find(({ id }) => id === value);
    if (group === undefined || row === undefined) return;
    const { copy: put } = group.source;
    if (put === undefined) announce(say.notCopied(row.name));
    else onChoose(() => { put(row.index); });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const command = mac ? event.metaKey : event.ctrlKey;
    if (!command || (event.key !== 'Enter' && event.key.toLowerCase() !== 'k')) return;
    event.preventDefault();
    if (event.key === 'Enter') copy();
    else onClose();
  };
  const said = (keys: string): string => keyCaps(keys, mac, preferences.keys).join(' ');
  return (
    <Command ref={whole} shouldFilter={false} vimBindings={false} label={say.field} onKeyDown={onKeyDown} className="palette-search">
      <div className="palette-input">
        <Icon name="search" />
        <Command.Input ref={field} value={typed} onValueChange={setTyped} onFocus={hear} aria-label={say.field} />
        <span className="tally" role="status">{say.names(count)}</span>
      </div>
      <Command.List className="palette-list" label={say.results}>
        {groups.map(({ source, shown, count: all }) => (shown.length === 0 ? null : (
          <Command.Group key={source.id} value={source.id} heading={<div className="palette-group"><span>{source.title}</span><span>{shown.length < all ? say.someOf(shown.length, all) : all}</span></div>}>
            {/* WHY by place: the words of a row change for far less than a new row costs. */}
            {shown.map(({ id, name, index }, place) => <NameRow key={place} id={id} icon={source.icon(index)} name={name} where={source.where(index)} typed={wanted} enter={said('Enter')} onSelect={() => { onChoose(() => { source.open(index); }); }} />)}
          </Command.Group>
        )))}
        {commands.shown.length === 0 ? null : (
          <Command.Group value="commands" heading={<div className="palette-group"><span>{say.commands}</span><span>{commands.shown.length < commands.count ? say.someOf(commands.shown.length, commands.count) : commands.count}</span></div>}>
            {commands.shown.map(({ id, command }, place) => (
              <CommandRow
                key={place} id={id} title={command.title} typed={wanted} keys={command.keys === undefined ? said('Enter') : said(command.keys)} own={command.keys !== undefined} off={command.off === undefined ? undefined : say.off(command.off)}
                onSelect={() => {
                  if (command.off === undefined) onChoose(command.run);
                  else announce(`${command.title}, ${say.off(command.off)}`);
                }}
              />
            ))}
          </Command.Group>
        )}
      </Command.List>
      {count > 0 ? null : <Empty icon="search" title={say.noneTitle} text={onlyCommands ? say.noCommand : say.none} />}
      <div className="palette-foot">
        <Hint keys={said('Enter')}>{say.open}</Hint>
        <Hint keys={said('Ctrl+Enter')}>{say.copy}</Hint>
        <Hint keys=">">{say.onlyCommands}</Hint>
        <Hint keys={said('Escape')}>{say.close}</Hint>
        <span className="push">{say.promise}</span>
      </div>
    </Command>
  );
}

/** Open while the window says so. */
export function Palette() {
  const { palette: say } = useWords();
  const open = useNavigation((state) => state.dialog === 'palette');
  const show = useNavigation((state) => state.show);
  const field = useRef<HTMLInputElement>(null);
  // WHY later: what is done must find the window as it was, with the focus where it was.
  const chosen = useRef<() => void>(undefined);
  const close = (): void => { show(undefined); };
  return (
    <SearchDialog
      open={open} name={say.title} first={field} onClose={close}
      onClosed={() => {
        const act = chosen.current;
        chosen.current = undefined;
        act?.();
      }}
    >
      <Search
        field={field} onClose={close}
        onChoose={(act) => {
          chosen.current = act;
          close();
        }}
      />
    </SearchDialog>
  );
}
