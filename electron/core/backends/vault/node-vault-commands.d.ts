// The one file of node-vault that is used: its table of calls, plain data. Its own types know the program only, which never runs here.
declare module 'node-vault/src/commands.js' {
  const table: Readonly<Record<string, { readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'LIST'; readonly path: string }>>;
  export default table;
}
