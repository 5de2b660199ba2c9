// Short notices in the corner, and what only a screen reader needs to hear. Never given a value.
import { Icon } from './icon.tsx';

export interface ToastData {
  readonly id: number;
  readonly text: string;
  readonly tone: 'done' | 'refused';
}
export interface ToastsProps {
  readonly name: string;
  readonly closeName: string;
  readonly toasts: readonly ToastData[];
  /** The last thing to say aloud without showing it. */
  readonly said: string;
  readonly onClose: (id: number) => void;
}

export function Toasts({ name, closeName, toasts, said, onClose }: ToastsProps) {
  return (
    <section aria-label={name}>
      <p className="hidden-text" role="status" aria-live="polite">{said}</p>
      <div className="toasts" role="status" aria-live="polite">
        {toasts.map(({ id, text, tone }) => (
          <div key={id} className="toast" data-tone={tone}>
            <Icon name={tone === 'done' ? 'check' : 'triangle-alert'} />
            <span>{text}</span>
            <button type="button" className="btn btn-icon btn-row push" aria-label={closeName} onClick={() => { onClose(id); }}><Icon name="x" /></button>
          </div>
        ))}
      </div>
    </section>
  );
}
