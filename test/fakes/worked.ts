// How long this thread worked, for tests of what something may cost. WHY not the clock: on a busy computer it goes on while others work.

/** Milliseconds so far. */
export function worked(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
