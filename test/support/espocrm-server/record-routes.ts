import { json } from "./answers.ts";
import {
  asList,
  changeRecord,
  fieldsOf,
  invalid,
  recordOf,
  refused,
  removeRecord,
  shown,
  storeRecord,
} from "./state.ts";
import { tableOf, textOf } from "./state.ts";
import type { FakeRecord, ServerState } from "./state.ts";
import type { Answer, Level, Rights, SeenRequest } from "./switches.ts";
import { noRights } from "./switches.ts";
import { conditionsOf, meets } from "./where.ts";

/** A note is everybody's to read and to write, and its writer's to change. */
const noteRights: Rights = { create: "yes", read: "all", edit: "own", delete: "own", stream: "no" };

export const rightsOn = (state: ServerState, kind: string): Rights =>
  kind === "Note" ? noteRights : (state.switches.rights[kind] ?? noRights);

export function listRecords(state: ServerState, kind: string, { query }: SeenRequest): Answer {
  const { read } = rightsOn(state, kind);
  if (read === "no") return refused(state, 403, `No access to '${kind}'.`);
  const conditions = conditionsOf(query);
  const unknown = conditions.find(({ attribute }) => !isKnown(state, kind, attribute));
  if (unknown) return refused(state, 400, `Not existing attribute '${unknown.attribute}' in where.`);
  const found = tableOf(state, kind).filter(
    (record) => isWithin(state, read, record) && conditions.every((condition) => meets(record, condition)),
  );
  return pageOf(
    found.map((record) => shown(state, kind, record)),
    query,
  );
}

/** A page of a list in the order that was asked for. */
export function pageOf(rows: readonly Record<string, unknown>[], query: URLSearchParams): Answer {
  const by = query.get("orderBy") ?? "createdAt";
  const way = query.get("order") === "desc" ? -1 : 1;
  const sorted = rows
    .map((row, at) => ({ row, at }))
    .toSorted((one, other) => way * (textOf(one.row[by]).localeCompare(textOf(other.row[by])) || one.at - other.at))
    .map(({ row }) => row);
  const from = Number(query.get("offset") ?? 0);
  const list = sorted.slice(from, from + Math.min(200, Number(query.get("maxSize") ?? 20)));
  return json({ total: rows.length, list });
}

export function readRecord(state: ServerState, kind: string, id: string): Answer {
  const record = recordOf(state, kind, id);
  if (rightsOn(state, kind).read === "no") return refused(state, 403, `No access to '${kind}'.`);
  if (!record) return refused(state, 404, "Record does not exist.");
  if (!isWithin(state, rightsOn(state, kind).read, record)) return refused(state, 403, "No 'read' access.");
  return json(shown(state, kind, record));
}

export function createRecord(state: ServerState, kind: string, { body, headers }: SeenRequest): Answer {
  if (rightsOn(state, kind).create === "no") return refused(state, 403, "No 'create' access.");
  const trouble = unfit(state, kind, body) ?? unrelated(state, body);
  if (trouble) return trouble;
  const twins = kind === "Contact" && headers["x-skip-duplicate-check"] !== "true" ? twinsOf(state, body) : [];
  if (twins.length > 0)
    return json(
      twins.map((twin) => shown(state, kind, twin)),
      409,
    );
  return json(shown(state, kind, storeRecord(state, kind, body)));
}

export function updateRecord(
  state: ServerState,
  { kind, id }: { kind: string; id: string },
  { body }: SeenRequest,
): Answer {
  const record = recordOf(state, kind, id);
  if (!record) return refused(state, 404, "Record does not exist.");
  const isShut = kind === "Note" && !state.switches.notesStayOpen;
  if (isShut || !isWithin(state, rightsOn(state, kind).edit, record)) return refused(state, 403, "No 'edit' access.");
  const trouble = unfit(state, kind, { ...record, ...body }) ?? unrelated(state, body);
  return trouble ?? json(shown(state, kind, changeRecord(state, { kind, record, sent: body })));
}

export function deleteRecord(state: ServerState, kind: string, id: string): Answer {
  const record = recordOf(state, kind, id);
  if (!record) return refused(state, 404, "Record does not exist.");
  if (!isWithin(state, rightsOn(state, kind).delete, record)) return refused(state, 403, "No 'delete' access.");
  removeRecord(state, kind, id);
  return json(true);
}

export function isWithin({ userId }: ServerState, level: Level, record: FakeRecord): boolean {
  if (level === "all") return true;
  return level !== "no" && (record["createdById"] === userId || record["assignedUserId"] === userId);
}

const isKnown = (state: ServerState, kind: string, attribute: string): boolean =>
  ["id", "name", "createdAt", "deleted", ...fieldsOf(state, kind)].includes(attribute);

const needed: Readonly<Record<string, readonly string[]>> = {
  Contact: ["lastName"],
  Case: ["name"],
  Call: ["name", "dateStart", "dateEnd", "assignedUser"],
  Note: ["post"],
};
const longest: Readonly<Record<string, number>> = { firstName: 100, lastName: 100, name: 255 };

function unfit(state: ServerState, kind: string, body: Readonly<Record<string, unknown>>): Answer | null {
  const valueOf = (field: string) => body[field] ?? body[`${field}Id`];
  const missing = (needed[kind] ?? []).find((field) => (valueOf(field) ?? "") === "");
  if (missing !== undefined) return invalid(kind, missing, "required");
  const long = Object.entries(longest).find(([field, most]) => [...textOf(body[field])].length > most);
  if (long) return invalid(kind, long[0], "maxLength");
  const { status } = body;
  if (kind === "Case" && typeof status === "string" && !state.switches.caseStatuses.includes(status))
    return invalid(kind, "status", "valid");
  return null;
}

/** A record that is named and is not there is refused like one that may not be seen. */
function unrelated(state: ServerState, body: Readonly<Record<string, unknown>>): Answer | null {
  const named: readonly (readonly [string, unknown])[] = [
    ["Contact", body["contactId"]],
    ["User", body["assignedUserId"]],
    ...(body["parentId"] === undefined ? [] : [[textOf(body["parentType"]), body["parentId"]] as const]),
    ...asList(body["contactsIds"]).map((id) => ["Contact", id] as const),
  ];
  const isThere = ([kind, id]: readonly [string, unknown]) => id == null || recordOf(state, kind, id) !== undefined;
  return named.every(isThere) ? null : refused(state, 403, "Can't relate with forbidden record.");
}

/** The rule that EspoCRM is shipped with: the same e-mail, or the same name. */
function twinsOf(state: ServerState, body: Readonly<Record<string, unknown>>): readonly FakeRecord[] {
  const email = textOf(body["emailAddress"]).toLowerCase();
  const name = `${textOf(body["firstName"])} ${textOf(body["lastName"])}`;
  return tableOf(state, "Contact").filter((record) => {
    const emails = [record["emailAddress"], ...asList(record["otherEmails"])].map((one) => textOf(one).toLowerCase());
    const other = `${textOf(record["firstName"])} ${textOf(record["lastName"])}`;
    return (email !== "" && emails.includes(email)) || name.toLowerCase() === other.toLowerCase();
  });
}
