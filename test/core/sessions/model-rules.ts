// What the rules say about locks, policies and vain accesses, as a model that a test moves beside the program. Must never ask the program.
export type State = 'locked' | 'half' | 'confined' | 'open';
/** The rules of a policy that count here. */
export interface Kept {
  readonly mfa: boolean;
  readonly allowed: number;
  readonly minutes: number;
  readonly sessions: number;
}
export interface Model {
  readonly states: State[];
  /** When each half-open door was opened. */
  readonly since: number[];
  /** What holds. */
  holds: Kept;
  /** What it said when it was last understood; undefined where it never was. */
  kept: Kept | undefined;
  enrolled: boolean;
  /** Monotonic times of wrong codes. */
  tries: readonly number[];
  /** Of vain accesses, by who and what. */
  readonly accesses: Map<string, readonly number[]>;
  now: number;
}
/** Files that nobody here can open. */
export const files = 2;
/** Without a policy. */
export const beginning: Kept = { mfa: false, allowed: 5, minutes: 15, sessions: 3 };
const waitForCodeMs = 5 * 60_000;

export const newModel = (programs: number, now: number): Model => ({ states: Array.from({ length: programs }, () => 'locked'), since: [], holds: beginning, kept: undefined, enrolled: false, tries: [], accesses: new Map(), now });
export const mightOpen = ({ states }: Model, at: number): boolean => states[at] === 'open' || states[at] === 'confined';
export const openCount = (model: Model): number => model.states.filter((_, at) => mightOpen(model, at)).length;

/** Too many, and the last one not long enough ago. */
export function waiting({ holds, now }: Model, tries: readonly number[]): boolean {
  const last = tries.at(-1);
  return last !== undefined && tries.length >= holds.allowed && now - last < holds.minutes * 60_000;
}
/** Those that still count: all while there is a wait, none after it. */
export function standing(model: Model, tries: readonly number[]): readonly number[] {
  if (waiting(model, tries)) return tries;
  return tries.length >= model.holds.allowed ? [] : tries.filter((at) => model.now - at < model.holds.minutes * 60_000);
}
/** Doors that were half open for too long are closed. */
export function settle(model: Model): void {
  for (const [at, state] of model.states.entries()) if (state === 'half' && model.now - (model.since[at] ?? 0) >= waitForCodeMs) model.states[at] = 'locked';
}
/** Of what was before nothing is known but that it was: it counts from now on. */
export function restarted(model: Model): void {
  model.states.fill('locked');
  model.tries = model.tries.map(() => model.now);
  for (const [access, tries] of model.accesses) model.accesses.set(access, tries.map(() => model.now));
}
