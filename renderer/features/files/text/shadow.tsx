// A shadow root with our own sheet linked in it: the only place where the editor's style module keeps to the page's policy (it adopts a sheet there, it writes an element elsewhere).
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import sheet from '../../../styles/text.css?url';

export interface ShadowProps {
  /** What it is called while it waits for its sheet: an editor measures itself when it is made. */
  readonly waitingName: string;
  readonly children: (root: ShadowRoot) => ReactNode;
}

export function Shadow({ waitingName, children }: ShadowProps) {
  const host = useRef<HTMLDivElement>(null);
  const [root, setRoot] = useState<ShadowRoot>();
  useEffect(() => {
    const { current } = host;
    if (current === null) return undefined;
    const shadow = current.shadowRoot ?? current.attachShadow({ mode: 'open' });
    const link = current.ownerDocument.createElement('link');
    link.rel = 'stylesheet';
    link.href = sheet;
    const ready = (): void => { setRoot(shadow); };
    link.addEventListener('load', ready, { once: true });
    link.addEventListener('error', ready, { once: true });
    shadow.append(link);
    return () => { link.remove(); };
  }, []);
  return (
    <div className="detail-body" aria-busy={root === undefined} aria-label={root === undefined ? waitingName : undefined} role="group">
      <div ref={host} />
      {root === undefined ? null : createPortal(children(root), root)}
    </div>
  );
}
