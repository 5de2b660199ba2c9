// Whether files or folders are held over the window right now. Which ones stays unknown until they are dropped; what the page itself lets people drag does not count.
import { useEffect, useState } from 'react';

export function useHovering(): boolean {
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent): void => { if (event.dataTransfer?.types.includes('Files') === true) setHovering(true); };
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
