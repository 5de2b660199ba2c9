// What the window looks like, told to the core whenever it has changed, and taken over from it by a page that was made anew. Names and ids; never a value.
import type { StoreApi } from 'zustand';
import type { AppBridge, Layout } from '../../bridge/index.ts';
import type { Keepable, Stores } from '../../stores/index.ts';
import type { FilesState } from './store.ts';

type OtherStores = Pick<Stores, 'projects' | 'navigation' | 'kept'>;

/** As much as the core takes; whoever has more folded away finds the rest unfolded. */
const most = { rows: 10_000, documents: 1000, entries: 100_000, kept: 100, json: 65_536 };

/** How long nothing changes before it is worth a call, in milliseconds. */
const restMs = 200;

const searched = (filter: string | undefined): Pick<Layout, 'filter'> => (filter === undefined || filter === '' ? {} : { filter });

function layoutOf({ mode, folded, filter, filters, actives, documents, selected, reviewing, conflict }: FilesState, { projects, navigation, kept }: OtherStores): Layout {
  const { room, dialog } = navigation.getState();
  const over = reviewing ? 'review' : conflict === undefined ? undefined : 'conflict';
  return {
    room, mode, ...searched(filter), ...(selected === undefined ? {} : { selected: { project: selected.project, file: selected.file } }), ...(over === undefined ? {} : { over }), ...(dialog === undefined ? {} : { dialog }),
    kept: [...kept.getState().all].map(([place, value]) => ({ place, json: value === undefined ? '' : JSON.stringify(value) })).filter(({ json }) => json.length <= most.json).slice(0, most.kept),
    folded: [...projects.getState().folded].slice(0, most.rows),
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
  let told = '';
  let kept = '';

  /** WHY without a review: one that was begun a moment before a page ended need not come back over the file. */
  function inView(): string {
    const { room, dialog } = others.navigation.getState();
    return JSON.stringify([files.getState().selected?.file, room, dialog]);
  }

  async function settle(): Promise<void> {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    const layout = layoutOf(files.getState(), others);
    // WHY compared: a list of files that is read anew changes the stores, and not what is worth keeping.
    const now = JSON.stringify(layout);
    if (now === kept) return;
    kept = now;
    const answer = await bridge.call('app.setLayout', layout);
    if (!answer.ok) kept = '';
  }
  /** Brings a file that is not open into view, as soon as the list of its project has it and unless somebody has chosen another one meanwhile. */
  function look({ project, file }: NonNullable<Layout['selected']>): void {
    const { projects } = others;
    const before = files.getState().selected;
    const found = (): boolean => {
      if (files.getState().selected !== before || !projects.getState().projects.some((known) => known.project === project)) return true;
      const listed = projects.getState().files.get(project)?.files.find((known) => known.file === file);
      if (listed !== undefined) void files.getState().select({ project, file, path: listed.path, state: listed.state });
      return listed !== undefined;
    };
    if (found()) return;
    const stop = projects.subscribe(() => { if (found()) stop(); });
  }
  /** The file that was in view, and what lay over it. */
  async function goOn({ selected: wanted, over }: Layout): Promise<void> {
    const { selected, startReview, startConflict } = files.getState();
    if (wanted !== undefined && wanted.file !== selected?.file) look(wanted);
    else if (over === 'review') await startReview();
    else if (over === 'conflict') await startConflict();
  }
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => { void settle(); }, restMs);
    // WHY at once: a page that ends a moment later must not come back with another file or dialog than the last one.
    const now = inView();
    if (now === told) return;
    told = now;
    void settle();
  };

  return {
    settle,
    async start() {
      if (started) return;
      started = true;
      const before = files.getState().selected;
      const answer = await bridge.call('app.getLayout', {});
      const layout = answer.ok ? answer.value.layout : undefined;
      if (layout !== undefined) {
        const { room, mode, filter = '', folded, documents, dialog, kept } = layout;
        others.projects.getState().fold(folded, true);
        files.setState(({ resumed, selected }) => ({
          mode, filter, followed: selected?.file, folded: new Map(documents.map((one) => [one.document, new Set(one.folded)])), filters: new Map(documents.map((one) => [one.document, one.filter ?? ''])),
          resumed: new Map(documents.map(({ document, active }) => [document, { active, unfinished: resumed.get(document)?.unfinished }])),
        }));
        for (const { place, json } of kept) others.kept.getState().put(place, json === '' ? undefined : JSON.parse(json) as Keepable);
        await others.navigation.getState().enter(room);
        if (dialog !== undefined) others.navigation.getState().show(dialog);
        // WHY compared: somebody may have chosen a file while the core answered.
        if (files.getState().selected === before) await goOn(layout);
      }
      for (const store of [files, others.projects, others.navigation, others.kept]) store.subscribe(changed);
    },
  };
}
