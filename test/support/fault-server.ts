import { createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import type { TlsOptions } from "node:tls";

/** One request as it came over the wire. */
export interface SeenRequest {
  readonly path: string;
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface FaultServer {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly SeenRequest[];
  /** Connections that are still open. */
  openSockets(): number;
  /** Resolves when the last connection is closed. */
  allClosed(): Promise<void>;
  close(): Promise<void>;
}

/** Answers a request by writing to the socket what it likes, right or wrong. */
export type Misbehave = (socket: Socket, request: SeenRequest) => void;

export interface FaultServerOptions {
  readonly tls?: TlsOptions;
  /** Host name in `url`; the server listens on 127.0.0.1 in any case. */
  readonly host?: string;
  /** Called on connection, before a request has come. */
  readonly onConnect?: (socket: Socket) => void;
  /** A port to come back on after `close`; left out = any free one. */
  readonly port?: number;
}

/** A server on loopback that speaks bytes, not HTTP, so that it can break every rule of it. */
export async function startFaultServer(misbehave: Misbehave, options: FaultServerOptions = {}): Promise<FaultServer> {
  const requests: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  const waiting: (() => void)[] = [];
  const onSocket = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {}); // the client hangs up in most of these tests
    socket.on("close", () => {
      sockets.delete(socket);
      if (sockets.size === 0) waiting.splice(0).forEach((done) => done());
    });
    options.onConnect?.(socket);
    let head = "";
    socket.on("data", (chunk) => {
      if (head.includes("\r\n\r\n")) return;
      head += chunk.toString("latin1");
      if (!head.includes("\r\n\r\n")) return;
      const request = readRequest(head);
      requests.push(request);
      misbehave(socket, request);
    });
  };
  const server = options.tls ? createTlsServer(options.tls, onSocket) : createServer(onSocket);
  const port = await listen(server, options.port ?? 0);
  return {
    url: `${options.tls ? "https" : "http"}://${options.host ?? "127.0.0.1"}:${port}/`,
    port,
    requests,
    openSockets: () => sockets.size,
    allClosed: () => (sockets.size === 0 ? Promise.resolve() : new Promise((done) => waiting.push(done))),
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

/** A whole answer with a right Content-Length unless `headers` says otherwise. */
export function answer(
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body: string | Uint8Array = "",
): Buffer {
  const bytes = Buffer.from(body as Uint8Array);
  const all = { "content-length": String(bytes.length), connection: "close", ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} Any\r\n${lines.join("")}\r\n`), bytes]);
}

function listen(server: Server, wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(wanted, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

function readRequest(head: string): SeenRequest {
  const [first = "", ...lines] = head.slice(0, head.indexOf("\r\n\r\n")).split("\r\n");
  const [method = "", path = ""] = first.split(" ");
  const headers = lines.map((line) => [
    line.slice(0, line.indexOf(":")).toLowerCase(),
    line.slice(line.indexOf(":") + 1).trim(),
  ]);
  return { method, path, headers: Object.fromEntries(headers) };
}
