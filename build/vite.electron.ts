// The bundles that run outside the page: main.js (ES module), preload.cjs (CommonJS: a sandboxed preload knows no modules), cli.js, and the verifier of the audit log, which goes along with exports.
import type { InlineConfig, Plugin } from 'vite';
import { root } from './root.ts';

interface Bundle {
  readonly entry: 'main' | 'preload' | 'cli' | 'core/audit/standalone';
  readonly format: 'es' | 'cjs';
  readonly file: string;
  /** True where a command should load only what it needs; the rest lies in chunks/. */
  readonly split: boolean;
}

const bundles: readonly Bundle[] = [
  { entry: 'main', format: 'es', file: 'main.js', split: false },
  { entry: 'preload', format: 'cjs', file: 'preload.cjs', split: false },
  { entry: 'cli', format: 'es', file: 'cli.js', split: true },
  { entry: 'core/audit/standalone', format: 'es', file: 'coffre-audit-verify.mjs', split: false },
];

/** What nearly every command loads, in one file: a dozen small ones take longer to find than to run. */
const commandCore = /\/electron\/cli\/(?:run|parse|grammar|failure|exit-status|terminal|printable|root|sinks|document|session|file-get)\.ts$|\/electron\/(?:core|node-ports)\/|\/shared\/(?:ipc|text)\/|\/node_modules\/valibot\//;
/** What only few commands load, and by then late: it brings a YAML parser along, or all that a server takes. */
const loadedLate = /\/core\/(?:sops\/rules-file\/(?!(?:index|find-rules|patterns)\.ts$)|backends\/|connections\/|vault\/(?:from-environment|try-connection)\.ts$)/;
const inCore = (id: string): boolean => commandCore.test(id) && !loadedLate.test(id);

/**
 * Turns `import { a } from 'node:x'` into a constant. WHY: for an import Node reads every export of a module of its own,
 * and so loads what stands behind the lazy ones (all of web crypto, for one): 6 ms, a tenth of a whole command.
 */
function lateBuiltins(): Plugin {
  const get = (name: string): string => `process.getBuiltinModule(${JSON.stringify(name)})`;
  return {
    name: 'late-builtins',
    renderChunk: (code) => code
      .replaceAll(/^import \{([^}]*)\} from "(node:[^"]+)";$/gm, (_, names: string, module: string) => `const {${names.replaceAll(' as ', ': ')}} = ${get(module)};`)
      .replaceAll(/^import (?:\* as )?(\w+) from "(node:[^"]+)";$/gm, (_, name: string, module: string) => `const ${name} = ${get(module)};`)
      .replaceAll(/^import (\w+), \{([^}]*)\} from "(node:[^"]+)";$/gm, (_, name: string, names: string, module: string) => `const ${name} = ${get(module)}, {${names.replaceAll(' as ', ': ')}} = ${name};`),
  };
}

function config({ entry, format, file, split }: Bundle, outDir: string, plugins: readonly Plugin[]): InlineConfig {
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
        // WHY not the keyring: it is native code, and finds its own file beside itself.
        external: ['electron', /^node:/, '@napi-rs/keyring'],
        output: { format, entryFileNames: file, ...(split ? { chunkFileNames: 'chunks/[name]-[hash].js', codeSplitting: { groups: [{ name: 'core', test: inCore, includeDependenciesRecursively: false }] } } : { codeSplitting: false }) },
      },
    },
    // WHY: what ships stands alone, without node_modules, but for the keyring.
    ssr: { noExternal: true, external: ['@napi-rs/keyring'] },
    plugins: [...(split ? [lateBuiltins()] : []), ...plugins],
  };
}

/** The bundles for `outDir`, in the order in which they are built. */
export function electronConfigs(outDir: string, plugins: readonly Plugin[]): readonly InlineConfig[] {
  return bundles.map((bundle) => config(bundle, outDir, plugins));
}
