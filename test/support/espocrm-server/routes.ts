import { json } from "./answers.ts";
import {
  createRecord,
  deleteRecord,
  isWithin,
  listRecords,
  pageOf,
  readRecord,
  rightsOn,
  updateRecord,
} from "./record-routes.ts";
import { asList, fieldsOf, recordOf, refused, shown, tableOf } from "./state.ts";
import type { ServerState } from "./state.ts";
import type { Answer, SeenRequest } from "./switches.ts";

/** How many wrong keys of an address are answered with 401; the next one shuts it out. */
const mostWrongKeys = 11;

/** What the server makes of a request, once the line has brought it. */
export function answerTo(state: ServerState, request: SeenRequest): Answer {
  if (state.switches.isDatabaseDown)
    return { status: 500, body: "", headers: { "content-type": "text/html; charset=UTF-8" } };
  return keyTrouble(state, request) ?? withRights(state, request);
}

function keyTrouble(state: ServerState, { headers }: SeenRequest): Answer | null {
  const isWrong = headers["x-api-key"] !== state.apiKey;
  if (isWrong) state.wrongKeys += 1;
  if (state.wrongKeys > mostWrongKeys) return refused(state, 403, "Max failed login attempts exceeded.");
  return isWrong ? refused(state, 401, "Unauthorized.") : null;
}

function withRights(state: ServerState, request: SeenRequest): Answer {
  const parts = request.path.split("/").map(decodeURIComponent);
  const [kind = "", id, link] = parts;
  if (request.path === "App/user") return appUser(state);
  if (kind === "Metadata") return metadata(state, request.query.get("key") ?? "");
  if (kind === "Activities") return history(state, parts, request);
  if (!["Contact", "Case", "Call", "Note", "User"].includes(kind)) return refused(state, 404, "Not found.");
  if (link === "stream") return streamOf(state, { kind, id: id ?? "" }, request);
  if (link !== undefined) return linked(state, { kind, id: id ?? "", link }, request);
  return plain(state, { kind, id }, request);
}

function plain(
  state: ServerState,
  { kind, id }: { kind: string; id: string | undefined },
  request: SeenRequest,
): Answer {
  const { method } = request;
  if (id === undefined && method === "GET") return listRecords(state, kind, request);
  if (id === undefined && method === "POST") return createRecord(state, kind, request);
  if (id === undefined) return refused(state, 405, "Method not allowed.");
  if (method === "GET") return readRecord(state, kind, id);
  if (method === "PUT" || method === "PATCH") return updateRecord(state, { kind, id }, request);
  return method === "DELETE" ? deleteRecord(state, kind, id) : refused(state, 405, "Method not allowed.");
}

/** A kind without any right is left out of the table, as for every user who is no administrator. */
function appUser(state: ServerState): Answer {
  const { rights } = state.switches;
  const table = Object.fromEntries(
    Object.entries(rights).filter(([, given]) => Object.values(given).some((level) => level !== "no")),
  );
  return json({
    user: { id: state.userId, userName: "desk-api", name: "Desk", type: "api" },
    acl: { table: { ...table, Activities: true, Calendar: true }, fieldTable: {} },
    preferences: {},
    token: null,
    settings: { version: "9.1.7" },
    language: "en_US",
  });
}

function metadata(state: ServerState, key: string): Answer {
  const [root, kind = "", fields, field] = key.split(".");
  if (root !== "entityDefs" || fields !== "fields") return json(null);
  const all = Object.fromEntries(fieldsOf(state, kind).map((name) => [name, definition(state, kind, name)]));
  return json(field === undefined ? all : (all[field] ?? null));
}

function definition(state: ServerState, kind: string, name: string): Record<string, unknown> {
  const isAdded = state.switches.customFields[kind]?.includes(name) ?? false;
  if (kind === "Case" && name === "status") return { type: "enum", options: state.switches.caseStatuses };
  const type = name === "description" || name === "post" ? "text" : "varchar";
  return { type, ...(isAdded && { isCustom: true }) };
}

function streamOf(state: ServerState, { kind, id }: { kind: string; id: string }, { query }: SeenRequest): Answer {
  const record = recordOf(state, kind, id);
  if (!record) return refused(state, 404, "Record does not exist.");
  if (!isWithin(state, rightsOn(state, kind).stream, record)) return refused(state, 403, "No 'stream' access.");
  const notes = tableOf(state, "Note").filter(({ parentId, parentType }) => parentId === id && parentType === kind);
  const newestFirst = new URLSearchParams([...query, ["order", "desc"]]);
  const rows = notes.map((note) => ({ ...shown(state, "Note", note), createdByName: "Desk" }));
  return pageOf(rows, newestFirst);
}

function linked(
  state: ServerState,
  { kind, id, link }: { kind: string; id: string; link: string },
  { query }: SeenRequest,
): Answer {
  const kinds: Readonly<Record<string, string>> = { cases: "Case", calls: "Call" };
  const other = kinds[link];
  if (kind !== "Contact" || other === undefined || !recordOf(state, kind, id)) return refused(state, 404, "Not found.");
  if (rightsOn(state, other).read === "no") return refused(state, 403, "No access.");
  return pageOf(ofContact(state, other, id), query);
}

function history(state: ServerState, [, kind, id = "", link]: readonly string[], { query }: SeenRequest): Answer {
  if (!state.switches.showsHistory || kind !== "Contact" || link !== "history")
    return refused(state, 403, "No access to 'Activities'.");
  const calls = ofContact(state, "Call", id).map((call) => ({ ...call, _scope: "Call" }));
  return pageOf(calls, query);
}

const ofContact = (state: ServerState, kind: string, id: string): readonly Record<string, unknown>[] =>
  tableOf(state, kind)
    .filter((record) => record["contactId"] === id || asList(record["contactsIds"]).includes(id))
    .map((record) => shown(state, kind, record));
