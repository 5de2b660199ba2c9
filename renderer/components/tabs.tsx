// Views of one thing, one of them in sight. Dumb: what a tab shows is handed in, and made when it is chosen.
import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

export interface Tab<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** A count beside the word, muted. */
  readonly count?: string;
  readonly panel: () => ReactNode;
  /** Stays where another one is chosen: what is typed in it is not lost. */
  readonly keep?: boolean;
}
export interface TabsProps<Value extends string> {
  readonly name: string;
  readonly value: Value;
  readonly tabs: readonly Tab<Value>[];
  readonly onChange: (value: Value) => void;
}

/** One tab stop; arrows move and choose, then Tab leads into the panel. */
export function Tabs<Value extends string>({ name, value, tabs, onChange }: TabsProps<Value>) {
  return (
    <Base.Root
      value={value}
      onValueChange={(next: unknown) => {
        const chosen = tabs.find((tab) => tab.value === next);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      <Base.List className="tabs" aria-label={name} activateOnFocus>
        {tabs.map((tab) => <Base.Tab key={tab.value} value={tab.value} className="tab">{tab.label}{tab.count === undefined ? null : <span className="tally">{tab.count}</span>}</Base.Tab>)}
      </Base.List>
      {tabs.map((tab) => <Base.Panel key={tab.value} value={tab.value} className="tab-panel" keepMounted={tab.keep === true}>{tab.value === value || tab.keep === true ? tab.panel() : null}</Base.Panel>)}
    </Base.Root>
  );
}
