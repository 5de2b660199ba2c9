// A square for a camera as one path, so that nothing but attributes of an SVG is needed to draw it.
import { generate } from 'lean-qr';

/** White around it, in modules: cameras need it (ISO/IEC 18004). */
const quiet = 4;

export function qrPath(text: string): { readonly size: number; readonly path: string } {
  const code = generate(text);
  const parts: string[] = [];
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      let run = 0;
      while (code.get(x + run, y)) run += 1;
      if (run > 0) parts.push(`M${String(x + quiet)} ${String(y + quiet)}h${String(run)}v1h-${String(run)}z`);
      x += run;
    }
  }
  return { size: code.size + 2 * quiet, path: parts.join('') };
}
