// The handlers around rules files. What they answer is public: names, keys that close but do not open, places in a file of rules.
import { dirname, isAbsolute, relative, sep } from 'node:path';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { RulesTested } from '../../../shared/ipc/sops-rules.ts';
import { Refusal } from '../refusal.ts';
import { testRules, type CreationRule, type Rules } from './rules-file/index.ts';

export interface RuleHandlerDeps {
  readonly paths: { readonly userHome: string; /** The folder in which the program was started. */ readonly current?: string };
  resolveFile(ref: string): { readonly path: string; readonly label: string; /** The folder of the project that holds it. */ readonly root?: string } | undefined;
}

const maxListed = 1000;
const maxDestinations = 100;
const maxPatternShown = 4096;
const maxGroups = 255;
const usualSelector = { field: 'unencrypted_suffix', text: '_unencrypted', usual: true } as const;

const shorten = (text: string): string => (text.length > maxPatternShown ? `${text.slice(0, maxPatternShown)}…` : text);
const countOf = (rule: CreationRule): number => rule.groups.reduce((sum, group) => sum + group.length, 0);

/** sops chooses the store by the name alone. */
function indentFor(path: string, { indents }: Rules): number | undefined {
  if (/\.ya?ml$/.test(path)) return indents.yaml;
  if (path.endsWith('.json')) return indents.json;
  return /\.(?:env|ini)$/.test(path) ? undefined : indents.json_binary;
}

function effectiveOf(path: string, rules: Rules, index: number): RulesTested['effective'] {
  const rule = rules.creation[index];
  if (rule === undefined) return undefined;
  const indent = indentFor(path, rules);
  const groups = rule.groups.slice(0, maxGroups);
  return {
    rule: index,
    groups: groups.map((group) => ({ kind: group.map(({ kind }) => kind), key: group.map(({ key }) => key), name: group.map(({ name }) => name) })),
    threshold: groups.length < 2 ? 1 : rule.shamirThreshold <= 0 ? groups.length : rule.shamirThreshold,
    selector: rule.selector === undefined ? usualSelector : { field: rule.selector.field, text: shorten(rule.selector.value), usual: false },
    macOnlyEncrypted: rule.macOnlyEncrypted,
    ...(indent === undefined ? {} : { indent }),
  };
}

export function ruleHandlers({ paths, resolveFile }: RuleHandlerDeps): Pick<Handlers<AppContract>['sops'], 'testRules'> {
  const shown = (path: string): string => {
    const way = relative(paths.userHome, path);
    return path === '' || way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? path : `~${sep}${way}`;
  };
  return {
    async testRules({ file }, { role }) {
      const target = resolveFile(file);
      if (target === undefined) throw new Refusal('file-not-found');
      // WHY the project for a window: that is where somebody who works on it would call sops.
      const from = role === 'cli' ? paths.current : (target.root ?? dirname(target.path));
      const { rulesPath, elsewhere, passedOver, tried, outcome, rules, verdicts, matched } = await testRules(target.path, from);
      const effective = effectiveOf(target.path, rules, matched);
      return {
        path: target.label,
        rulesFile: shown(rulesPath ?? ''),
        ...(elsewhere === undefined || from === undefined ? {} : { elsewhere: { folder: shown(from), rulesFile: shown(elsewhere) } }),
        passedOver: shown(passedOver ?? ''),
        tried, outcome,
        ruleCount: rules.creation.length,
        rules: rules.creation.slice(0, maxListed).map((rule, index) => ({ line: rule.line, pathRegex: shorten(rule.pathRegex), verdict: verdicts[index] ?? 'unknown', recipients: countOf(rule) })),
        ...(effective === undefined ? {} : { effective }),
        destinations: rules.destinations.slice(0, maxDestinations).map(({ line, pathRegex, target: to, where, recipients }) => ({ line, pathRegex: shorten(pathRegex), target: to, where: shorten(where), recipients })),
        problemCount: rules.problems.length,
        problems: rules.problems.slice(0, maxListed).map((problem) => ({ ...problem })),
      };
    },
  };
}
