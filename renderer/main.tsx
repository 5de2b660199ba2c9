// Entry of the page: makes the stores over the one bridge and draws the window. Must never keep anything outside of them.
import { CSPProvider } from '@base-ui/react/csp-provider';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { BridgeProvider, windowClient } from './bridge/index.ts';
import { KeysProvider } from './components/index.ts';
import { createFilesStore, createLayoutKeeper, restoreFiles } from './features/files/index.ts';
import { StoresProvider, createStores } from './stores/index.ts';
import { loadWords } from '../shared/words/index.ts';
import './styles/index.css';

const bridge = windowClient();
const firstGuess = navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en';
const root = document.getElementById('root');

// WHY a function, and never an await outside of one: a language that is fetched late needs this file, and would wait for it while it waits.
async function start(into: HTMLElement): Promise<void> {
  const stores = createStores(bridge, firstGuess, await loadWords(firstGuess));
  const files = createFilesStore(bridge);
  const { session, appearance, profile, projects, shortcuts } = stores;
  const layout = createLayoutKeeper(bridge, files, stores);

  /** Everything that the window must know before it shows anything. Settles whatever the core answers. */
  async function ask(): Promise<void> {
    // WHY at once: each question is a way to the core and back, and the first view waits for all of them.
    const language = session.getState().load().then(() => session.getState().about?.systemLanguage ?? firstGuess);
    // WHY the list says it: a locked core names no project, and asking it twice would cost a way there and back.
    const covered = projects.getState().load().then(() => projects.getState().refusal?.code === 'locked');
    await Promise.all([appearance.getState().load(language), profile.getState().start(covered), covered, language]);
  }
  async function restore(): Promise<void> {
    if (session.getState().about !== undefined && profile.getState().phase === 'open') await restoreFiles(bridge, files, projects).then(layout.start);
  }
  profile.getState().onOpen(async () => {
    projects.getState().forgetRefusal();
    await projects.getState().load();
    await restoreFiles(bridge, files, projects);
    await layout.start();
  });
  profile.getState().onLock(async () => {
    await Promise.all([files.getState().keep(), layout.settle()]);
  });

  await ask();
  createRoot(into).render(
    // WHY: the page's policy refuses style elements; some parts of the kit would try to make one.
    <CSPProvider disableStyleElements>
      <BridgeProvider value={bridge}>
        <StoresProvider stores={stores}>
          <KeysProvider value={shortcuts.getState().bind}>
            <App files={files} onRetry={() => { void ask().then(restore); }} />
          </KeysProvider>
        </StoresProvider>
      </BridgeProvider>
    </CSPProvider>,
  );
  await restore();
}

if (root === null) throw new Error('the page has no root');
void start(root);
