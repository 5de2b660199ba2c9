// What a test of a connection found, step by step, and what to do about the step that failed.
import type { AnswerOf, ConnectionStep } from '../../bridge/index.ts';
import { ErrorPanel, Icon, type IconName } from '../../components/index.ts';
import { useErrorWords } from '../../stores/index.ts';
import { useVaultWords } from './use-vault-words.ts';

export type Tested = AnswerOf<'vault.testConnection'>;

const looks = { passed: { state: 'done', icon: 'circle-check' }, failed: { state: 'failed', icon: 'circle-x' }, skipped: { state: 'waiting', icon: 'circle' } } as const satisfies Readonly<Record<ConnectionStep['state'], { readonly state: string; readonly icon: IconName }>>;
const order = ['name', 'reach', 'trust', 'server'] as const;

function Step({ step: { step, state, code, detail, milliseconds } }: { readonly step: ConnectionStep }) {
  const say = useVaultWords();
  const errors = useErrorWords();
  const { state: look, icon } = looks[state];
  const facts = state === 'skipped' ? say.stepSkipped[step] : code !== undefined ? errors({ code, data: {} }).title : step === 'name' ? say.stepFacts.name(detail) : step === 'server' ? say.stepFacts.server(detail) : say.stepFacts[step];
  return (
    <li className="step" data-state={look}>
      <span className="step-mark"><Icon name={icon} /></span><span className="step-name">{say.steps[step]}<span className="hidden-text"> {say.stepSaid[state]}</span></span>
      <span className="step-time">{milliseconds === 0 ? '' : say.took(milliseconds)}</span><span className="step-facts">{facts}</span>
    </li>
  );
}

export function TestPanel({ tested, testing }: { readonly tested: Tested | undefined; readonly testing: boolean }) {
  const say = useVaultWords();
  const errors = useErrorWords();
  const steps = tested?.ok === true ? tested.value.steps : order.map((step): ConnectionStep => ({ step, state: 'skipped', detail: '', milliseconds: 0 }));
  const failed = steps.find(({ state }) => state === 'failed')?.code;
  const told = failed === undefined ? undefined : errors({ code: failed, data: {} });
  return (
    <aside className="panel" aria-label={say.testTitle}>
      <div className="panel-head"><div><h2 className="panel-title">{say.testTitle}</h2><p className="small muted">{say.testText}</p></div></div>
      <div className="panel-body">
        {testing ? <p className="muted line" role="status"><Icon name="loader-circle" look="spin" />{say.testing}</p> : null}
        {tested?.ok === false ? <ErrorPanel {...errors(tested.error)} code={tested.error.code} /> : <ol className="steps vault-steps" aria-label={say.testTitle}>{steps.map((step) => <Step key={step.step} step={step} />)}</ol>}
        {told === undefined ? null : <div className="panel-part" role="alert"><h3>{told.title}</h3><p>{told.why}</p><p>{told.next}</p></div>}
        {tested?.ok === true && failed === undefined ? <p role="status">{say.testPassed}</p> : null}
      </div>
    </aside>
  );
}
