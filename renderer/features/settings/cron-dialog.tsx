// What to put into cron for a job that was just enrolled. Shown once, for it is not needed again; names and paths, never the key.
import { Button, copyNames, Dialog } from '../../components/index.ts';
import { useToasts, useWords } from '../../stores/index.ts';
import { cronLines, type Enrolled } from './cron-lines.ts';

export function CronDialog({ enrolled, onClose }: { readonly enrolled: Enrolled; readonly onClose: () => void }) {
  const { jobs: say, settings, frame } = useWords();
  const show = useToasts((state) => state.show);
  const { job, keyFile } = enrolled;
  const lines = cronLines(enrolled, { key: say.placeholder, source: say.source });
  return (
    <Dialog
      open size="large" title={say.enrolledTitle(job.name)} text={say.enrolledText(job.expires)} closeName={frame.close} onClose={onClose}
      foot={<><Button look="quiet" icon="copy" place="push" onClick={() => { show(copyNames(lines) ? say.copied : settings.notCopied); }}>{say.copy}</Button><Button look="primary" onClick={onClose}>{frame.close}</Button></>}
    >
      <div className="dialog-text stack settings-import">
        <div className="field field-area"><textarea readOnly className="mono settings-cron" wrap="off" rows={Math.max(2, lines.length)} aria-label={say.linesName} value={lines.join('\n')} /></div>
        <p className="muted small prose">{keyFile === '' ? say.keyInKeychain : say.keyInFile} {say.keepIt}{job.actions.includes('set') ? ` ${say.linesHint}` : ''}</p>
      </div>
    </Dialog>
  );
}
