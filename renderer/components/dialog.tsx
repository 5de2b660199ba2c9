// A dialog with a title, a body and a foot. Esc and the cross close it; focus goes back to where it was.
import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

export interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly text: string;
  readonly closeName: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly foot: ReactNode;
}

export function Dialog({ open, title, text, closeName, onClose, children, foot }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => { if (!next) onClose(); }}>
      <Base.Portal>
        <Base.Viewport className="scrim">
          <Base.Popup className="dialog dialog-medium">
            <div className="dialog-head">
              <div className="stack">
                <Base.Title className="dialog-title">{title}</Base.Title>
                <Base.Description className="muted">{text}</Base.Description>
              </div>
              <Base.Close className="btn btn-icon push" aria-label={closeName}><Icon name="x" /></Base.Close>
            </div>
            <div className="dialog-body">{children}</div>
            <div className="dialog-foot">{foot}</div>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
