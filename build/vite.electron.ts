// The three bundles that run outside the page: main.js (ES module), preload.cjs (CommonJS: a sandboxed preload knows no modules) and cli.js.
import type { InlineConfig } from 'vite';
import { root } from './root.ts';

interface Bundle {
  readonly entry: 'main' | 'preload' | 'cli';
  readonly format: 'es' | 'cjs';
  readonly file: string;
  /** True where a command should load only what it needs; the rest lies in chunks/. */
  readonly split: boolean;
}

const bundles: readonly Bundle[] = [
  { entry: 'main', format: 'es', file: 'main.js', split: false },
  { entry: 'preload', format: 'cjs', file: 'preload.cjs', split: false },
  { entry: 'cli', format: 'es', file: 'cli.js', split: true },
];

function config({ entry, format, file, split }: Bundle, outDir: string): InlineConfig {
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: `electron/${entry}.ts`,
      outDir,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      sourcemap: false,
      copyPublicDir: false,
      rolldownOptions: {
        external: ['electron', /^node:/],
        output: { format, entryFileNames: file, ...(split ? { chunkFileNames: 'chunks/[name]-[hash].js' } : { codeSplitting: false }) },
      },
    },
    // WHY: what ships stands alone, without node_modules.
    ssr: { noExternal: true },
  };
}

/** The bundles for `outDir`, in the order in which they are built. */
export function electronConfigs(outDir: string): readonly InlineConfig[] {
  return bundles.map((bundle) => config(bundle, outDir));
}
