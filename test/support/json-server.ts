import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type JsonRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
};
export type JsonAnswer = {
  readonly status: number;
  /** Undefined = an empty body; a string is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** What happens to one request, once: the line is cut before or after the work is done, or this is the answer. */
export type JsonFault = "cut-before" | "cut-after" | JsonAnswer;

export type JsonServer = {
  readonly url: string;
  readonly requests: readonly JsonRequest[];
  /** The next request of that method whose path fits meets the fault. */
  readonly meet: (method: string, path: RegExp, fault: JsonFault) => void;
  readonly close: () => Promise<void>;
};

/** A server on loopback that speaks JSON, with the faults of a line. */
export async function startJsonServer(answer: (request: JsonRequest) => JsonAnswer): Promise<JsonServer> {
  const requests: JsonRequest[] = [];
  const planned: { method: string; path: RegExp; fault: JsonFault }[] = [];
  const server = createServer((incoming, response) => {
    const served = readRequest(incoming).then((request) => {
      requests.push(request);
      const at = planned.findIndex(({ method, path }) => method === request.method && path.test(request.path));
      const fault = at === -1 ? null : (planned.splice(at, 1)[0]?.fault ?? null);
      if (fault === "cut-before") return response.destroy();
      const said = fault !== null && typeof fault === "object" ? fault : answer(request);
      return fault === "cut-after" ? response.destroy() : send(response, said);
    });
    served.catch((cause: unknown) => response.destroy(cause instanceof Error ? cause : undefined));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    meet: (method, path, fault) => void planned.push({ method, path, fault }),
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

function send(response: ServerResponse, { status, body, headers = {} }: JsonAnswer): void {
  const type = typeof body === "string" ? "text/html; charset=utf-8" : "application/json; charset=utf-8";
  response.writeHead(status, { ...(body !== undefined && { "content-type": type }), ...headers });
  response.end(body === undefined || typeof body === "string" ? body : JSON.stringify(body));
}

async function readRequest(incoming: IncomingMessage): Promise<JsonRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  const { pathname, searchParams } = new URL(incoming.url ?? "/", "http://server");
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)] as const);
  return {
    ...{ method: incoming.method ?? "", path: pathname, query: searchParams },
    headers: Object.fromEntries(headers),
    body: text === "" ? null : (JSON.parse(text) as unknown),
  };
}
