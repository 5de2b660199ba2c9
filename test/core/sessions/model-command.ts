// What every event of a model does around its own work: time passes in the model as in the program, and both are held against each other afterwards.
import type fc from 'fast-check';
import type { FakePorts } from '../../fakes/ports.ts';

export type Command<Model extends object, Real> = fc.AsyncCommand<Model, Real>;

/** `settle` closes what was open for too long; `look` compares. */
export const commandsOf = <Model extends { now: number }, Real extends { readonly ports: FakePorts }>(settle: (model: Model) => void, look: (model: Model, real: Real) => Promise<void>) =>
  (name: string, run: (model: Model, real: Real) => Promise<void>): Command<Model, Real> => ({
    check: () => true,
    async run(model, real) {
      model.now = real.ports.clock.monotonic();
      settle(model);
      await run(model, real);
      await look(model, real);
    },
    toString: () => name,
  });
