// Lines of a file of rules as they will be, with those around them, so that a person sees what is written before it is.
import type { RulesPreview } from '../../../bridge/index.ts';
import { useWords } from '../../../stores/index.ts';

/** Keys are told apart by their ends; whole ones would push the rest out of sight. */
const shorter = (line: string): string => line.replaceAll(/age1[02-9a-z]{50,}/g, (key) => `age1…${key.slice(-4)}`);

export function ChangedLines({ file, lines }: { readonly file: string; readonly lines: RulesPreview['files'][number]['lines'] }) {
  const { encrypt: say } = useWords();
  return (
    <pre className="snippet" aria-label={say.ruleLines(file)}>
      {lines.map(({ text, change }, at) => <span key={`${String(at)} ${text}`} className={change === 'same' ? 'muted' : undefined} data-kind={change}>{{ same: '  ', added: '+ ', removed: '− ' }[change]}{shorter(text)}{'\n'}</span>)}
    </pre>
  );
}
