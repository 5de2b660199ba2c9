// A dialog with a title, a body and a foot. Esc and the cross close it; focus goes back to where it was.
import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode, RefObject } from 'react';
import { Icon } from './icon.tsx';

export interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  /** One line under the title: what the dialog is about. */
  readonly text: ReactNode;
  readonly closeName: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly foot: ReactNode;
  readonly size?: 'small' | 'medium' | 'large';
  /** A chip at the end of the head. */
  readonly aside?: ReactNode;
  /** What has the focus first; else the first control. */
  readonly first?: RefObject<HTMLElement | null>;
}

const sizes = { small: 'dialog dialog-small', medium: 'dialog dialog-medium', large: 'dialog' } as const;

export function Dialog({ open, title, text, closeName, onClose, children, foot, size = 'medium', aside, first }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => { if (!next) onClose(); }}>
      <Base.Portal>
        <Base.Viewport className="scrim">
          <Base.Popup className={sizes[size]} {...(first === undefined ? {} : { initialFocus: first })}>
            <div className="dialog-head">
              <div className="stack dialog-names">
                <Base.Title className="dialog-title">{title}</Base.Title>
                <Base.Description className="muted">{text}</Base.Description>
              </div>
              <span className="push" />
              {aside}
              <Base.Close className="btn btn-icon" aria-label={closeName}><Icon name="x" /></Base.Close>
            </div>
            <div className="dialog-body">{children}</div>
            <div className="dialog-foot">{foot}</div>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
