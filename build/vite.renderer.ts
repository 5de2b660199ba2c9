// The page's bundle. No maps, no inline code, nothing from another origin: the page runs under a policy that allows neither.
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { root } from './root.ts';

/** Builds the page into `outDir`. `base` is relative, so that one build serves under every origin. */
export function rendererConfig(outDir: string): InlineConfig {
  return {
    configFile: false,
    root: `${root}/renderer`,
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome156',
      sourcemap: false,
      // WHY: an inlined picture is one more data: address in the page; a file has a place in the list of files.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              { name: 'react', test: /node_modules\/(?:react|react-dom|scheduler)\// },
            ],
          },
        },
      },
    },
  };
}
