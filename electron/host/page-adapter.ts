// Browser page → router, and events the other way. The sender is what the browser's own debugger says about the frame, never what the page says.
import type { CDPSession, Page } from 'playwright-core';
import type { AnyEvent } from '../../shared/ipc/define.ts';
import type { AppEvents } from '../../shared/ipc/events.ts';
import type { Router } from '../core/index.ts';
import { binding, courierSide, courierWorld, deliver, handshake, pageSide } from './page-side.ts';

/** One line of the recorded wire. */
export interface WireRecord {
  readonly request: string;
  /** `undefined` for an event, which is all in `request`. */
  readonly answer: string | undefined;
}

export interface PageAdapter {
  /** True while the window is shown and has the focus, as the browser says. */
  focused(): boolean;
  emit(event: AnyEvent<AppEvents>): void;
}

interface Courier {
  readonly uniqueId: string;
  readonly origin: string;
  readonly frame: string;
}

const parsed = (text: string): Readonly<Record<string, unknown>> => JSON.parse(text) as Readonly<Record<string, unknown>>;

/** Must run before the page opens the program's address. `realFocus`: the window is in front of a person, so the browser must not pretend to have the focus. */
export async function connectPage(page: Page, router: Router, options: { readonly realFocus: boolean; readonly record?: ((line: WireRecord) => void) | undefined }): Promise<PageAdapter> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const couriers = new Map<number, Courier>();
  let focused = false;

  const hand = (courier: Courier, message: unknown): void => {
    session.send('Runtime.callFunctionOn', { functionDeclaration: `(text) => { ${deliver}(text); }`, arguments: [{ value: JSON.stringify(message) }], uniqueContextId: courier.uniqueId })
      .catch(() => {
        // WHY silent: the page was reloaded or closed while the core worked; nobody is left to tell.
      });
  };

  async function answer(courier: Courier, mainFrame: string, message: string): Promise<void> {
    const { id, wire } = parsed(message);
    const request = String(wire);
    // SECURITY(host-sender): the frame and its origin come from the browser, so that no page can borrow ours.
    const reply = await router.handle(request, { role: 'window', url: `${courier.origin}/`, isMainFrame: courier.frame === mainFrame });
    options.record?.({ request, answer: reply });
    hand(courier, { id, answer: reply });
  }

  await session.send('Page.enable');
  const { frameTree } = await session.send('Page.getFrameTree');
  session.on('Runtime.executionContextCreated', ({ context }) => {
    const aux = context.auxData as { frameId?: string } | undefined;
    if (context.name === courierWorld) couriers.set(context.id, { uniqueId: context.uniqueId, origin: context.origin, frame: aux?.frameId ?? '' });
  });
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => { couriers.delete(executionContextId); });
  session.on('Runtime.executionContextsCleared', () => { couriers.clear(); });
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    const courier = couriers.get(executionContextId);
    if (name !== binding || courier === undefined) return;
    const said = parsed(payload);
    if (typeof said['focused'] === 'boolean') focused = said['focused'];
    if (typeof said['message'] === 'string') void answer(courier, frameTree.frame.id, said['message']);
  });
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: binding, executionContextName: courierWorld });
  // WHY this order: the page's side must listen before the courier speaks.
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${pageSide.toString()})(${JSON.stringify(handshake)})` });
  await session.send('Page.addScriptToEvaluateOnNewDocument', { worldName: courierWorld, source: `(${courierSide.toString()})(${[handshake, binding, deliver].map((text) => JSON.stringify(text)).join(', ')})` });

  if (options.realFocus) {
    // WHY on, then off: the driver has switched it on in a session of its own, and only a change is passed on.
    const beHonest = async (): Promise<void> => {
      await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
      await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
    };
    await beHonest();
    page.on('domcontentloaded', () => {
      beHonest().catch(() => {
        // WHY silent: the page is already closed.
      });
    });
  }

  return {
    focused: () => focused,
    emit(event) {
      const line = JSON.stringify(event);
      options.record?.({ request: line, answer: undefined });
      for (const courier of couriers.values()) if (courier.frame === frameTree.frame.id) hand(courier, { event });
    },
  };
}
