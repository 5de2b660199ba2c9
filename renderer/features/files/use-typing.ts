// What an editor holds and the draft does not: the room asks before it is lost, and the core keeps it against a lock or the end of the page. The text stands in the component that calls this, and in its calls.
import { useEffect, useLayoutEffect } from 'react';
import { useBridge, type UnfinishedFor } from '../../bridge/index.ts';
import { useFiles } from './files-context.tsx';

export type Unfinished = { readonly [K in keyof UnfinishedFor]: UnfinishedFor[K] | undefined } & Pick<UnfinishedFor, 'what' | 'name'> & { readonly value: string };

/** How long nobody types before it is worth a call, in milliseconds. */
const restMs = 200;

export function useTyping(document: string, dirty: boolean, { what, entry, name, type, shape, place, recipe, value }: Unfinished): void {
  const bridge = useBridge();
  const startTyping = useFiles((state) => state.startTyping);
  const stopTyping = useFiles((state) => state.stopTyping);
  const onKeep = useFiles((state) => state.onKeep);
  useEffect(() => {
    if (!dirty) return undefined;
    startTyping();
    return () => {
      stopTyping();
      void bridge.call('sops.setUnfinished', { document });
    };
  }, [dirty, startTyping, stopTyping, bridge, document]);
  // WHY before anything is drawn: the keys that lock may come right behind the last letter.
  useLayoutEffect(() => {
    if (!dirty) return undefined;
    const facts = { entry, type, shape, place, recipe };
    const keep = async (): Promise<void> => {
      await bridge.call('sops.setUnfinished', { document, unfinished: { what, name, value, ...Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined)) } });
    };
    const timer = setTimeout(() => { void keep(); }, restMs);
    const stop = onKeep(() => {
      clearTimeout(timer);
      return keep();
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [dirty, bridge, onKeep, document, what, entry, name, type, shape, place, recipe, value]);
}
