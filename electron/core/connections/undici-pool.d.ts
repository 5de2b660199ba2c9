// The one part of undici that is used: loading all of it would bring fetch, caches and mocks along.
declare module 'undici/lib/dispatcher/pool.js' {
  import type { Pool as PoolOfUndici } from 'undici';
  const Pool: typeof PoolOfUndici;
  export default Pool;
}
