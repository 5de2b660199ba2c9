// The foot of the pane: what asks for somebody's attention, how much was read and when, and how far a reading is.
import { Chip, Icon } from '../../../components/index.ts';
import { useProjects, useWords } from '../../../stores/index.ts';
import type { FileVerdict } from '../../../bridge/index.ts';
import type { ListedFile } from '../../../stores/index.ts';

/** The reading that is longest ago: that is how old the picture may be. */
const oldest = (moments: readonly string[]): string | undefined => moments.filter((moment) => moment !== '').toSorted()[0];

export function ProjectFoot({ verdictOf }: { readonly verdictOf: (file: ListedFile) => FileVerdict }) {
  const { files: say } = useWords();
  const projects = useProjects((state) => state.projects);
  const files = useProjects((state) => state.files);
  const cancelScan = useProjects((state) => state.cancelScan);
  const all = projects.flatMap(({ project }) => files.get(project) ?? []);
  const listed = all.flatMap((project) => project.files);
  const clear = listed.filter(({ state }) => state === 'clear-text').length;
  const verdicts = listed.flatMap((file) => (file.state === 'encrypted' ? [verdictOf(file)] : []));
  const tampered = verdicts.filter((verdict) => verdict === 'tampered').length;
  const withoutKey = verdicts.filter((verdict) => verdict === 'no-key').length;
  const running = projects.find(({ project }) => files.get(project)?.scan === 'running');
  const looked = running === undefined ? undefined : files.get(running.project)?.looked;
  const broken = all.find(({ scan }) => scan === 'cancelled' || scan === 'failed');
  const readAt = oldest(all.map((project) => project.readAt));
  const facts = [say.fileCount(listed.length), ...(withoutKey === 0 ? [] : [say.withoutKeyCount(withoutKey)]), ...(readAt === undefined ? [] : [say.readAt(readAt)])];
  return (
    <div className="pane-foot">
      {clear + tampered === 0 ? null : (
        <span className="line wrap">
          {clear === 0 ? null : <Chip icon="lock-open" state="clear-text">{say.clearTextCount(clear)}</Chip>}
          {tampered === 0 ? null : <Chip icon="shield-x" state="tampered">{say.tamperedCount(tampered)}</Chip>}
        </span>
      )}
      {running === undefined || looked === undefined ? (
        <span role="status">{broken === undefined ? facts.join(', ') : broken.scan === 'failed' ? say.scanFailed : say.scanCancelled}</span>
      ) : (
        <span className="line">
          <Icon name="loader-circle" look="spin icon-sm" />
          <span role="status">{say.scanning(looked.files, looked.folders)}</span>
          <button type="button" className="btn-text push" onClick={() => { void cancelScan(running.project); }}>{say.cancelScan}</button>
        </span>
      )}
    </div>
  );
}
