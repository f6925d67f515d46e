import { done, json, refused } from "./answers.ts";
import type { Answer, Route } from "./answers.ts";
import { fitted, sanitisedRow } from "./sanitise.ts";
import { readFilters } from "./sql-filters.ts";
import type { Right, SeenRequest } from "./switches.ts";
import { asRead, may, removeRow, replaceRow, rowOf } from "./tables.ts";
import type { Row, ServerState, TableName } from "./tables.ts";

/** How one kind of record differs from the others. */
export type RecordKind = {
  readonly table: TableName;
  readonly right: "contacts" | "agenda" | "tickets" | "thirdparties";
  readonly required: readonly string[];
  /** Kept, and never shown again. */
  readonly hidden: readonly string[];
  /** An empty list is an empty list, or "not found". */
  readonly emptyList: "list" | "not-found";
  /** A refusal that only this kind knows; null = it is taken. */
  readonly refuse?: (request: SeenRequest, step: "write" | "delete", row: Row | undefined) => Answer | null;
  readonly check?: (fields: Row) => Answer | null;
};

/** List, read, write, change and remove, with Dolibarr's order of checks: the right, the fields, the record. */
export function recordRoutes(state: ServerState, kind: RecordKind): readonly Route[] {
  const one = new RegExp(`^/${kind.table}/(\\d+)$`);
  const all = new RegExp(`^/${kind.table}$`);
  const shown = (row: Row) => json(asRead(row, kind.hidden));
  const guarded =
    (step: "read" | "write" | "delete", run: Route["answer"]): Route["answer"] =>
    (request, named) =>
      may(state, `${kind.right}.${step}` as Right)
        ? run(request, named)
        : refused(403, `Insufficient rights to ${step}`);
  const find = (id = "") => rowOf(state, kind.table, Number(id));
  return [
    { method: "GET", path: all, answer: guarded("read", ({ query }) => list(state, kind, query)) },
    {
      method: "GET",
      path: one,
      answer: guarded("read", (_request, [id]) => {
        const row = find(id);
        return row === undefined ? refused(404, "Record not found") : shown(row);
      }),
    },
    { method: "POST", path: all, answer: guarded("write", (request) => create(state, kind, request)) },
    {
      method: "PUT",
      path: one,
      answer: guarded("write", (request, [id]) => {
        const row = find(id);
        const refusal = kind.refuse?.(request, "write", row) ?? null;
        if (refusal !== null) return refusal;
        if (row === undefined) return refused(404, "Record not found");
        const next = fitted({ ...row, ...sanitisedRow(request.body), id: row.id });
        replaceRow(state, kind.table, next);
        return shown(next);
      }),
    },
    {
      method: "DELETE",
      path: one,
      answer: guarded("delete", (request, [id]) => {
        const row = find(id);
        const refusal = kind.refuse?.(request, "delete", row) ?? null;
        if (refusal !== null) return refusal;
        if (row === undefined) return refused(404, "Record not found");
        removeRow(state, kind.table, row.id);
        return done("Record deleted");
      }),
    },
  ];
}

function list(state: ServerState, kind: RecordKind, query: SeenRequest["query"]): Answer {
  const verdict = readFilters(kind.table, query["sqlfilters"] ?? "", state.switches);
  if ("status" in verdict)
    return verdict.status === 400
      ? refused(400, "Error when validating parameter sqlfilters -> Bad syntax of the search string")
      : refused(503, `Error when retrieve ${kind.table} list`);
  const field = (query["sortfield"] ?? "t.rowid").replace(/^t\./, "").replace(/^rowid$/, "id");
  const sign = (query["sortorder"] ?? "ASC").toUpperCase() === "DESC" ? -1 : 1;
  const rows = state.tables[kind.table]
    .filter((row) => verdict.matches(row))
    .toSorted((a, b) => sign * (Number(a[field] ?? 0) - Number(b[field] ?? 0)));
  const found = rows.slice(0, Number(query["limit"] ?? 100)).map((row) => asRead(row, kind.hidden));
  return found.length === 0 && kind.emptyList === "not-found" ? refused(404, "No record found") : json(found);
}

function create(state: ServerState, kind: RecordKind, request: SeenRequest): Answer {
  const refusal = kind.refuse?.(request, "write", undefined) ?? null;
  if (refusal !== null) return refusal;
  const missing = kind.required.find((field) => request.body[field] === undefined || request.body[field] === null);
  if (missing !== undefined) return refused(400, `${missing} field missing`);
  const row: Row = fitted({ ...sanitisedRow(request.body), id: state.nextId() });
  const wrong = kind.check?.(row) ?? null;
  if (wrong !== null) return wrong;
  state.tables[kind.table].push(row);
  return json(row.id);
}
