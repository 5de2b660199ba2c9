// What is found for what was typed: names are asked for once, when the palette opens, and made ready once.
import { useEffect, useMemo, useState } from 'react';
import { useNavigation, useShortcuts, useStores, type AskedGroup, type Command, type SearchGroup } from '../../stores/index.ts';
import { prepare, rank } from './rank.ts';

interface FoundName {
  readonly id: string;
  readonly name: string;
  readonly index: number;
}
export interface Results {
  readonly groups: readonly { readonly source: SearchGroup; readonly shown: readonly FoundName[]; readonly count: number }[];
  readonly commands: { readonly shown: readonly { readonly id: string; readonly command: Command }[]; readonly count: number };
  /** What is looked for, without the sign for commands. */
  readonly wanted: string;
  readonly count: number;
  readonly onlyCommands: boolean;
}

/** A group of names shows this many at most, so that a letter costs no more than a frame; its head tells how many there are. Commands are few. */
const [atMost, commandsAtMost] = [20, 50];

const none: readonly AskedGroup[] = [];
const parsed = (typed: string): Pick<Results, 'wanted' | 'onlyCommands'> => {
  const onlyCommands = typed.startsWith('>');
  return { onlyCommands, wanted: (onlyCommands ? typed.slice(1) : typed).trim() };
};

/** What others found, as they answered last: it stays until the next answer, so that the list does not flicker. */
function useAsked(typed: string): readonly AskedGroup[] {
  const asks = useNavigation((state) => state.asks);
  const [asked, setAsked] = useState<readonly AskedGroup[]>(none);
  const { wanted, onlyCommands } = parsed(typed);
  const asksNow = wanted !== '' && !onlyCommands;
  useEffect(() => {
    if (!asksNow) return undefined;
    let over = false;
    void Promise.all(asks.map((ask) => ask(wanted, atMost))).then((found) => {
      if (over) return;
      const groups = found.filter((group) => group !== undefined);
      // WHY the same nothing: an answer without a name must not draw all rows anew.
      setAsked(groups.length === 0 ? none : groups);
    });
    return () => { over = true; };
  }, [asks, asksNow, wanted]);
  return asksNow ? asked : none;
}
export function useResults(typed: string): Results {
  const asked = useAsked(typed);
  const { navigation } = useStores();
  const registered = useShortcuts((state) => state.commands);
  const [sources] = useState(() => navigation.getState().searchGroups().map((source) => ({ source, prepared: prepare(source.names) })));
  const commands = useMemo(() => {
    const listed = registered.filter(({ id }) => id !== 'palette').toSorted((a, b) => Number(a.group === 'window') - Number(b.group === 'window'));
    return { listed, prepared: prepare(listed.map(({ title }) => title)) };
  }, [registered]);

  const here = useMemo(() => {
    const { wanted, onlyCommands } = parsed(typed);
    const groups = (onlyCommands ? [] : sources).map(({ source, prepared }) => {
      const { best, count } = rank(prepared, wanted, atMost);
      return { source, count, shown: best.map((index) => ({ id: `${source.id}:${index}`, name: source.names[index] ?? '', index })) };
    });
    const found = rank(commands.prepared, wanted, commandsAtMost);
    const shown = found.best.flatMap((index) => {
      const command = commands.listed[index];
      return command === undefined ? [] : [{ id: `command:${command.id}`, command }];
    });
    return { groups, commands: { shown, count: found.count }, wanted, onlyCommands };
  }, [typed, sources, commands]);
  const groups = [...here.groups, ...asked.map(({ source, count }) => ({ source, count, shown: source.names.map((name, index) => ({ id: `${source.id}:${name}:${source.where(index)}`, name, index })) }))];
  return { ...here, groups, count: groups.reduce((sum, { count }) => sum + count, here.commands.count) };
}
