// A dialog at the top of the window that is all one search. Esc closes it and the focus goes back to where it was.
import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode, RefObject } from 'react';

export interface SearchDialogProps {
  readonly open: boolean;
  readonly name: string;
  readonly onClose: () => void;
  /** Called when it is gone and the focus is back: what was chosen begins here. */
  readonly onClosed: () => void;
  /** The field that has the focus first. */
  readonly first: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
}

export function SearchDialog({ open, name, onClose, onClosed, first, children }: SearchDialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => { if (!next) onClose(); }} onOpenChangeComplete={(next) => { if (!next) onClosed(); }}>
      <Base.Portal>
        <Base.Viewport className="scrim scrim-top">
          <Base.Popup className="palette" initialFocus={first}>
            <Base.Title className="hidden-text">{name}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
