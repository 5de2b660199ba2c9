// Asks for one value at the terminal without showing it. Must leave the terminal as it was, whatever happens.
import { maxValueLength } from '../../shared/ipc/values.ts';
import { failure, type Failure } from './failure.ts';
import { writeAll } from './terminal.ts';
import { createTypedLine, type Typed } from './typed-line.ts';

/** How long after its end more keys are waited for, in milliseconds: lines pasted after the first must neither be cut off in silence nor become commands of the shell. */
const lateKeysMs = 120;

function failureOf(typed: Exclude<Typed, { state: 'more' } | { state: 'done' }>): Failure {
  switch (typed.state) {
    case 'cancelled': return failure('value-cancelled');
    case 'empty': return failure('no-value-given');
    case 'surplus': return failure('value-has-lines');
  }
}

/** As much of a terminal's input as is needed here. */
export type Keyboard = Pick<NodeJS.ReadStream, 'on' | 'off' | 'pause' | 'resume' | 'setEncoding' | 'setRawMode'>;

/** Asks once: a secret is nearly always pasted, and `get` shows what was saved. */
export function ask(question: string, stdin: Keyboard = process.stdin): Promise<string> {
  const line = createTypedLine();
  // WHY bracketed paste: without it the first line end of a pasted key would end the answer.
  const bracketed = process.env['TERM'] !== 'dumb';
  return new Promise((resolve, reject) => {
    function leave(settle: () => void): void {
      let more = false;
      const late = (): void => { more = true; };
      stdin.off('data', take);
      stdin.on('data', late);
      setTimeout(() => {
        stdin.off('data', late);
        stdin.setRawMode(false);
        stdin.pause();
        writeAll(2, `${bracketed ? '\u001b[?2004l' : ''}\n`);
        if (more) reject(failure('value-has-lines'));
        else settle();
      }, lateKeysMs);
    }
    let length = 0;
    function take(keys: string): void {
      length += keys.length;
      const typed = line.take(keys);
      if (length > maxValueLength) leave(() => { reject(failure('value-too-large', { limit: maxValueLength })); });
      else if (typed.state === 'done') leave(() => { resolve(typed.value); });
      else if (typed.state !== 'more') leave(() => { reject(failureOf(typed)); });
    }
    // SECURITY(no-echo): the terminal shows nothing of what is typed or pasted.
    stdin.setRawMode(true);
    stdin.setEncoding('utf8');
    stdin.on('data', take);
    // WHY: after a first question it stands still, and a listener alone does not set it going again.
    stdin.resume();
    writeAll(2, `${bracketed ? '\u001b[?2004h' : ''}${question}`);
  });
}
