import { startJsonServer } from "./json-server.ts";
import type { JsonAnswer, JsonRequest, JsonServer } from "./json-server.ts";

type Kind = "contacts" | "notes" | "tickets";
type Properties = Readonly<Record<string, string>>;
export type HubspotRecord = {
  readonly id: string;
  readonly kind: Kind;
  properties: Properties;
  readonly links: { readonly toId: string; readonly typeId: number }[];
  isArchived: boolean;
  /** The search finds it only then. */
  isIndexed: boolean;
  mergedInto: string | null;
};

export type HubspotServer = JsonServer & {
  readonly token: string;
  readonly records: readonly HubspotRecord[];
  /** What stands there and is not archived. */
  readonly there: (kind: Kind) => readonly HubspotRecord[];
  readonly store: (kind: Kind, properties: Properties) => HubspotRecord;
  /** Lets the search catch up with everything that was written. */
  readonly index: () => void;
  readonly merge: (from: HubspotRecord, into: HubspotRecord) => void;
  /** May be changed at any time. */
  readonly account: {
    scopes: string[];
    /** Properties beyond those that every account has; true = unique. */
    readonly properties: Map<string, boolean>;
    tellsScopes: boolean;
  };
};

const shipped: Readonly<Record<Kind, readonly string[]>> = {
  contacts: "firstname lastname email hs_additional_emails phone mobilephone company".split(" "),
  notes: ["hs_timestamp", "hs_note_body"],
  tickets: ["subject", "content", "hs_pipeline", "hs_pipeline_stage"],
};
/** Which link a note or a ticket may have to a record of that kind. */
const linkTypes: Readonly<Record<number, readonly [Kind, Kind]>> = {
  16: ["tickets", "contacts"],
  202: ["notes", "contacts"],
  228: ["notes", "tickets"],
};
const longestNote = 65_536;

/** A server on loopback that answers as HubSpot's documentation says: its search lags behind what was written. */
export async function startHubspotServer(base = "/crm/v3"): Promise<HubspotServer> {
  const records: HubspotRecord[] = [];
  const token = "pat-eu1-1f0c2b7e-0000-4000-8000-6c1d5c3b9a11";
  const account: HubspotServer["account"] = {
    scopes: ["crm.objects.contacts.read", "crm.objects.contacts.write", "tickets"],
    properties: new Map([["wr_handle", true]]),
    tellsScopes: true,
  };
  const store = (kind: Kind, properties: Properties, links: HubspotRecord["links"] = []): HubspotRecord => {
    const id = String(9_007_199_254_741_000n + BigInt(records.length));
    const record = { id, kind, properties, links, isArchived: false, isIndexed: false, mergedInto: null };
    records.push(record);
    return record;
  };
  const state: State = { records, account, store };
  const server = await startJsonServer((request) => {
    if (request.headers["authorization"] !== `Bearer ${token}`)
      return refused(401, "INVALID_AUTHENTICATION", "Authentication credentials not found.");
    if (request.path === "/oauth/v2/private-apps/get/access-token-info") return tokenInfo(state, request, token);
    const [, family = "", rest = ""] = splitPath(request.path, base);
    return answerTo(state, request, { family, parts: rest.split("/").map(decodeURIComponent) });
  });
  return {
    ...server,
    ...{ token, records, account },
    store: (kind, properties) => Object.assign(store(kind, properties), { isIndexed: true }),
    there: (kind) => records.filter((record) => record.kind === kind && !record.isArchived),
    index: () => records.forEach((record) => Object.assign(record, { isIndexed: true })),
    merge: (from, into) => void Object.assign(from, { mergedInto: into.id, isArchived: true }),
  };
}

type State = Pick<HubspotServer, "records" | "account"> & {
  readonly store: (kind: Kind, properties: Properties, links?: HubspotRecord["links"]) => HubspotRecord;
};

/** "/crm/v3/objects/contacts" and "/crm/objects/2026-03/contacts". */
function splitPath(path: string, base: string): readonly string[] {
  const dated = /^\/crm\/(objects|properties|pipelines)\/\d{4}-\d{2}\/(.*)$/.exec(path);
  if (base !== "/crm/v3") return dated ?? [];
  return /^\/crm\/v3\/(objects|properties|pipelines)\/(.*)$/.exec(path) ?? [];
}

const refused = (status: number, category: string, message: string, errors: readonly object[] = []): JsonAnswer => ({
  status,
  body: { status: "error", message, correlationId: "aeb5f871-7f07-4993-9211-075dc63e7cbf", category, errors },
});
const missingScope = (scope: string): JsonAnswer =>
  refused(403, "MISSING_SCOPES", "This app hasn't been granted all required scopes to make this call.", [
    {
      message: "One or more of the following scopes are required.",
      context: { requiredGranularScopes: [scope] },
    },
  ]);
