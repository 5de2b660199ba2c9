// The jobs of the profile: what each may do without the person, until when, and where its key lies. Keys themselves never come here.
import { useCallback, useEffect, useState } from 'react';
import { useBridge, type AnswerOf, type Told } from '../../bridge/index.ts';
import { AskDialog, Button, Chip, ErrorPanel } from '../../components/index.ts';
import { useErrorWords, useKept, useToasts, useWords } from '../../stores/index.ts';
import type { Enrolled } from './cron-lines.ts';
import { CronDialog } from './cron-dialog.tsx';
import { JobDialog } from './job-dialog.tsx';
import { Item, Section } from './section.tsx';

type Job = Extract<AnswerOf<'jobs.list'>, { ok: true }>['value']['jobs'][number];
type Asked = { readonly is: 'enrol' } | { readonly is: 'enrolled'; readonly enrolled: Enrolled } | { readonly is: 'revoke'; readonly job: Job };

const chips = { valid: { icon: 'circle-check', state: 'done' }, expired: { icon: 'calendar', state: 'warning' }, missing: { icon: 'circle-slash', state: 'waiting' } } as const;

export function Jobs({ id }: { readonly id: string }) {
  const { jobs: say, settings, frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const show = useToasts((state) => state.show);
  const [jobs, setJobs] = useState<readonly Job[]>();
  const [refused, setRefused] = useState<Told>();
  const [asked, setAsked] = useKept<Asked | undefined>('settings.jobs', undefined);
  const read = useCallback(async (): Promise<void> => {
    const answer = await bridge.call('jobs.list', {});
    setJobs(answer.ok ? answer.value.jobs : []);
    setRefused(answer.ok ? undefined : answer.error);
  }, [bridge]);
  useEffect(() => { void read(); }, [read]);
  const close = (): void => { setAsked(undefined); };
  const revoke = async (name: string): Promise<void> => {
    close();
    const answer = await bridge.call('jobs.revoke', { name });
    if (answer.ok) show(say.revoked(name));
    else show(errors(answer.error).title, 'refused');
    await read();
  };
  return (
    <Section id={id} title={settings.sections.jobs} hint={say.hint} acts={<Button icon="plus" onClick={() => { setAsked({ is: 'enrol' }); }}>{say.enrol}</Button>}>
      {refused === undefined ? null : <div className="settings-text"><ErrorPanel {...errors(refused)} code={refused.code} /></div>}
      {jobs?.length === 0 && refused === undefined ? <p className="muted prose settings-text">{say.none}</p> : null}
      <ul className="items-wide">
        {jobs?.map((job) => (
          <Item
            key={job.name} icon="square-terminal" name={job.name} chip={<Chip {...chips[job.state]}>{say.states[job.state]}</Chip>}
            facts={<>{job.actions.map((action) => say.actions[action].short).join(', ')}{job.keys.length === 0 ? null : <> (<span className="mono">{job.keys.join(', ')}</span>)</>} · {job.files.map((file, at) => <span key={file}>{at === 0 ? '' : ', '}<span className="mono">{file}</span></span>)}<br />{say.until(job.expires)} · {say.places[job.place]} · {say.uses(job.uses, job.lastUsed)}</>}
            acts={<Button look="quiet" onClick={() => { setAsked({ is: 'revoke', job }); }}>{say.revoke}</Button>}
          />
        ))}
      </ul>
      {asked?.is === 'enrol' ? <JobDialog onEnrolled={(enrolled) => { setAsked({ is: 'enrolled', enrolled }); void read(); }} onClose={close} /> : null}
      {asked?.is === 'enrolled' ? <CronDialog enrolled={asked.enrolled} onClose={close} /> : null}
      {asked?.is === 'revoke' ? <AskDialog open title={say.revokeTitle(asked.job.name)} text={say.revokeText} yes={say.revoke} no={frame.cancel} onAnswer={(yes) => { if (yes) void revoke(asked.job.name); else close(); }} /> : null}
    </Section>
  );
}
