// Short notices in the corner, and what only a screen reader needs to hear. Never given a value.
import { Toast as Base } from '@base-ui/react/toast';
import { useEffect, useRef } from 'react';
import { Icon } from './icon.tsx';

export interface ToastData {
  readonly id: number;
  readonly text: string;
  readonly tone: 'done' | 'refused';
  /** One thing to do about it, such as taking it back. */
  readonly act?: { readonly label: string; readonly onClick: () => void } | undefined;
}
export interface ToastsProps {
  readonly name: string;
  readonly closeName: string;
  readonly toasts: readonly ToastData[];
  /** The last thing to say aloud without showing it. */
  readonly said: string;
  readonly onClose: (id: number) => void;
}

/** How long a notice stays, in milliseconds, counted only while the window has the focus and the pointer is elsewhere. A refusal stays until it is closed. */
const stayMs = 6000;
const atMost = 3;

/** Hands the notices to the parts that show them, and tells which have gone. */
function Shown({ name, closeName, toasts, onClose }: Omit<ToastsProps, 'said'>) {
  const { toasts: shown, add, close } = Base.useToastManager<ToastData>();
  const known = useRef<ReadonlySet<number>>(new Set());
  const tell = useRef(onClose);
  useEffect(() => {
    tell.current = onClose;
  });
  useEffect(() => {
    const now = new Set(toasts.map(({ id }) => id));
    for (const id of known.current) if (!now.has(id)) close(String(id));
    for (const toast of toasts) {
      if (known.current.has(toast.id)) continue;
      add({ id: String(toast.id), description: toast.text, type: toast.tone, timeout: toast.tone === 'done' ? stayMs : 0, data: toast, onClose: () => { tell.current(toast.id); } });
    }
    known.current = now;
  }, [toasts, add, close]);
  return (
    <Base.Portal>
      <Base.Viewport className="toasts" aria-label={name}>
        {shown.toReversed().map((toast) => (
          // WHY a group: it asks nothing, and whatever has the role of a dialog would hold back the keys of the window. Its buttons are for everybody, from the start.
          <Base.Root key={toast.id} toast={toast} role="group" aria-modal={undefined} tabIndex={-1} swipeDirection="right" className="toast" data-tone={toast.type}>
            <Icon name={toast.type === 'done' ? 'check' : 'triangle-alert'} />
            <Base.Description className="toast-text" />
            {toast.data?.act === undefined ? null : <Base.Action className="btn-text push" aria-hidden={false} onClick={() => { toast.data?.act?.onClick(); close(toast.id); }}>{toast.data.act.label}</Base.Action>}
            <Base.Close className={`btn btn-icon btn-row${toast.data?.act === undefined ? ' push' : ''}`} aria-label={closeName} aria-hidden={false}><Icon name="x" /></Base.Close>
          </Base.Root>
        ))}
      </Base.Viewport>
    </Base.Portal>
  );
}

export function Toasts({ said, ...shown }: ToastsProps) {
  return (
    <>
      <p className="hidden-text" role="status" aria-live="polite">{said}</p>
      <Base.Provider limit={atMost} timeout={stayMs}><Shown {...shown} /></Base.Provider>
    </>
  );
}
