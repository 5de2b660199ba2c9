// What the core knows of a clear file and what it would make of it: asked when the view opens, and planned anew with each choice. Names and counts only.
import { useEffect, useMemo, useState } from 'react';
import { useBridge, type Access, type AnswerOf, type ClearFile, type ClearHistory, type EncryptTarget, type Told } from '../../../bridge/index.ts';
import type { RuleWish } from './rule-part.tsx';

export interface Known {
  readonly facts: ClearFile | undefined;
  readonly refused: Told | undefined;
  readonly history: ClearHistory | undefined;
  /** Undefined until it is known, or where it cannot be. */
  readonly access: Access | undefined;
  /** Public halves of the identities of this computer; undefined until they are known. */
  readonly own: readonly string[] | undefined;
}

/** Asks once for each file. */
export function useKnown(project: string, file: string): Known {
  const bridge = useBridge();
  const [known, setKnown] = useState<Known>({ facts: undefined, refused: undefined, history: undefined, access: undefined, own: undefined });
  useEffect(() => {
    let gone = false;
    const put = (part: Partial<Known>): void => { if (!gone) setKnown((now) => ({ ...now, ...part })); };
    void bridge.call('sops.getClearFile', { file }).then((answer) => { put(answer.ok ? { facts: answer.value } : { refused: answer.error }); });
    void bridge.call('sops.getClearHistory', { file }).then((answer) => { put({ history: answer.ok ? answer.value : { state: 'unknown', commits: 0, since: '', tracked: false, complete: false } }); });
    // WHY the people before the own keys: the choice is made once both are known.
    void bridge.call('recipients.getAccess', { project }).then(async (answer) => {
      if (answer.ok) put({ access: answer.value });
      const places = await bridge.call('age.listPlaces', {});
      put({ own: places.ok ? [...new Set(places.value.places.flatMap(({ recipients }) => recipients))] : [] });
    });
    return () => { gone = true; };
  }, [bridge, project, file]);
  return known;
}

export interface Wish {
  readonly target: EncryptTarget;
  readonly rule: RuleWish;
  readonly recipients: readonly { readonly key: string; readonly name: string }[];
}

/** How long choices rest before the core encrypts, in milliseconds. */
const restMs = 120;

/** The plan for this wish; undefined while it is made, or while nothing is wished. */
export function usePlanned(file: string, wish: Wish | undefined): AnswerOf<'sops.planEncryption'> | undefined {
  const bridge = useBridge();
  const [planned, setPlanned] = useState<{ readonly of: string; readonly answer: AnswerOf<'sops.planEncryption'> }>();
  const asked = useMemo(() => (wish === undefined ? undefined : JSON.stringify(wish)), [wish]);
  useEffect(() => {
    if (asked === undefined) return undefined;
    let gone = false;
    const { target, rule, recipients } = JSON.parse(asked) as Wish;
    const timer = setTimeout(() => {
      void bridge.call('sops.planEncryption', { file, target, rule, recipients: recipients.map((each) => ({ ...each })) }).then((answer) => { if (!gone) setPlanned({ of: asked, answer }); });
    }, restMs);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [bridge, file, asked]);
  return asked !== undefined && planned?.of === asked ? planned.answer : undefined;
}
