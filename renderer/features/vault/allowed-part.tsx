// What the token may do with the secret in view, in words.
import type { Allowed } from '../../bridge/index.ts';
import { Chip } from '../../components/index.ts';
import { useVaultWords } from './use-vault-words.ts';

const told = ['read', 'update', 'delete', 'undelete', 'destroy'] as const satisfies readonly (keyof Allowed)[];

export function AllowedPart({ allowed, versioned }: { readonly allowed: Allowed; readonly versioned: boolean }) {
  const say = useVaultWords();
  return (
    <div className="section">
      <h2 className="section-title">{say.mayTitle}</h2>
      <ul className="line wrap vault-may">{told.filter((act) => versioned || (act !== 'undelete' && act !== 'destroy')).map((act) => <li key={act}><Chip icon={allowed[act] ? 'check' : 'ban'} state={allowed[act] ? 'done' : 'neutral'}>{allowed[act] ? say.may[act] : say.mayNot(say.may[act])}</Chip></li>)}</ul>
    </div>
  );
}
