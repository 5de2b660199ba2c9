// Exports as somebody asks for them: into a sink of the command line, or to a place that a person chose. Must never write anything but the log, its public keys and the verifier.
import type { AuditFilter } from '../../../shared/ipc/audit.ts';
import type { Clock, Dialogs, Sink, Sinks } from '../ports.ts';
import { takeSink } from '../give.ts';
import { Refusal } from '../refusal.ts';
import { SecretBytes } from '../secret/index.ts';
import type { Verdict } from './checker.ts';
import { bundleOf, entriesAs } from './export.ts';
import type { Wanted } from './filter.ts';
import type { LineReader } from './lines-index.ts';

type Format = 'jsonl' | 'csv' | 'bundle';
interface Wish {
  readonly format: Format;
  readonly filter?: AuditFilter | undefined;
}
interface Exported {
  /** Lines of the whole log in a bundle. */
  readonly entries: number;
  readonly bytes: number;
}

export interface ExportingDeps {
  readonly folder: string;
  readonly clock: Clock;
  readonly sinks: Sinks | undefined;
  readonly dialogs: Pick<Dialogs, 'chooseFileAbility' | 'chooseSaveFile'> | undefined;
  readonly reader: () => Promise<LineReader | undefined>;
  readonly wanted: (filter: AuditFilter) => Promise<Wanted>;
  readonly openQuietly: () => Promise<unknown>;
  /** Signs what is not signed yet, where that can be. */
  readonly sign: () => Promise<void>;
  readonly verify: () => Promise<Pick<Verdict, 'lines' | 'seq' | 'head' | 'fingerprint'>>;
}

export interface Exporting {
  /** Refusals: sink-closed, file-too-large, and those of the sink. */
  toSink(wish: Wish & { readonly sink: string }): Promise<Exported>;
  /** Refusals: no-file-dialog, cancelled, file-too-large, and those of the sink. */
  toChosen(wish: Wish): Promise<Exported & { readonly name: string }>;
}

const suffix: Readonly<Record<Format, string>> = { jsonl: 'jsonl', csv: 'csv', bundle: 'tar' };

export function createExporting({ folder, clock, sinks, dialogs, reader, wanted, openQuietly, sign, verify }: ExportingDeps): Exporting {
  async function made({ format, filter = {} }: Wish): Promise<{ readonly bytes: Buffer; readonly entries: number }> {
    await openQuietly();
    if (format !== 'bundle') return entriesAs(folder, format, await wanted(filter), await reader());
    // WHY first: what leaves is signed to its end.
    await sign();
    const verdict = await verify();
    return { bytes: await bundleOf(folder, clock.now(), verdict), entries: verdict.lines };
  }
  async function write(sink: Sink, wish: Wish): Promise<Exported> {
    const { bytes, entries } = await made(wish);
    await sink.write(new SecretBytes(bytes));
    return { entries, bytes: bytes.length };
  }
  return {
    toSink: async ({ sink, ...wish }) => write(takeSink(sinks, sink), wish),
    async toChosen(wish) {
      if (dialogs?.chooseFileAbility.works !== true) throw new Refusal('no-file-dialog');
      const chosen = await dialogs.chooseSaveFile(`coffre-audit-${clock.now().toISOString().slice(0, 10)}.${suffix[wish.format]}`, 'content');
      if (chosen === undefined) throw new Refusal('cancelled');
      return { name: chosen.name, ...(await write(chosen.sink, wish)) };
    },
  };
}
