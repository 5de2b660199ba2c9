// A question that must be answered before anything else: Esc and the first button keep what is there.
import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useRef } from 'react';

export interface AskDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly text: string;
  /** What goes on. */
  readonly yes: string;
  /** Yes loses nothing: it is not drawn as a danger. */
  readonly harmless?: true;
  /** What keeps everything; has the focus. */
  readonly no: string;
  readonly onAnswer: (yes: boolean) => void;
}

export function AskDialog({ open, title, text, yes, harmless, no, onAnswer }: AskDialogProps) {
  const safe = useRef<HTMLButtonElement>(null);
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => { if (!next) onAnswer(false); }}>
      <AlertDialog.Portal>
        <AlertDialog.Viewport className="scrim">
          <AlertDialog.Popup className="dialog dialog-small" initialFocus={safe}>
            <div className="dialog-head"><AlertDialog.Title className="dialog-title">{title}</AlertDialog.Title></div>
            <div className="dialog-body"><AlertDialog.Description className="dialog-text">{text}</AlertDialog.Description></div>
            <div className="dialog-foot">
              <button ref={safe} type="button" className="btn btn-quiet push" onClick={() => { onAnswer(false); }}>{no}</button>
              <button type="button" className={`btn ${harmless === true ? 'btn-primary' : 'btn-danger'}`} onClick={() => { onAnswer(true); }}>{yes}</button>
            </div>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
