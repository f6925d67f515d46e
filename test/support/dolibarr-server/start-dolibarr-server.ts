import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { page, refused } from "./answers.ts";
import type { Answer, Route } from "./answers.ts";
import { allRoutes } from "./routes.ts";
import { likeDolibarr } from "./switches.ts";
import type { Fault, SeenRequest, Switches } from "./switches.ts";
import { createState } from "./tables.ts";
import type { Row, ServerState, TableName } from "./tables.ts";

export type DolibarrServerOptions = Partial<Switches> & {
  /** Its clock, UTC ms. */
  readonly now?: () => number;
};

export type DolibarrServer = {
  /** Origin, as "http://127.0.0.1:41234". */
  readonly url: string;
  /** The key of the one user who may use the API, and that user's id. */
  readonly key: string;
  readonly userId: number;
  /** May be set at any time. */
  readonly switches: Switches;
  readonly requests: readonly SeenRequest[];
  /** What stands there, oldest first. */
  readonly rows: (table: TableName) => readonly Row[];
  /** Somebody writes a record by hand. */
  readonly add: (table: TableName, fields: Readonly<Record<string, unknown>>) => Row;
  readonly remove: (table: TableName, id: number) => void;
  /** The next request of that method whose path begins so meets the fault. */
  readonly meet: (method: string, path: string, fault: Fault) => void;
  /** Asked about every request that has no fault of its own: a storm of lost answers. */
  readonly weather: (of: ((request: SeenRequest) => Fault | null) | null) => void;
  readonly close: () => Promise<void>;
};

type Planned = { readonly method: string; readonly path: string; readonly fault: Fault };

/** A server on loopback that speaks Dolibarr 22's API as far as a desk uses it, with the faults that were measured on one. */
export async function startDolibarrServer(options: DolibarrServerOptions = {}): Promise<DolibarrServer> {
  const { now = Date.now, ...switches } = options;
  const state = createState({ ...likeDolibarr, ...switches }, now);
  const routes = allRoutes(state);
  const requests: SeenRequest[] = [];
  const planned: Planned[] = [];
  let weather: ((request: SeenRequest) => Fault | null) | null = null;
  const server = createServer((incoming, response) => {
    const answered = readRequest(incoming).then((request) => {
      requests.push(request);
      const fault = takeFault(planned, request) ?? weather?.(request) ?? null;
      return serve(state, routes, { request, response, fault });
    });
    // Who asked may be killed in the middle of it; then there is nobody to answer.
    answered.catch(() => response.destroy());
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    ...{ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, key: state.key, userId: state.userId },
    ...{ switches: state.switches, requests },
    rows: (table) => state.tables[table],
    add: (table, fields) => {
      const row = { ...fields, id: state.nextId() };
      state.tables[table].push(row);
      return row;
    },
    remove: (table, id) => {
      const at = state.tables[table].findIndex((row) => row.id === id);
      if (at !== -1) state.tables[table].splice(at, 1);
    },
    meet: (method, path, fault) => void planned.push({ method, path, fault }),
    weather: (of) => void (weather = of),
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

function takeFault(planned: Planned[], request: SeenRequest): Fault | null {
  const at = planned.findIndex(({ method, path }) => method === request.method && request.path.startsWith(path));
  return at === -1 ? null : (planned.splice(at, 1)[0]?.fault ?? null);
}

async function serve(
  state: ServerState,
  routes: readonly Route[],
  { request, response, fault }: { request: SeenRequest; response: ServerResponse; fault: Fault | null },
): Promise<void> {
  if (fault?.do === "cut-before" || state.switches.outage === "away") return void response.destroy();
  if (fault?.do === "answer") return send(response, planned(fault));
  if (fault?.do === "wait") await fault.for;
  const answer = outageOf(state) ?? (await unknownKey(state, request)) ?? answerOf(routes, request);
  if (fault?.do === "cut-after") return void response.destroy();
  send(response, fault?.do === "answer-after" ? planned(fault) : answer);
}

const planned = ({
  status,
  body = "",
  type = "text/html",
}: {
  status: number;
  body?: string;
  type?: string;
}): Answer => ({
  ...{ status, body },
  headers: { "content-type": type },
});

function outageOf({ switches: { outage } }: ServerState): Answer | null {
  if (outage === "database") return page(202, "Error: the database server is not reachable.");
  if (outage === "api-off") return page(200, "Module Api is not enabled.");
  if (outage !== "installing") return null;
  return { status: 302, body: "", headers: { location: "/install/index.php", "content-type": "text/html" } };
}

async function unknownKey({ key, switches }: ServerState, { headers }: SeenRequest): Promise<Answer | null> {
  if (headers["dolapikey"] === key) return null;
  if (headers["dolapikey"] === undefined) return refused(401, "Failed to login to API. No parameter 'HTTP_DOLAPIKEY'");
  await wait(switches.wrongKeyWaitMs);
  return refused(401, "Error user not valid (not found with api key or bad status or bad validity dates)");
}

function answerOf(routes: readonly Route[], request: SeenRequest): Answer {
  for (const { method, path, answer } of routes) {
    const found = method === request.method ? path.exec(request.path) : null;
    if (found) return answer(request, found.slice(1));
  }
  return { status: 501, body: "API not found (failed to include API file)", headers: { "content-type": "text/html" } };
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  response.writeHead(status, headers).end(body);
}

const root = "/api/index.php";

async function readRequest(incoming: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  const { pathname, searchParams } = new URL(incoming.url ?? "/", "http://server");
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)] as const);
  return {
    method: incoming.method ?? "",
    path: pathname.startsWith(root) ? pathname.slice(root.length) : `outside:${pathname}`,
    query: Object.fromEntries(searchParams),
    headers: Object.fromEntries(headers),
    body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
}
