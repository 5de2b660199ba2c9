// Ctrl+C in the middle of long work: what was written is put back, and what was being read is given up, instead of leaving that to the next time.
import type { Session } from './session.ts';

export async function cancellable<T>(session: Session, work: () => Promise<T>): Promise<T> {
  const cancel = (): void => {
    for (const call of ['recipients.cancelWork', 'recipients.cancelExposed'] as const) void session.call(call, {});
  };
  process.on('SIGINT', cancel);
  process.on('SIGTERM', cancel);
  try {
    return await work();
  } finally {
    process.off('SIGINT', cancel);
    process.off('SIGTERM', cancel);
  }
}
