// A TCP proxy in front of a real server that does what a network and other people do: it loses the answer of a request that was carried out or gives another, lets somebody else be first, or takes its time.
import { setTimeout as pause } from 'node:timers/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface FaultyProxy {
  readonly address: string;
  /** The first request lines that came through, in order. */
  readonly asked: string[];
  /** The answer to the next request that fits is lost: the server has done it by then. */
  loseAnswerTo(what: RegExp): void;
  /** The server does the next request that fits, and something in between answers instead of it: these bytes, after which nothing comes where `open` is true. */
  answerInstead(what: RegExp, bytes: string, open?: boolean): void;
  /** The next request that fits does not reach the server: something in between answers it. */
  refuse(what: RegExp, bytes: string): void;
  /** The next request that fits waits until this is done: what somebody else does in the very moment. */
  before(what: RegExp, first: () => Promise<unknown>): void;
  /** From the next lost answer on, nobody is there any more. */
  thenVanish(): void;
  /** From now on another server is behind it, or nobody; whoever is connected is cut off. */
  leadTo(target: number | undefined): Promise<void>;
  end(): Promise<void>;
}

/** `latencyMs`: how long every request is on its way. */
export async function startFaultyProxy(target: number, latencyMs = 0): Promise<FaultyProxy> {
  const asked: string[] = [];
  const open = new Set<Socket>();
  let losing: RegExp | undefined;
  let vanishes = false;
  let refusing: { readonly what: RegExp; readonly bytes: string } | undefined;
  let instead: { readonly what: RegExp; readonly bytes: string; readonly open: boolean } | undefined;
  let waiting: { readonly what: RegExp; readonly first: () => Promise<unknown> } | undefined;
  let gone = false;
  let leadsTo = target;
  const server = createServer((client) => {
    if (gone) {
      client.destroy();
      return;
    }
    const upstream = connect(leadsTo, '127.0.0.1');
    let cut = false;
    let other: { readonly bytes: string; readonly open: boolean } | undefined;
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.once('close', () => { open.delete(socket); client.destroy(); upstream.destroy(); });
      socket.on('error', () => undefined);
    }
    let sending: Promise<unknown> = Promise.resolve();
    client.on('data', (piece: Buffer) => {
      for (const line of piece.toString('latin1').split('\r\n')) {
        if (!/^[A-Z]+ \/.* HTTP\/1\.1$/.test(line)) continue;
        asked.push(line.replace(/ HTTP\/1\.1$/, ''));
        if (losing?.test(line) === true) {
          cut = true;
          losing = undefined;
        }
        if (refusing?.what.test(line) === true) {
          client.end(refusing.bytes);
          refusing = undefined;
          return;
        }
        if (instead?.what.test(line) === true) {
          other = instead;
          instead = undefined;
        }
        if (waiting?.what.test(line) === true) {
          const { first } = waiting;
          waiting = undefined;
          sending = sending.then(first);
        }
      }
      if (latencyMs > 0) sending = sending.then(() => pause(latencyMs));
      sending = sending.then(() => { upstream.write(piece); });
    });
    upstream.on('data', (piece: Buffer) => {
      if (other !== undefined) {
        // WHY nothing for its other pieces: the answer is whole with this.
        if (other.bytes !== '') client.write(other.bytes);
        if (!other.open) client.end();
        other = { bytes: '', open: other.open };
        return;
      }
      if (!cut) {
        client.write(piece);
        return;
      }
      gone = vanishes;
      if (gone) for (const socket of open) socket.destroy();
      // WHY reset: a plain end could still be taken for a whole answer.
      client.resetAndDestroy();
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${String(port)}`,
    asked,
    loseAnswerTo(what) { losing = what; },
    refuse(what, bytes) { refusing = { what, bytes }; },
    answerInstead(what, bytes, isOpen = false) { instead = { what, bytes, open: isOpen }; },
    before(what, first) { waiting = { what, first }; },
    thenVanish() { vanishes = true; },
    async leadTo(next) {
      leadsTo = next ?? leadsTo;
      for (const socket of open) socket.destroy();
      if (next === undefined) await new Promise((resolve) => { server.close(resolve); });
      else if (!server.listening) await new Promise<void>((resolve) => { server.listen(port, '127.0.0.1', resolve); });
    },
    async end() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}
