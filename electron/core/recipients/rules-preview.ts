// The files of rules that a plan changes, as lines for whoever looks at it.
import type { RulesPreview } from '../../../shared/ipc/recipients.ts';
import { changedLines } from '../sops/index.ts';
import type { PlanFile } from './prepare-file.ts';

const maxFiles = 1000;

export function previewOf(files: readonly PlanFile[]): RulesPreview {
  return { files: files.flatMap(({ kind, way, change }) => (kind === 'rules' && change !== undefined ? [{ path: way, lines: changedLines(change.before, change.after) }] : [])).slice(0, maxFiles) };
}
