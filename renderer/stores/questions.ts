// The one question that may stand in the way: asked by whoever would lose something, answered in a dialog.
import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Question {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
}
export interface QuestionState {
  readonly question: Question | undefined;
  /** True if the person goes on. A second question while one is open is answered with no. */
  ask(question: Question): Promise<boolean>;
  answer(yes: boolean): void;
}

export function createQuestionStore(): StoreApi<QuestionState> {
  let settle: ((yes: boolean) => void) | undefined;
  return createStore<QuestionState>((set) => ({
    question: undefined,
    ask(question) {
      if (settle !== undefined) return Promise.resolve(false);
      set({ question });
      return new Promise((resolve) => { settle = resolve; });
    },
    answer(yes) {
      const waiting = settle;
      settle = undefined;
      set({ question: undefined });
      waiting?.(yes);
    },
  }));
}
