// The policy in force: what is wrong with the person's own, every rule with its value and how it stands, and what open projects ask for.
import { useCallback, useEffect, useState } from 'react';
import { useBridge, type PolicyRow, type PolicyView, type Told } from '../../bridge/index.ts';
import { Chip, ErrorPanel } from '../../components/index.ts';
import { useErrorWords, useKept, useProjects, useToasts, useWords } from '../../stores/index.ts';
import { PolicyDialog } from './policy-dialog.tsx';
import { PolicyFindings } from './policy-findings.tsx';
import { PolicyGrid } from './policy-grid.tsx';
import { ProjectPolicyPart, type OfProject } from './policy-project.tsx';
import { Section } from './section.tsx';

interface Read {
  readonly view: PolicyView;
  readonly projects: readonly OfProject[];
}

export function Policy({ id }: { readonly id: string }) {
  const { policy: say, settings } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const show = useToasts((state) => state.show);
  const open = useProjects((state) => state.projects);
  const [read, setRead] = useState<Read>();
  const [refused, setRefused] = useState<Told>();
  const [editing, setEditing] = useKept<PolicyRow['field'] | undefined>('settings.policy', undefined);
  const edited = read?.view.rows.find(({ field }) => field === editing);
  const look = useCallback(async (): Promise<void> => {
    const view = await bridge.call('policy.getView', {});
    if (!view.ok) {
      setRefused(view.error);
      return;
    }
    const asked = await Promise.all(open.map(async ({ project, name }) => ({ project, name, answer: await bridge.call('policy.getView', { project }) })));
    setRefused(undefined);
    setRead({ view: view.value, projects: asked.flatMap(({ project, name, answer }) => (answer.ok && answer.value.project !== undefined && answer.value.project.state !== 'none' ? [{ project, name, policy: answer.value.project }] : [])) });
  }, [bridge, open]);
  useEffect(() => { void look(); }, [look]);
  const elsewhere = read?.view.rows.filter(({ standing, notHere, origin }) => (standing === 'elsewhere' && origin !== 'default') || notHere.length > 0).length ?? 0;
  return (
    <Section
      id={id} title={settings.sections.policy} hint={read === undefined ? '' : read.view.there ? <span className="mono">{read.view.path}</span> : say.none}
      acts={elsewhere === 0 ? null : <Chip icon="triangle-alert" state="warning">{say.countElsewhere(elsewhere)}</Chip>}
    >
      {refused === undefined ? null : <div className="settings-text"><ErrorPanel {...errors(refused)} code={refused.code} /></div>}
      {read === undefined || read.view.findings.length === 0 ? null : <div className="settings-text"><p>{say.findings(read.view.findings.length)}</p><PolicyFindings findings={read.view.findings} /></div>}
      {read === undefined ? null : <PolicyGrid rows={read.view.rows} onEdit={({ field }) => { setEditing(field); }} />}
      {read?.projects.map((one) => <ProjectPolicyPart key={one.project} of={one} rows={read.view.rows} onDone={(text) => { show(text); void look(); }} />)}
      {edited === undefined ? null : (
        <PolicyDialog
          row={edited} onClose={() => { setEditing(undefined); }}
          onDone={() => {
            setEditing(undefined);
            show(say.saved);
            void look();
          }}
        />
      )}
    </Section>
  );
}
