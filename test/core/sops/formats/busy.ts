// How long this thread was really at work. Wall clocks tell more about what else the machine does.
/** Milliseconds of processor time of this thread so far. */
export function busyMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** The longest time in milliseconds that the event loop was held while `work` ran. */
export async function longestHold(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = busyMs();
  const timer = setInterval(() => {
    longest = Math.max(longest, busyMs() - last);
    last = busyMs();
  }, 1);
  await work();
  clearInterval(timer);
  return longest;
}
