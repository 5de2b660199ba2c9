// The one way in. Order: sender → lookup → role → strict input → lock → reveal policy → allowed? → durable intent → handler → declared error? → strict output → outcome line.
// Must never let a raw message, an undeclared field or an unaudited secret through.
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { commonErrors } from '../../../shared/ipc/common-errors.ts';
import type { AnyCall, Context, Contract, ErrorData, Exposable, Guarded, Subject } from '../../../shared/ipc/define.ts';
import type { About, Clock, Session } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { reportIncident } from './incident.ts';
import { factsFor, nobody, type GateFacts, type AuditLog } from './recorder.ts';
import type { RevealPolicy } from './reveal-policy.ts';
import { senderAllowed, type Sender } from './sender.ts';

type Run = (input: never, context: Context) => unknown;
type LooseHandlers = Readonly<Record<string, Readonly<Record<string, Run | Guarded<never, unknown>>>>>;

export interface Router {
  /** Takes a JSON request and answers with a JSON result. Never rejects. */
  handle(wire: string, sender: Sender): Promise<string>;
}
export interface Gate {
  readonly origin: string;
  readonly about: About;
  /** The job as which this program runs, if it does: the audit log names it beside the person. */
  readonly job?: () => string | undefined;
  readonly clock: Clock;
  readonly session: Session;
  /** True from the cover of a window to its lock: it may hand over what it holds. */
  readonly handsOver?: () => boolean;
  /** True while an open profile does nothing but set up the second factor that the policy requires. */
  readonly confined: () => boolean;
  readonly policy: RevealPolicy;
  readonly audit: AuditLog;
  log(line: string): void;
}

const maxWireLength = 16 * 1024 * 1024;
const request = v.union([v.strictObject({ call: v.string(), input: v.unknown() }), v.strictObject({ dropped: v.array(v.string()) })]);
const errorData = v.record(v.string(), v.union([v.pipe(v.string(), v.maxLength(4096)), v.number(), v.boolean()]));

interface Found {
  readonly name: string;
  readonly def: AnyCall;
  readonly handler: Run | Guarded<never, unknown>;
  readonly input: unknown;
  readonly sender: Sender;
}

/** Own properties only: `__proto__.toString` is nobody's call. */
function lookUp(contract: Contract, handlers: LooseHandlers, wire: string, sender: Sender): Found {
  if (wire.length > maxWireLength) throw new Refusal('bad-input');
  let parsed: unknown;
  try {
    parsed = JSON.parse(wire);
  } catch {
    throw new Refusal('bad-input');
  }
  const message = v.safeParse(request, parsed);
  if (!message.success) throw new Refusal('bad-input');
  const isDrop = 'dropped' in message.output;
  if (isDrop && sender.role !== 'window') throw new Refusal('not-allowed');
  const name = isDrop ? 'projects.openDropped' : message.output.call;
  const [room = '', call = '', ...rest] = name.split('.');
  const calls = Object.hasOwn(contract, room) ? contract[room] : undefined;
  const def = calls !== undefined && Object.hasOwn(calls, call) && rest.length === 0 ? calls[call] : undefined;
  const handler = handlers[room]?.[call];
  if (def === undefined || handler === undefined) throw new Refusal('unknown-call');
  const input = isDrop ? { paths: message.output.dropped } : message.output.input;
  return { name, def, handler, input, sender: isDrop ? { ...sender, role: 'drop' } : sender };
}

const isExposable = (value: unknown): value is Exposable => typeof value === 'object' && value !== null && 'expose' in value && typeof value.expose === 'function';

// SECURITY(one-secret): the only place where a wrapped value becomes part of an answer.
function unseal(def: AnyCall, answer: unknown): unknown {
  if (def.exposes !== 'one-secret') return answer;
  if (typeof answer !== 'object' || answer === null || !('value' in answer) || !isExposable(answer.value)) throw new Error('a one-secret handler answered without a wrapped value');
  return { ...answer, value: answer.value.expose() };
}

