// What the window looks like, told to the core whenever it has changed, and taken over from it by a page that was made anew. Names and ids; never a value.
import type { StoreApi } from 'zustand';
import type { AppBridge, Layout } from '../../bridge/index.ts';
import type { Stores } from '../../stores/index.ts';
import type { FilesState } from './store.ts';

type OtherStores = Pick<Stores, 'projects' | 'navigation'>;

/** As much as the core takes; whoever has more folded away finds the rest unfolded. */
const most = { rows: 10_000, documents: 1000, entries: 100_000 };

/** How long nothing changes before it is worth a call, in milliseconds. */
const restMs = 200;

const searched = (filter: string | undefined): Pick<Layout, 'filter'> => (filter === undefined || filter === '' ? {} : { filter });

function layoutOf({ mode, folded, filter, filters, actives, documents }: FilesState, { projects, navigation }: OtherStores): Layout {
  return {
    room: navigation.getState().room, mode, ...searched(filter), folded: [...projects.getState().folded].slice(0, most.rows),
    documents: [...documents.values()].slice(0, most.documents).map(({ opened: { document } }) => {
      const active = actives.get(document);
      return { document, folded: [...folded.get(document) ?? []].slice(0, most.entries), ...searched(filters.get(document)), ...(active === undefined ? {} : { active }) };
    }),
  };
}

export interface LayoutKeeper {
  /** Takes over what the core has, then tells it of every change. Once. */
  start(): Promise<void>;
  /** Tells it what it does not know yet: the page may end now. */
  settle(): Promise<void>;
}

export function createLayoutKeeper(bridge: AppBridge, files: StoreApi<FilesState>, others: OtherStores): LayoutKeeper {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let started = false;

  async function settle(): Promise<void> {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    await bridge.call('app.setLayout', layoutOf(files.getState(), others));
  }
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => { void settle(); }, restMs);
  };

  return {
    settle,
    async start() {
      if (started) return;
      started = true;
      const answer = await bridge.call('app.getLayout', {});
      const layout = answer.ok ? answer.value.layout : undefined;
      if (layout !== undefined) {
        const { room, mode, filter = '', folded, documents } = layout;
        others.projects.getState().fold(folded, true);
        files.setState(({ resumed, selected }) => ({
          mode, filter, followed: selected?.file, folded: new Map(documents.map((one) => [one.document, new Set(one.folded)])), filters: new Map(documents.map((one) => [one.document, one.filter ?? ''])),
          resumed: new Map(documents.map(({ document, active }) => [document, { active, unfinished: resumed.get(document)?.unfinished }])),
        }));
        await others.navigation.getState().enter(room);
      }
      for (const store of [files, others.projects, others.navigation]) store.subscribe(changed);
    },
  };
}
