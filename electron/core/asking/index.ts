// Door of the room “asking”: questions that the core has in the middle of a call, put to the window where nobody else can ask. Must never keep an answer, answer by itself, nor leave a question open that nobody can see.
import { randomBytes } from 'node:crypto';
import type { Question } from '../../../shared/ipc/asking.ts';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { AppEvents } from '../../../shared/ipc/events.ts';
import type { Asking, Emit, Ports } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { SecretText } from '../secret/index.ts';

export interface AskingDeps {
  readonly ports: Pick<Ports, 'asking' | 'dialogs' | 'about'>;
  readonly emit: Emit<AppEvents>;
  /** True while a window listens. */
  listened(): boolean;
}
export interface AskingRoom {
  readonly handlers: Handlers<AppContract>['asking'];
  /** How the rooms ask; absent where nobody can be asked. */
  readonly port: Asking | undefined;
  /** Declines whatever waits. */
  decline(): void;
}

interface Open {
  readonly question: Question;
  settle(value: string): void;
}

const maxOpen = 20;
const maxShown = 1000;
const shorten = (text: string): string => text.replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, ' ').slice(0, maxShown);

/** Builds the room. */
export function createAsking({ ports, emit, listened }: AskingDeps): AskingRoom {
  const open = new Map<string, Open>();
  const told: { readonly place: string; readonly text: string }[] = [];
  const changed = (): void => { emit({ name: 'asking.changed', payload: {} }); };

  function ask(unasked: Omit<Question, 'question'>): Promise<string> {
    // WHY at once: a question that nobody sees would hold up its call for ever.
    if (!listened() || open.size >= maxOpen) return Promise.resolve('');
    const question = randomBytes(16).toString('base64url');
    return new Promise((resolve) => {
      open.set(question, {
        question: { ...unasked, question },
        settle(value) {
          open.delete(question);
          resolve(value);
          changed();
        },
      });
      changed();
    });
  }
  const paged: Asking = {
    async passphrase({ what, place, text, again }) {
      const value = await ask({ what, place: shorten(place), text: shorten(text), again });
      return value === '' ? undefined : new SecretText(value);
    },
    // SECURITY(confirm-outside-page): a page that was taken over may let no program run.
    confirm: ({ what, place, text }) => ports.dialogs.agree(what === 'plugin-first-use' ? { plugin: shorten(text), path: shorten(place), text: '' } : { plugin: shorten(place), path: '', text: shorten(text) }),
    tell({ place, text }) {
      if (!listened() || told.length >= maxOpen) return;
      told.push({ place: shorten(place), text: shorten(text) });
      changed();
    },
  };
  const { host } = ports.about;
  const port = ports.asking ?? (host === 'electron' || host === 'chromium' ? paged : undefined);

  return {
    port,
    handlers: {
      listQuestions: () => ({ questions: [...open.values()].map(({ question }) => question), told: told.splice(0) }),
      answerQuestion({ question, value }, context) {
        const found = open.get(question);
        // SECURITY(one-answer): an answer counts once, and for the question that was asked.
        if (found === undefined) throw new Refusal('question-not-found');
        context.about({ secretKey: found.question.place, backend: 'person' });
        found.settle(value);
        return {};
      },
    },
    decline() {
      // SECURITY(lock-declines): whoever comes after a lock is not asked what somebody else was.
      told.length = 0;
      for (const { settle } of [...open.values()]) settle('');
    },
  };
}
