// One check of the log: under way, over, stopped. Its outcome stands here as long as the room does.
import { useCallback, useEffect, useState } from 'react';
import { useBridge, type AuditVerdict, type Told } from '../../bridge/index.ts';

export type Check =
  | { readonly is: 'none' | 'stopped' }
  | { readonly is: 'running'; readonly percent: number }
  | { readonly is: 'refused'; readonly told: Told }
  | { readonly is: 'done'; readonly verdict: AuditVerdict; readonly at: string; readonly tookMs: number; /** When the oldest line was written. */ readonly since: string | undefined };

export interface Verify {
  readonly check: Check;
  readonly start: () => void;
  readonly stop: () => void;
}

export function useVerify(): Verify {
  const bridge = useBridge();
  const [check, setCheck] = useState<Check>({ is: 'none' });
  const running = check.is === 'running';
  useEffect(() => bridge.on((event) => {
    if (event.name !== 'audit.verifyProgressed') return;
    const { done, total } = event.payload;
    setCheck((now) => (now.is === 'running' ? { is: 'running', percent: Math.floor((100 * done) / Math.max(1, total)) } : now));
  }), [bridge]);
  const start = useCallback(() => {
    setCheck({ is: 'running', percent: 0 });
    void (async () => {
      const from = performance.now();
      const answer = await bridge.call('audit.verify', {});
      const tookMs = performance.now() - from;
      if (!answer.ok) {
        setCheck(answer.error.code === 'cancelled' ? { is: 'stopped' } : { is: 'refused', told: answer.error });
        return;
      }
      const { value: verdict } = answer;
      const size = verdict.whole && verdict.lines > 0 ? await bridge.call('audit.listRange', { from: 0, limit: 1 }) : undefined;
      const oldest = size?.ok === true && size.value.total > 0 ? await bridge.call('audit.listRange', { from: size.value.total - 1, limit: 1 }) : undefined;
      setCheck({ is: 'done', verdict, at: new Date().toISOString(), tookMs, since: oldest?.ok === true ? oldest.value.entries[0]?.timestamp : undefined });
    })();
  }, [bridge]);
  const stop = useCallback(() => { void bridge.call('audit.cancelVerify', {}); }, [bridge]);
  // WHY: nobody waits for it any more.
  useEffect(() => (running ? stop : undefined), [running, stop]);
  return { check, start, stop };
}
