// The lines of the rules that a change writes, under the list of its files.
import { useEffect, useState } from 'react';
import { useBridge, type RulesPreview } from '../../../bridge/index.ts';
import { ChangedLines } from '../rules/changed-lines.tsx';

/** Draws nothing where the lines cannot be had: the list says that the rules change. */
export function RulesLines({ plan }: { readonly plan: string }) {
  const bridge = useBridge();
  const [preview, setPreview] = useState<RulesPreview>();
  useEffect(() => {
    let left = false;
    void bridge.call('recipients.previewRules', { plan }).then((answer) => { if (!left && answer.ok) setPreview(answer.value); });
    return () => { left = true; };
  }, [bridge, plan]);
  return preview?.files.map(({ path, lines }) => (
    <div key={path} className="section">
      <p className="small mono">{path}</p>
      <ChangedLines file={path} lines={lines} />
    </div>
  ));
}
