// The page's bundle. No maps, no inline code, nothing from another origin: the page runs under a policy that allows neither.
import react from '@vitejs/plugin-react';
import type { InlineConfig, Plugin } from 'vite';
import { root } from './root.ts';

/** The words of these pages come by the same door as all others, but nobody sees them at first. */
const seenAtFirst = /^(?!.*\/words\/(?:\w+\/)?(?:kit|vault)\.ts$)/;

/** Builds the page into `outDir`. `base` is relative, so that one build serves under every origin. */
export function rendererConfig(outDir: string, plugins: readonly Plugin[]): InlineConfig {
  return {
    configFile: false,
    root: `${root}/renderer`,
    base: './',
    logLevel: 'warn',
    plugins: [react(), ...plugins],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome156',
      sourcemap: false,
      // WHY: an inlined picture is one more data: address in the page; a file has a place in the list of files.
      assetsInlineLimit: 0,
      // WHY only styles with what comes late: a link for each of its scripts takes the page's thread longer than finding them one after the other.
      modulePreload: { polyfill: false, resolveDependencies: (_, files, { hostType }) => (hostType === 'html' ? files : files.filter((file) => file.endsWith('.css'))) },
      reportCompressedSize: false,
      rolldownOptions: {
        output: {
          // WHY one file for all that the first view needs: two dozen small ones take longer to find than to run. But for the questions to the core, which need not wait for it.
          codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: 'ahead', test: /\/renderer\/bridge\/ahead\.ts$/ }, { name: 'window', tags: ['$initial'], test: seenAtFirst }] },
        },
      },
    },
  };
}
