// Whether something is held over the window right now. What it is stays unknown until it is dropped.
import { useEffect, useState } from 'react';

export function useHovering(): boolean {
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    const over = (): void => { setHovering(true); };
    const gone = (event: DragEvent): void => { if (event.type !== 'dragleave' || event.relatedTarget === null) setHovering(false); };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', gone);
    window.addEventListener('drop', gone);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', gone);
      window.removeEventListener('drop', gone);
    };
  }, []);
  return hovering;
}
