// What the server keeps about a secret beside its values, asked anew each time it is looked at.
import { useCallback, useEffect, useState } from 'react';
import { useBridge, type AnswerOf, type AppContract, type Output, type Told } from '../../bridge/index.ts';

export type Metadata = Output<AppContract, 'vault.getMetadata'>;
export interface MetadataState {
  readonly metadata: Metadata | undefined;
  readonly refused: Told | undefined;
  readonly again: () => Promise<void>;
}

export function useMetadata(connection: string, path: string): MetadataState {
  const bridge = useBridge();
  const [answer, setAnswer] = useState<AnswerOf<'vault.getMetadata'>>();
  const again = useCallback(async () => { setAnswer(await bridge.call('vault.getMetadata', { connection, path })); }, [bridge, connection, path]);
  useEffect(() => {
    let over = false;
    void bridge.call('vault.getMetadata', { connection, path }).then((found) => { if (!over) setAnswer(found); });
    return () => { over = true; };
  }, [bridge, connection, path]);
  return { metadata: answer?.ok === true ? answer.value : undefined, refused: answer?.ok === false ? answer.error : undefined, again };
}