const notFound = (): JsonAnswer => refused(404, "OBJECT_NOT_FOUND", "Object not found");

function tokenInfo({ account }: State, { body }: JsonRequest, token: string): JsonAnswer {
  if (!account.tellsScopes) return notFound();
  if ((body as { tokenKey?: unknown }).tokenKey !== token) return refused(400, "VALIDATION_ERROR", "Invalid token");
  return { status: 200, body: { userId: 7, hubId: 24681357, appId: 99, scopes: account.scopes } };
}

type Route = { readonly family: string; readonly parts: readonly string[] };

function answerTo(state: State, request: JsonRequest, { family, parts }: Route): JsonAnswer {
  const [kind, second, third, fourth] = parts;
  if (family === "pipelines")
    return { status: 200, body: { results: [{ id: "0", label: "Support", stages: [{ id: "1" }, { id: "4" }] }] } };
  if (kind !== "contacts" && kind !== "notes" && kind !== "tickets") return notFound();
  const scope = scopeFor(kind, request, second, third);
  if (!state.account.scopes.includes(scope)) return missingScope(scope);
  if (family === "properties") return propertyAnswer(state, kind, second ?? "");
  if (family !== "objects") return notFound();
  if (second === "search") return search(state, kind, request);
  if (second === "batch" && third === "read") return batchRead(state, kind, request);
  if (second === "batch" && third === "upsert") return upsert(state, request);
  if (third === "associations") return associations(state, second ?? "", fourth as Kind);
  if (second === undefined) return request.method === "POST" ? create(state, kind, request) : list(state, kind);
  return onRecord(state, request, { kind, id: second });
}

function scopeFor(kind: Kind, { method }: JsonRequest, second?: string, third?: string): string {
  if (kind === "tickets") return "tickets";
  const isRead = method === "GET" || second === "search" || third === "read";
  return `crm.objects.contacts.${isRead ? "read" : "write"}`;
}

function propertyAnswer({ account }: State, kind: Kind, name: string): JsonAnswer {
  const isOwn = account.properties.has(name);
  if (!isOwn && !shipped[kind].includes(name)) return notFound();
  return { status: 200, body: { name, type: "string", hasUniqueValue: account.properties.get(name) ?? false } };
}

const shown = ({ id, properties }: HubspotRecord) => ({
  ...{ id, properties: { ...properties, hs_object_id: id } },
  ...{ createdAt: "2026-11-17T10:00:00.000Z", updatedAt: "2026-11-17T10:00:00.000Z", archived: false },
});

const list = ({ records }: State, kind: Kind): JsonAnswer => ({
  status: 200,
  body: {
    results: records
      .filter((record) => record.kind === kind && !record.isArchived)
      .slice(0, 1)
      .map(shown),
  },
});

function unknownProperty({ account }: State, kind: Kind, properties: object): JsonAnswer | null {
  const name = Object.keys(properties).find((each) => !shipped[kind].includes(each) && !account.properties.has(each));
  if (name === undefined) return null;
  return refused(400, "VALIDATION_ERROR", `Property values were not valid: [{"isValid":false}]`, [
    { message: `Property "${name}" does not exist`, code: "PROPERTY_DOESNT_EXIST", context: { propertyName: [name] } },
  ]);
}

type Filter = { readonly propertyName: string; readonly operator: string; readonly value: string };

/** Five groups at most; what was just written is not found yet. */
function search({ records }: State, kind: Kind, { body }: JsonRequest): JsonAnswer {
  const { filterGroups } = body as { filterGroups: readonly { filters: readonly Filter[] }[] };
  if (filterGroups.length > 5) return refused(400, "VALIDATION_ERROR", "Too many filter groups");
  const isMet = (record: HubspotRecord, { propertyName, operator, value }: Filter) => {
    const held = (record.properties[propertyName] ?? "").toLowerCase();
    const wanted = value.replaceAll("*", "").toLowerCase();
    return operator === "EQ" ? held === wanted : held !== "" && held.includes(wanted);
  };
  const results = records.filter(
    (record) =>
      record.kind === kind &&
      !record.isArchived &&
      record.isIndexed &&
      filterGroups.some(({ filters }) => filters.every((filter) => isMet(record, filter))),
  );
  return { status: 200, body: { total: results.length, results: results.map(shown) } };
}

