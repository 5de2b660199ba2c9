// What somebody typed for secrets and has not saved: kept beside the page, sealed while the profile is locked, given back one text at a time. Must never be taken for what the server holds.
import * as v from 'valibot';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import { fieldKind } from '../../../shared/ipc/vault-at.ts';
import type { KeptField } from '../../../shared/ipc/vault-draft.ts';
import type { FieldChange } from '../backends/index.ts';
import type { Parked } from '../profile/index.ts';
import { Refusal } from '../refusal.ts';
import { SecretBytes } from '../secret/index.ts';
import type { Reach } from './reach.ts';

type DraftCall = 'setDraft' | 'getDraft' | 'listDrafts' | 'revealDraft';
interface Place {
  readonly connection: string;
  readonly path: string;
}
interface Facts extends Place {
  readonly fresh: boolean;
  readonly over: number;
  readonly fields: readonly Omit<KeptField, 'kept'>[];
}
interface Held {
  readonly facts: Facts;
  readonly texts: ReadonlyMap<number, SecretBytes>;
}

/** More than the server takes in one secret, or than anybody has open at once. */
const most = { bytes: 32 * 1024 * 1024, drafts: 100 };

const packedField = v.strictObject({ row: v.number(), was: v.optional(v.string()), name: v.string(), removed: v.boolean(), edited: v.boolean(), json: v.boolean(), kind: v.optional(fieldKind), text: v.optional(v.pipe(v.string(), v.base64())) });
const packedDraft = v.strictObject({ connection: v.string(), path: v.string(), fresh: v.boolean(), over: v.number(), fields: v.array(packedField) });
const packed = v.strictObject({ version: v.literal(1), drafts: v.array(packedDraft) });
type PackedDraft = v.InferOutput<typeof packedDraft>;

const keyOf = ({ connection, path }: Place): string => `${connection} ${path}`;
const read = (bytes: Buffer): readonly PackedDraft[] => v.parse(packed, JSON.parse(bytes.toString('utf8'))).drafts;
const spell = (drafts: readonly PackedDraft[]): Buffer | undefined => (drafts.length === 0 ? undefined : Buffer.from(JSON.stringify({ version: 1, drafts })));
const isChange = ({ was, name, removed, edited }: Facts['fields'][number]): boolean => was !== name || removed || edited;

export interface DraftsDeps {
  readonly reach: Pick<Reach, 'subject'>;
  /** Whether the profile still has the connection. Refusals: those of reading. */
  readonly isSaved: (connection: string) => Promise<boolean>;
  readonly hideAfterMs: () => number;
  /** Other secrets have one by now. */
  readonly changed: () => void;
}
export type GivenChange = FieldChange | { readonly act: 'set-typed'; readonly name: string; readonly row: number; readonly json: boolean };
export interface Drafts {
  readonly handlers: Pick<Handlers<AppContract>['vault'], DraftCall>;
  readonly parking: Parked;
  /** Changes in all of them. */
  count(): number;
  /** With the text itself where the draft of this secret has it. Refusal: draft-not-found. */
  resolved(at: { readonly connection?: string | undefined; readonly path: string }, changes: readonly GivenChange[]): readonly FieldChange[];
  /** It was saved, or its connection is gone. */
  drop(connection: string, path?: string): void;
  /** Overwrites all of it in clear. */
  forget(): void;
}

