// Where a new secret shall be: its path, with the engine first. Nothing is written before its fields are saved.
import { useRef } from 'react';
import { Button, Dialog, Field } from '../../components/index.ts';
import { useKept, useWords } from '../../stores/index.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface NewSecretDialogProps {
  /** What the path begins with. */
  readonly begin: string;
  /** True if an engine is there. */
  readonly fits: (path: string) => boolean;
  readonly onPath: (path: string) => void;
  readonly onClose: () => void;
}

export function NewSecretDialog({ begin, fits, onPath, onClose }: NewSecretDialogProps) {
  const say = useVaultWords();
  const { frame } = useWords();
  const [path, setPath] = useKept<string>('vault.making.path', begin);
  const field = useRef<HTMLInputElement>(null);
  const trimmed = path.trim().replace(/^\/+/, '');
  const off = trimmed === '' || trimmed.endsWith('/') || !fits(trimmed) ? say.newSecretText : undefined;
  const go = (): void => { if (off === undefined) onPath(trimmed); };
  return (
    <Dialog open size="small" title={say.newSecret} text={say.newSecretText} closeName={frame.close} onClose={onClose} first={field} foot={<><Button look="quiet" place="push" onClick={onClose}>{frame.cancel}</Button><Button look="primary" offBecause={off} onClick={go}>{say.create}</Button></>}>
      <form
        className="dialog-text stack"
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <Field mono label={say.path} value={path} onChange={setPath} ref={field} />
      </form>
    </Dialog>
  );
}
