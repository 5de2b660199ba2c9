// Door of the room “connections”: the one way in which this program talks to a server.
export { findAddress } from './find-address.ts';
export { openCallback, type Callback } from './callback.ts';
export { openHttp, type Exchange, type HttpReply, type HttpServer, type HttpTarget, type Patience } from './http.ts';
export type { Through } from './tunnel.ts';
export { openConnection, type Target, type TlsRules } from './tls-socket.ts';
