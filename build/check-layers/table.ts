// Who may import whom. One entry for each layer; what is not allowed here is forbidden. Change it only together with the map in README.md.

export interface Allowed {
  readonly what: RegExp;
  /** True if only `import type` may reach it. */
  readonly typesOnly?: boolean;
}
export interface Layer {
  readonly name: string;
  /** Which files belong to it; the first layer that fits wins. A first group captures the room. */
  readonly files: RegExp;
  /** Files of the repository, as paths from the root. Files of the same room are always allowed. */
  readonly paths: readonly Allowed[];
  /** npm packages by name; `node:` stands for all of Node. */
  readonly packages: readonly Allowed[];
  /** What to do instead of a forbidden import. */
  readonly instead: string;
}

const all = (...patterns: readonly RegExp[]): readonly Allowed[] => patterns.map((what) => ({ what }));
const types = (...patterns: readonly RegExp[]): readonly Allowed[] => patterns.map((what) => ({ what, typesOnly: true }));

const node = /^node:/;
const contract = /^shared\/ipc\//;
const pureText = /^shared\/text\//;
const words = /^shared\/words\//;
/** What both sides of a port need: the interfaces, the refusals, the reading of files, the giving to a sink, the reading of what is sealed and the wrappers of plaintext. */
const base = /^electron\/core\/(?:ports|refusal|read-again|give|sealed-json|secret\/index)\.ts$/;
const coreDoor = /^electron\/core\/index\.ts$/;
const senderRule = /^electron\/core\/gate\/sender\.ts$/;
const nodePorts = /^electron\/node-ports\//;
const styles = /^renderer\/styles\//;