function batchRead(state: State, kind: Kind, { body }: JsonRequest): JsonAnswer {
  const { inputs, idProperty } = body as { inputs: readonly { id: string }[]; idProperty?: string };
  if (idProperty !== undefined) {
    const unknown = unknownProperty(state, kind, { [idProperty]: "" });
    if (unknown) return unknown;
    if (state.account.properties.get(idProperty) !== true)
      return refused(400, "VALIDATION_ERROR", `Property ${idProperty} is not a unique identifier`);
  }
  const found = state.records.filter(
    (record) =>
      record.kind === kind &&
      !record.isArchived &&
      inputs.some(({ id }) => (idProperty === undefined ? record.id : record.properties[idProperty]) === id),
  );
  const missing = inputs.length - found.length;
  const errors =
    missing === 0
      ? {}
      : { numErrors: 1, errors: [{ category: "OBJECT_NOT_FOUND", message: "Could not get some objects" }] };
  return { status: missing === 0 ? 200 : 207, body: { status: "COMPLETE", results: found.map(shown), ...errors } };
}

function upsert(state: State, { body }: JsonRequest): JsonAnswer {
  const { inputs } = body as { inputs: readonly { id: string; idProperty: string; properties: Properties }[] };
  const [input] = inputs;
  if (!input) return refused(400, "VALIDATION_ERROR", "No inputs");
  const unknown = unknownProperty(state, "contacts", input.properties);
  if (unknown) return unknown;
  const contacts = state.records.filter(({ kind, isArchived }) => kind === "contacts" && !isArchived);
  const known = contacts.find(({ properties }) => properties[input.idProperty] === input.id);
  const sameEmail = contacts.find((each) => each !== known && isOf(each, input.properties["email"]));
  if (sameEmail) return refused(409, "CONFLICT", `Contact already exists. Existing ID: ${sameEmail.id}`);
  if (known) known.properties = { ...known.properties, ...input.properties };
  const record = known ?? state.store("contacts", input.properties);
  return { status: 200, body: { status: "COMPLETE", results: [{ ...shown(record), new: known === undefined }] } };
}

const isOf = ({ properties }: HubspotRecord, email: string | undefined): boolean =>
  email !== undefined &&
  [properties["email"], ...(properties["hs_additional_emails"] ?? "").split(";")].includes(email);

function associations({ records }: State, contactId: string, kind: Kind): JsonAnswer {
  const found = records.filter(
    (record) => record.kind === kind && !record.isArchived && record.links.some(({ toId }) => toId === contactId),
  );
  return { status: 200, body: { results: found.map(({ id }) => ({ id, type: `contact_to_${kind}` })) } };
}

type Link = { readonly to: { readonly id: string }; readonly types: readonly { readonly associationTypeId: number }[] };

function create(state: State, kind: Kind, { body }: JsonRequest): JsonAnswer {
  const { properties, associations: asked = [] } = body as { properties: Properties; associations?: readonly Link[] };
  const wrong = unknownProperty(state, kind, properties) ?? tooLong(properties);
  if (wrong) return wrong;
  const links = asked.flatMap(({ to, types }) =>
    types.map((type) => ({ toId: to.id, typeId: type.associationTypeId })),
  );
  for (const { toId, typeId } of links) {
    const [from, to] = linkTypes[typeId] ?? [];
    const target = state.records.find(({ id, isArchived }) => id === toId && !isArchived);
    if (from !== kind || target?.kind !== to)
      return refused(400, "VALIDATION_ERROR", "One or more associations are not valid");
  }
  return { status: 201, body: shown(state.store(kind, properties, links)) };
}

function tooLong({ hs_note_body: body = "" }: Properties): JsonAnswer | null {
  return body.length <= longestNote ? null : refused(400, "VALIDATION_ERROR", "hs_note_body is longer than 65536");
}

function onRecord(state: State, { method, body }: JsonRequest, { kind, id }: { kind: Kind; id: string }): JsonAnswer {
  const named = state.records.find((record) => record.kind === kind && record.id === id);
  const record = state.records.find((each) => each.id === (named?.mergedInto ?? id));
  if (method === "DELETE") {
    if (record) record.isArchived = true;
    return { status: 204 };
  }
  if (!record || record.kind !== kind || record.isArchived) return notFound();
  if (method === "PATCH") {
    const { properties } = body as { properties: Properties };
    const wrong = unknownProperty(state, kind, properties) ?? tooLong(properties);
    if (wrong) return wrong;
    record.properties = { ...record.properties, ...properties };
  }
  return { status: 200, body: shown(record) };
}