/** Builds the router over a contract and its handlers. `handlers` is checked against the contract by type at the caller. */
export function createRouter(contract: Contract, handlers: LooseHandlers, gate: Gate): Router {
  /** Appends without waiting for the disk: only an intent must be durable before something leaves. */
  function note(facts: GateFacts): void {
    gate.audit.append(facts).catch((error: unknown) => {
      reportIncident((line) => { gate.log(line); }, gate.clock.now(), 'audit.append', error);
    });
  }

  async function intent(facts: GateFacts): Promise<void> {
    // SECURITY(audit-before-secret): no durable line, no secret, unless the policy says so.
    try {
      await gate.audit.admit(facts);
    } catch (error) {
      const refused = error instanceof Refusal && error.code === 'audit-unavailable';
      reportIncident((line) => { gate.log(line); }, gate.clock.now(), 'audit.append', refused ? error.cause : error);
      throw refused ? error : new Refusal('audit-unavailable');
    }
  }

  async function run(found: Found, context: Context): Promise<unknown> {
    const { def, handler, sender } = found;
    if (!def.roles.includes(sender.role)) throw new Refusal('not-allowed');
    const input = v.safeParse(def.input, found.input);
    if (!input.success) throw new Refusal('bad-input');
    // SECURITY(locked-gate): while it is locked, a window gets nothing but what unlocking takes.
    if (!def.whileLocked && !gate.session.unlocked() && !(def.lastWords && gate.handsOver?.() === true)) throw new Refusal('locked');
    // SECURITY(factor-first): where the policy requires a second factor, an open profile without one gives nothing and does nothing but set it up.
    if (!def.whileLocked && !def.duringSetup && gate.confined()) throw new Refusal('factor-required');
    const sensitive = def.exposes === 'one-secret' || def.discloses.length > 0;
    if (!sensitive || typeof handler === 'function') return typeof handler === 'function' ? await handler(input.output as never, context) : await handler.run(input.output as never, context);
    gate.policy.check(sender.role);
    const subject = await handler.subject(input.output as never);
    context.about(subject);
    await handler.allowed?.(input.output as never, context);
    await context.record();
    return handler.run(input.output as never, context);
  }

  function refusalOf(error: unknown, def: AnyCall | undefined, name: string): { readonly code: string; readonly data: ErrorData } {
    if (error instanceof Refusal && ((commonErrors as readonly string[]).includes(error.code) || def?.errors.includes(error.code) === true)) {
      const data = v.safeParse(errorData, error.data);
      return { code: error.code, data: data.success ? data.output : {} };
    }
    return { code: 'internal', data: { incident: reportIncident((line) => { gate.log(line); }, gate.clock.now(), name, error) } };
  }

  return {
    async handle(wire, sender) {
      const started = gate.clock.monotonic();
      const requestId = randomUUID();
      let found: Found | undefined;
      let subject: Subject = nobody;
      let base = factsFor(gate.about, sender.role, requestId, '', gate.job?.());
      const context: Context = {
        role: sender.role, requestId, about: (next) => { subject = next; },
        record: () => intent({ ...base, event_type: 'secret_access_intent', secret_key: subject.secretKey, backend: subject.backend, success: true, reason: '', duration_ms: 0 }),
      };
      const took = (): number => Math.round((gate.clock.monotonic() - started) * 1000) / 1000;
      try {
        if (!senderAllowed(sender, gate.origin)) throw new Refusal('not-allowed');
        found = lookUp(contract, handlers, wire, sender);
        base = factsFor(gate.about, sender.role, requestId, found.name, gate.job?.());
        const answer = unseal(found.def, await run(found, { ...context, role: found.sender.role }));
        const output = v.safeParse(found.def.output, answer);
        // SECURITY(strict-output): a handler that answers one field too many fails closed.
        if (!output.success) throw new Error('output does not fit its schema');
        if (found.def.audited) note({ ...base, event_type: found.def.exposes === 'one-secret' || found.def.discloses.length > 0 ? 'secret_access' : 'operation', secret_key: subject.secretKey, backend: subject.backend, success: true, reason: '', duration_ms: took() });
        return JSON.stringify({ ok: true, value: output.output });
      } catch (error) {
        const failure = refusalOf(error, found?.def, found?.name ?? 'gate');
        note({ ...base, event_type: 'refusal', secret_key: subject.secretKey, backend: subject.backend, success: false, reason: failure.code, duration_ms: took() });
        return JSON.stringify({ ok: false, error: failure });
      }
    },
  };
}