export const layers: readonly Layer[] = [
  { name: 'shared', files: /^shared\//, paths: all(/^shared\//), packages: all(/^valibot$/), instead: 'shared imports valibot and itself, nothing else: it must run in Node and in a browser.' },
  {
    name: 'the gate', files: /^electron\/core\/(gate)\//, paths: all(contract, pureText, base), packages: all(node, /^valibot$/),
    instead: 'The gate knows no room: its handlers are handed in by core/index.ts.',
  },
  {
    name: 'core/index', files: /^electron\/core\/index\.ts$/, paths: all(contract, pureText, base, /^electron\/core\/[^/]+\/index\.ts$/), packages: all(node, /^valibot$/),
    instead: 'core/index.ts puts rooms together by their doors: add what you need to a room\'s index.ts, or to core/ports.ts.',
  },
  {
    name: 'the ground of the core', files: /^electron\/core\/[^/]+\.ts$/, paths: all(contract, base), packages: all(node),
    instead: 'Ports, refusals, reading and giving are the ground that every room stands on: they know no room.',
  },
  { name: 'core/secret', files: /^electron\/core\/(secret)\//, paths: [], packages: all(node), instead: 'Plaintext wrappers know nobody: pass what they need as an argument.' },
  {
    name: 'core/connections', files: /^electron\/core\/(connections)\//, paths: all(contract, pureText, base, /^electron\/core\/(?!gate\/)[^/]+\/index\.ts$/), packages: all(node, /^undici$/),
    instead: 'The room that opens connections knows the policy, and nothing of what goes over them.',
  },
  {
    name: 'a room of the core', files: /^electron\/core\/([^/]+)\//, paths: all(contract, pureText, base, /^electron\/core\/(?!gate\/)[^/]+\/index\.ts$/),
    packages: all(/^node:(?!(?:net|tls|https?|http2|dgram)$)/, /^(?:valibot|age-encryption|@noble\/ciphers|yaml|re2js|@scure\/bip39|otpauth|node-vault)$/),
    instead: 'A room knows its own files, core/ports, core/refusal, core/read-again, core/give, core/sealed-json, core/secret, shared/ipc, shared/text and a neighbour\'s index.ts. An outside power is a port in core/ports.ts, a connection comes from core/connections; the gate comes to you; words are for adapters.',
  },
  { name: 'node-ports', files: /^electron\/(node-ports)\//, paths: all(contract, pureText, base), packages: all(node, /^@napi-rs\/keyring$/), instead: 'electron/node-ports is plain Node that implements core/ports: it knows no room, no shell and no electron.' },
  {
    name: 'the Electron shell', files: /^electron\/(shell)\//, paths: all(coreDoor, senderRule, base, nodePorts, contract, pureText, words), packages: all(node, /^electron$/),
    instead: 'The shell knows core/index, core/ports, core/refusal, core/secret, core/gate/sender, node-ports and shared: a room is reached by router.handle.',
  },
  {
    name: 'the Chromium host', files: /^electron\/(host)\//, paths: all(coreDoor, senderRule, base, nodePorts, contract, pureText, words, /^electron\/shell\/(?:headers|app-protocol|renderer-files|allow-list)\.ts$/),
    packages: all(node, /^playwright-core$/),
    instead: 'The host knows core/index, core/ports, core/gate/sender, node-ports, shared, and of the shell only what it serves the renderer with.',
  },
  { name: 'the command line', files: /^electron\/(cli)(?:\/|\.ts$)/, paths: all(/^electron\/cli\//, coreDoor, base, nodePorts, contract, pureText, words), packages: all(node), instead: 'The command line calls the core by router.handle; add a call to shared/ipc.' },
  { name: 'main.ts', files: /^electron\/main\.ts$/, paths: all(/^electron\/shell\//, coreDoor, nodePorts), packages: all(node, /^electron$/), instead: 'main.ts is the order of start-up and nothing else: put the work into electron/shell.' },
  { name: 'preload.ts', files: /^electron\/preload\.ts$/, paths: types(contract), packages: all(/^electron$/), instead: 'The preload exposes call, on and dropped, and never grows: a sandboxed preload can load nothing but electron.' },
  { name: 'the bridge', files: /^renderer\/(bridge)\//, paths: types(contract), packages: all(/^react$/), instead: 'The bridge takes types from shared/ipc (write `import type`) and react, nothing else: a schema would pull valibot into the page.' },
  {
    name: 'a component', files: /^renderer\/(components)\//, paths: [{ what: styles }], packages: all(/^react(?:-dom)?$/, /^@base-ui\/react$/, /^@tanstack\/react-virtual$/),
    instead: 'Components are dumb: hand in texts, data and callbacks as properties.',
  },
  {
    name: 'a feature', files: /^renderer\/features\/([^/]+)\//,
    paths: all(/^renderer\/(?:bridge|components|stores|words|styles)\//, /^renderer\/features\/[^/]+\/index\.tsx?$/, pureText, words), packages: all(/^react(?:-dom)?$/, /^zustand$/, /^@tanstack\/react-virtual$/, /^cmdk$/, /^lean-qr$/, /^uplot$/, /^@codemirror\/(?:state|view)$/),
    instead: 'A feature knows bridge, components, stores, words, shared/text and another feature\'s index.ts. What the core must do is a call in shared/ipc; its types come through the bridge.',
  },
  { name: 'the app-wide stores', files: /^renderer\/(stores)\//, paths: all(/^renderer\/bridge\//, pureText, words), packages: all(/^react$/, /^zustand$/), instead: 'App-wide stores know the bridge and zustand, no feature and no component.' },
  { name: 'the words of the renderer', files: /^renderer\/(words)\//, paths: [...all(words, pureText), ...types(contract)], packages: all(/^react$/), instead: 'Words know shared/words, nothing else.' },
  { name: 'styles', files: /^renderer\/(styles)\//, paths: [], packages: [], instead: 'Styles are CSS and know nobody.' },
  {
    name: 'the top of the renderer', files: /^renderer\/[^/]+$/, paths: all(/^renderer\//, pureText, words), packages: all(/^react(?:-dom)?$/, /^@base-ui\/react$/, /^zustand$/),
    instead: 'main.tsx and app.tsx put features together: reach them by their index.ts.',
  },
  {
    name: 'the build', files: /^build\//, paths: all(/^build\//, /^electron\/host\//, /^electron\/shell\/(?:headers|app-protocol|renderer-files|allow-list)\.ts$/, coreDoor, base, nodePorts, /^shared\//),
    packages: all(node, /^(?:vite|vitest|@vitejs\/plugin-react|playwright-core|valibot)$/),
    instead: 'The build knows its own files, the host, the core by its door, and shared. It never imports electron: that import starts a download where the runtime is missing.',
  },
  {
    name: 'a test', files: /^test\//, paths: all(/^(?:test|shared|electron|renderer|build)\//),
    packages: [...all(node, /^(?!electron$)/), ...types(/^electron$/)], instead: 'A test takes types from electron and hands in an object of that shape: importing it starts a download where the runtime is missing.',
  },
];

/** Files behind a door that others may import all the same, with the reason. */
export const openBehindDoors: ReadonlyMap<string, string> = new Map([
  ['electron/core/gate/sender.ts', 'every shell builds a sender and applies the same rule'],
  ['shared/words/both.ts', 'the command line and the shell answer in either language; the page must load one only'],
]);

/** The only files that may open a wrapped secret, with the reason. Tests may, everywhere. */
export const mayExpose: ReadonlyMap<string, string> = new Map([
  ['electron/core/secret/index.ts', 'it is the wrapper'],
  ['electron/core/sealed-json.ts', 'reads a record that the profile sealed'],
  ['electron/core/gate/router.ts', 'puts the one value of a reveal into its answer'],
  ['electron/core/age/unwrap.ts', 'hands an identity to the age library'],
  ['electron/core/age/handlers.ts', 'counts the bytes of a file that goes into a sink'],
  ['electron/core/age/identity-text.ts', 'tells identities of plugins from others'],
  ['electron/core/age/plugins.ts', 'hands a plugin what it asked the person for'],
  ['electron/core/age/ssh-key-file.ts', 'opens an SSH key with its passphrase'],
  ['electron/core/age/scrypt.ts', 'derives a key from a passphrase'],
  ['electron/core/audit/keeper.ts', 'seals and reads the keys of the audit log in the profile'],
  ['electron/core/backends/vault/login.ts', 'sends what a person logs in with to its method'],
  ['electron/core/backends/vault/wrapping.ts', 'asks what a wrapping token says of itself'],
  ['electron/core/backends/vault/transport.ts', 'sends the token along with a request'],
  ['electron/core/clipboard/index.ts', 'hands a copied value to the clipboard port, and compares before clearing'],
  ['electron/core/projects/sample-project.ts', 'writes the throw-away identity of the sample into its keys.txt'],
  ['electron/core/vault/drafts.ts', 'packs what was typed, to be sealed by the profile, and hands it to the write that saves it'],
  ['electron/core/vault/agreed.ts', 'compares the name of a connection that the person typed'],
  ['electron/core/vault/links.ts', 'keeps the token of a login in the profile'],
  ['electron/core/vault/wrapping-handlers.ts', 'saves what a wrapping token opened as a secret'],
  ['electron/core/vault/secret-handlers.ts', 'counts the bytes of a wrapping token that goes into a sink'],
  ['electron/node-ports/clear-file.ts', 'writes a file in clear text where a person said so'],
  ['electron/core/sops/compare-files.ts', 'compares the values of two files'],
  ['electron/core/profile/identities.ts', 'seals the identities that the profile keeps'],
  ['electron/core/consent/index.ts', 'compares a code with the second factor'],
  ['electron/core/factor/set-up.ts', 'writes what was made for the second factor into a sink'],
  ['electron/core/profile/handlers.ts', 'hands a new recovery key to a sink'],
  ['electron/core/sops/conflict.ts', 'compares the values of two versions'],
  ['electron/core/sops/draft.ts', 'drops a change that changes nothing'],
  ['electron/core/sops/edit-entry.ts', 'copies the value of an entry that is duplicated'],
  ['electron/core/sops/encrypt-file.ts', 'finds the values that an earlier encrypted version holds, too'],
  ['electron/core/sops/lines.ts', 'writes comments as text and tells a typed value from the saved one'],
  ['electron/core/sops/list-entries.ts', 'guesses the kind of a value and what is odd about it'],
  ['electron/core/sops/look-around.ts', 'compares pending values with those of neighbours'],
  ['electron/core/sops/open-file.ts', 'decrypts and verifies'],
  ['electron/core/sops/park.ts', 'packs a draft, to be sealed by the profile'],
  ['electron/core/sops/plain-text.ts', 'writes the clear file for a sink'],
  ['electron/core/sops/references.ts', 'finds the value of a line among those that were listed for it'],
  ['electron/core/sops/rewrap-file.ts', 'seals the values of a file anew under another data key'],
  ['electron/core/sops/save-file.ts', 'encrypts and computes the MAC'],
  ['electron/core/sops/sections.ts', 'masks comments'],
  ['electron/core/sops/value-handlers.ts', 'hands one value to a sink'],
  ['electron/cli/sinks.ts', 'writes what a sink was given to standard output or to the file that was asked for'],
]);

/** A folder in one of these is a room and has a README.md. */
export const parentsOfRooms: readonly string[] = ['.', 'shared', 'electron', 'electron/core', 'renderer', 'renderer/features', 'test'];
/** Folders that only hold rooms. */
export const notRooms: ReadonlySet<string> = new Set(['shared', 'electron', 'renderer', 'renderer/features']);

export const limits: readonly { readonly files: RegExp; readonly lines: number; readonly what: string }[] = [
  { files: /^electron\/main\.ts$/, lines: 120, what: 'main.ts' },
  { files: /(?:^|\/)index\.tsx?$/, lines: 150, what: 'a door' },
  { files: /\.tsx?$/, lines: 300, what: 'a file' },
];
