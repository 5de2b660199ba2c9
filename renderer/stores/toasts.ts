// Notices that come and go, and the last thing said to screen readers only. Texts of names and counts; never a value.
import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'done' | 'refused';
}
export interface ToastState {
  readonly toasts: readonly Toast[];
  readonly said: string;
  show(text: string, tone?: Toast['tone']): void;
  close(id: number): void;
  /** Tells screen readers, shows nothing. */
  say(text: string): void;
}

/** How long a notice stays, in milliseconds; a refusal stays until it is closed. */
const stayMs = 6000;
const atMost = 3;

export function createToastStore(): StoreApi<ToastState> {
  let nextId = 1;
  return createStore<ToastState>((set, get) => ({
    toasts: [],
    said: '',
    show(text, tone = 'done') {
      const id = nextId;
      nextId += 1;
      set(({ toasts }) => ({ toasts: [...toasts, { id, text, tone }].slice(-atMost) }));
      if (tone === 'done') setTimeout(() => { get().close(id); }, stayMs);
    },
    close(id) {
      set(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
    },
    say(text) {
      // WHY changed a little: the same words twice in a row would not be read again.
      set(({ said }) => ({ said: said === text ? `${text}\u200b` : text }));
    },
  }));
}
