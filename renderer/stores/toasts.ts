// Notices that come and go, and the last thing said to screen readers only. Texts of names and counts; never a value.
import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'done' | 'refused';
  /** One thing to do about it, such as taking it back. */
  readonly act?: { readonly label: string; readonly onClick: () => void } | undefined;
}
export interface ToastState {
  readonly toasts: readonly Toast[];
  readonly said: string;
  /** A refusal stays until it is closed. How long the others stay is for whoever draws them to count: only while somebody can look. */
  show(text: string, tone?: Toast['tone'], act?: Toast['act']): void;
  close(id: number): void;
  /** Tells screen readers, shows nothing. */
  say(text: string): void;
}

const atMost = 3;

export function createToastStore(): StoreApi<ToastState> {
  let nextId = 1;
  return createStore<ToastState>((set) => ({
    toasts: [],
    said: '',
    show(text, tone = 'done', act) {
      const id = nextId;
      nextId += 1;
      set(({ toasts }) => ({ toasts: [...toasts, { id, text, tone, act }].slice(-atMost) }));
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