export function createDrafts({ reach, isSaved, hideAfterMs, changed }: DraftsDeps): Drafts {
  const held = new Map<string, Held>();
  const wipe = (texts: Held['texts'] = new Map()): void => { for (const text of texts.values()) text.wipe(); };
  function drop(place: Place): void {
    wipe(held.get(keyOf(place))?.texts);
    if (held.delete(keyOf(place))) changed();
  }
  function textOf(place: Place, row: number): SecretBytes {
    const text = held.get(keyOf(place))?.texts.get(row);
    if (text === undefined) throw new Refusal('draft-not-found');
    return text;
  }
  function pack({ facts: { fields, ...facts }, texts }: Held): PackedDraft {
    // SECURITY(vault-draft-sealed): what was typed for a Vault is a secret like any other: sealed for as long as the profile is locked, overwritten in clear.
    return { ...facts, fields: fields.map((field) => ({ ...field, ...(texts.has(field.row) ? { text: texts.get(field.row)?.exposeBytes().toString('base64') } : {}) })) };
  }
  function unpack({ fields, ...facts }: PackedDraft): void {
    const texts = new Map(fields.flatMap(({ row, text }) => (text === undefined ? [] : [[row, new SecretBytes(Buffer.from(text, 'base64'))] as const])));
    held.set(keyOf(facts), { facts: { ...facts, fields: fields.map(({ text: _text, ...field }) => field) }, texts });
  }

  const self: Drafts = {
    handlers: {
      setDraft({ connection, path, draft }) {
        const place = { connection, path };
        if (draft === undefined) {
          drop(place);
          return {};
        }
        const before = held.get(keyOf(place))?.texts ?? new Map<number, SecretBytes>();
        const texts = new Map(draft.fields.flatMap(({ row, edited, value }) => {
          const text = !edited ? undefined : value === undefined ? before.get(row) : new SecretBytes(Buffer.from(value));
          return text === undefined ? [] : [[row, text] as const];
        }));
        const fresh = new Map([...texts].filter(([row, text]) => before.get(row) !== text));
        const others = [...held].flatMap(([key, one]) => (key === keyOf(place) ? [] : [...one.texts.values()]));
        const bytes = [...others, ...texts.values()].reduce((sum, text) => sum + text.exposeBytes().length, 0);
        if (bytes > most.bytes || (!held.has(keyOf(place)) && held.size >= most.drafts)) {
          wipe(fresh);
          throw new Refusal('too-much-typed');
        }
        wipe(new Map([...before].filter(([row, text]) => texts.get(row) !== text)));
        const isNew = !held.delete(keyOf(place));
        held.set(keyOf(place), { facts: { ...place, fresh: draft.fresh, over: draft.over, fields: draft.fields.map(({ value: _value, ...field }) => field) }, texts });
        if (isNew) changed();
        return {};
      },
      getDraft(place) {
        const one = held.get(keyOf(place));
        if (one === undefined) return {};
        const { facts: { fresh, over, fields }, texts } = one;
        return { draft: { fresh, over, fields: fields.map((field) => ({ ...field, kept: texts.has(field.row) })) } };
      },
      async listDrafts() {
        for (const connection of new Set([...held.values()].map(({ facts }) => facts.connection))) {
          // WHY asked: another window or a command may have removed it.
          if (!(await isSaved(connection))) self.drop(connection);
        }
        return { drafts: [...held.values()].map(({ facts: { connection, path, fresh } }) => ({ connection, path, fresh })) };
      },
      revealDraft: {
        subject({ row, ...place }) {
          textOf(place, row);
          return reach.subject(place, place.path, held.get(keyOf(place))?.facts.fields.find((field) => field.row === row)?.name);
        },
        run: ({ row, ...place }) => ({ value: textOf(place, row).text(), hideAfterMs: hideAfterMs() }),
      },
    },
    parking: {
      record: 'parked-vault',
      pack: () => Promise.resolve(spell([...held.values()].map(pack))),
      join(kept, now) {
        const open = read(now);
        return spell([...kept === undefined ? [] : read(kept).filter((one) => !open.some((other) => keyOf(other) === keyOf(one))), ...open]) ?? Buffer.alloc(0);
      },
      unpack(bytes) {
        // WHY not over what is here: that is what somebody typed last.
        for (const one of read(bytes.exposeBytes())) if (!held.has(keyOf(one))) unpack(one);
        changed();
        return Promise.resolve(undefined);
      },
    },
    count: () => [...held.values()].reduce((sum, { facts }) => sum + facts.fields.filter(isChange).length, 0),
    resolved: ({ connection = '', path }, changes) => changes.map((change): FieldChange => {
      if (change.act !== 'set-typed') return change;
      const { name, row, json } = change;
      const text = textOf({ connection, path }, row).text().expose();
      return json ? { act: 'set-json', name, json: text } : { act: 'set', name, value: text };
    }),
    drop(connection, path) {
      for (const { facts } of [...held.values()]) if (facts.connection === connection && (path === undefined || facts.path === path)) drop(facts);
    },
    forget() {
      for (const { texts } of held.values()) wipe(texts);
      held.clear();
    },
  };
  return self;
}
