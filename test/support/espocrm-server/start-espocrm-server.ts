import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerTo } from "./routes.ts";
import { createState, removeRecord, stamp, storeRecord, tableOf } from "./state.ts";
import type { FakeRecord, ServerState } from "./state.ts";
import { likeEspocrm } from "./switches.ts";
import type { Answer, Fault, SeenRequest, Switches } from "./switches.ts";

export type EspocrmServerOptions = Partial<Switches> & {
  /** Its clock, UTC ms. */
  readonly now?: () => number;
  /** The folder that it stands in, as "/crm". Default: the origin itself. */
  readonly folder?: string;
};

export type EspocrmServer = {
  /** The address a person would enter, as "http://127.0.0.1:41234/crm". */
  readonly url: string;
  readonly apiKey: string;
  /** Of the API user. */
  readonly userId: string;
  /** May be set at any time. */
  readonly switches: Switches;
  /** What stands there of a kind ("Contact", "Case", "Call", "Note"), oldest first; what was deleted does not. */
  readonly records: (kind: string) => readonly FakeRecord[];
  readonly requests: readonly SeenRequest[];
  /** Adds a record as somebody at the CRM does; `createdAt` in ms; `otherEmails`, `otherPhones` are lists. */
  readonly add: (kind: string, fields: Readonly<Record<string, unknown>>) => FakeRecord;
  readonly change: (kind: string, id: string, fields: Readonly<Record<string, unknown>>) => void;
  readonly remove: (kind: string, id: string) => void;
  /** The next request of that method whose path, behind `/api/v1/`, begins so meets the fault. */
  readonly meet: (method: string, path: string, fault: Fault) => void;
  /** Too many wrong keys came: nobody from this address is let in. */
  readonly isLocked: () => boolean;
  /** An administrator clears the lock. */
  readonly unlock: () => void;
  readonly close: () => Promise<void>;
};

type Planned = { readonly method: string; readonly path: string; readonly fault: Fault };

/** A server on loopback that speaks the REST API of EspoCRM 9.1, written from its public documentation and from what was measured on a real one. */
export async function startEspocrmServer(options: EspocrmServerOptions = {}): Promise<EspocrmServer> {
  const { now = Date.now, folder = "", ...switches } = options;
  const state = createState({ ...likeEspocrm(), ...switches }, now);
  const requests: SeenRequest[] = [];
  const planned: Planned[] = [];
  const server = createServer((incoming, response) => {
    const answered = readRequest(incoming, folder).then((request) => {
      if (request === null) return send(response, { status: 404, body: "<html>Not here</html>" });
      requests.push(request);
      return serve(state, { request, response, fault: takeFault(planned, request) });
    });
    // Who asked may be killed in the middle of it; then there is nobody to answer.
    answered.catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${folder}`;
  return {
    url: state.url,
    apiKey: state.apiKey,
    userId: state.userId,
    switches: state.switches,
    records: (kind) => tableOf(state, kind),
    requests,
    add: (kind, fields) => add(state, kind, fields),
    change: (kind, id, fields) =>
      void Object.assign(tableOf(state, kind).find((record) => record.id === id) ?? {}, fields),
    remove: (kind, id) => removeRecord(state, kind, id),
    meet: (method, path, fault) => void planned.push({ method, path, fault }),
    isLocked: () => state.wrongKeys > 11,
    unlock: () => {
      state.wrongKeys = 0;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

function add(state: ServerState, kind: string, fields: Readonly<Record<string, unknown>>): FakeRecord {
  const record = storeRecord(state, kind, fields);
  const { createdAt } = fields;
  const at = typeof createdAt === "number" ? { createdAt: stamp(createdAt) } : {};
  return Object.assign(record, fields, { createdById: "1" }, at);
}

function takeFault(planned: Planned[], request: SeenRequest): Fault | null {
  const at = planned.findIndex(({ method, path }) => method === request.method && request.path.startsWith(path));
  return at === -1 ? null : (planned.splice(at, 1)[0]?.fault ?? null);
}

async function serve(
  state: ServerState,
  { request, response, fault }: { request: SeenRequest; response: ServerResponse; fault: Fault | null },
): Promise<void> {
  const { switches } = state;
  if (switches.isOut || fault?.do === "cut-before") return void response.destroy();
  if (switches.delayMs > 0) await new Promise((done) => setTimeout(done, switches.delayMs));
  if (fault?.do === "answer") return send(response, { body: "", headers: {}, ...fault });
  if (fault?.do === "wait") await fault.for;
  const answer = answerTo(state, request);
  if (fault?.do === "cut-after" || (switches.losesAnswer?.(request) ?? false)) return void response.destroy();
  if (fault?.do === "answer-after") return send(response, { status: fault.status, body: fault.body ?? "" });
  send(response, answer);
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  response.writeHead(status, headers).end(body);
}

async function readRequest(incoming: IncomingMessage, folder: string): Promise<SeenRequest | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  const { pathname, searchParams } = new URL(incoming.url ?? "/", "http://server");
  const root = `${folder}/api/v1/`;
  if (!pathname.startsWith(root)) return null;
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)] as const);
  return {
    method: incoming.method ?? "",
    path: pathname.slice(root.length),
    query: searchParams,
    headers: Object.fromEntries(headers),
    body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
}
