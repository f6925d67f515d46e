import { startJsonServer } from "./json-server.ts";
import type { JsonAnswer, JsonRequest, JsonServer } from "./json-server.ts";

type Labelled = { readonly value: string; readonly primary?: boolean };
export type PipedrivePerson = {
  readonly id: number;
  name: string;
  emails: readonly Labelled[];
  phones: readonly Labelled[];
  org_id?: number;
  custom_fields: Readonly<Record<string, string>>;
  is_deleted: boolean;
  /** The search finds it only then. */
  isIndexed: boolean;
};
export type PipedriveActivity = {
  readonly id: number;
  subject: string;
  note: string;
  type: string;
  due_date: string;
  due_time: string;
  done: boolean;
  participants: readonly { readonly person_id: number; readonly primary?: boolean }[];
  owner_id?: number;
  is_deleted: boolean;
};

export type PipedriveServer = JsonServer & {
  readonly token: string;
  readonly persons: readonly PipedrivePerson[];
  readonly activities: readonly PipedriveActivity[];
  readonly store: (person: Partial<PipedrivePerson>) => PipedrivePerson;
  /** Lets the search catch up with everything that was written. */
  readonly index: () => void;
  /** May be changed at any time. */
  readonly company: { fields: string[]; hasV2Fields: boolean };
};

export const referenceField = "9f2c1d0b7a6e5f4d3c2b1a09f8e7d6c5b4a39281";
const knownTypes = ["task", "call", "email"];

type State = {
  readonly persons: PipedrivePerson[];
  readonly activities: PipedriveActivity[];
  readonly company: PipedriveServer["company"];
};

/** A server on loopback that answers as Pipedrive's documentation says: its search lags behind what was written. */
export async function startPipedriveServer(): Promise<PipedriveServer> {
  const token = "5b1f0a7c9d3e2468ace013579bdf02468ace0135";
  const state: State = { persons: [], activities: [], company: { fields: [referenceField], hasV2Fields: true } };
  const server = await startJsonServer((request) => {
    if (request.headers["x-api-token"] !== token) return refused(401, "unauthorized access");
    return answerTo(state, request);
  });
  return {
    ...server,
    ...state,
    token,
    store: (person) => Object.assign(storePerson(state, person), { isIndexed: true }),
    index: () => state.persons.forEach((person) => Object.assign(person, { isIndexed: true })),
  };
}

const refused = (status: number, error: string): JsonAnswer => ({
  status,
  body: { success: false, error, error_info: "Please check developers.pipedrive.com" },
});
const fine = (data: unknown, status = 200): JsonAnswer => ({
  status,
  body: { success: true, data, additional_data: { next_cursor: null } },
});

function answerTo(state: State, request: JsonRequest): JsonAnswer {
  const [, version = "", kind = "", id] = /^\/api\/(v\d)\/(\w+)(?:\/(\w+))?$/.exec(request.path) ?? [];
  if (version === "v1") return answerV1(state, kind, id);
  if (kind === "personFields") return state.company.hasV2Fields ? personFields(state, "field_code") : notFound();
  if (kind === "organizations") return fine({ id: Number(id), name: "Far Ltd" });
  if (kind === "persons" && id === "search") return search(state, request.query);
  if (kind === "persons") return id === undefined ? persons(state, request) : onPerson(state, request, Number(id));
  if (kind === "activities")
    return id === undefined ? activities(state, request) : onActivity(state, request, Number(id));
  return notFound();
}

const notFound = (): JsonAnswer => refused(404, "Not found");
const personFields = ({ company }: State, name: "field_code" | "key"): JsonAnswer =>
  fine(["name", "email", "phone", ...company.fields].map((field) => ({ [name]: field, field_type: "varchar" })));

function answerV1(state: State, kind: string, id: string | undefined): JsonAnswer {
  if (kind === "personFields") return personFields(state, "key");
  if (kind === "activityTypes") return fine(knownTypes.map((type) => ({ key_string: type, active_flag: true })));
  if (kind === "users") return id === "31" ? fine({ id: 31, active_flag: true }) : notFound();
  return refused(410, "This endpoint has ended");
}

function storePerson({ persons }: State, person: Partial<PipedrivePerson>): PipedrivePerson {
  const stored = {
    ...{ name: "", emails: [], phones: [], custom_fields: {}, is_deleted: false, isIndexed: false },
    ...person,
    id: 700 + persons.length,
  };
  persons.push(stored);
  return stored;
}

const living = ({ persons }: State): readonly PipedrivePerson[] => persons.filter(({ is_deleted }) => !is_deleted);

/** Exact is without case; the answer has values without their fields. */
function search(state: State, query: URLSearchParams): JsonAnswer {
  const term = (query.get("term") ?? "").toLowerCase();
  if (term.length < 2) return refused(400, "term must be at least 2 characters");
  const isExact = query.get("exact_match") === "true";
  const field = query.get("fields") ?? "";
  const valuesOf = (person: PipedrivePerson): readonly string[] => {
    if (field === "name") return [person.name];
    if (field === "custom_fields") return Object.values(person.custom_fields);
    return (field === "email" ? person.emails : person.phones).map(({ value }) => value);
  };
  const isMet = (value: string) => (isExact ? value.toLowerCase() === term : value.toLowerCase().includes(term));
  const found = living(state).filter((person) => person.isIndexed && valuesOf(person).some(isMet));
  const items = found.map(({ id, name, emails, phones, custom_fields: custom }) => ({
    result_score: 1.2,
    item: {
      ...{ id, type: "person", name, owner: { id: 1 }, organization: null, notes: [] },
      ...{ emails: emails.map(({ value }) => value), phones: phones.map(({ value }) => value) },
      custom_fields: Object.values(custom),
    },
  }));
  return fine({ items });
}

const shownPerson = ({ isIndexed: _isIndexed, ...person }: PipedrivePerson) => person;

function persons(state: State, { method, query, body }: JsonRequest): JsonAnswer {
  if (method === "GET")
    return fine(
      living(state)
        .toReversed()
        .slice(0, Number(query.get("limit")))
        .map(shownPerson),
    );
  const person = body as Partial<PipedrivePerson>;
  if (!person.name) return refused(400, "Validation failed: name: Required");
  const unknown = Object.keys(person.custom_fields ?? {}).find((field) => !state.company.fields.includes(field));
  if (unknown !== undefined) return refused(400, `Validation failed: custom_fields: ${unknown} is unknown`);
  return fine(shownPerson(storePerson(state, person)), 201);
}

function onPerson(state: State, { method, body }: JsonRequest, id: number): JsonAnswer {
  const person = state.persons.find((each) => each.id === id);
  if (!person) return refused(404, "Person not found");
  if (method === "GET") return fine(shownPerson(person));
  if (person.is_deleted) return refused(410, "Person is deleted");
  if (method === "PATCH") return fine(shownPerson(Object.assign(person, body)));
  person.is_deleted = true;
  return fine({ id });
}

function activities(state: State, request: JsonRequest): JsonAnswer {
  if (request.method === "GET") return listActivities(state, request.query);
  const wrong = activityTrouble(state, request.body);
  if (wrong) return wrong;
  const activity = { ...(request.body as PipedriveActivity), id: 4000 + state.activities.length, is_deleted: false };
  state.activities.push(activity);
  return fine(activity, 201);
}

/** Pages of two, so that there is a second one. */
function listActivities(state: State, query: URLSearchParams): JsonAnswer {
  const personId = Number(query.get("person_id"));
  const all = state.activities
    .filter(({ participants, is_deleted }) => !is_deleted && participants.some((each) => each.person_id === personId))
    .toReversed();
  const from = Number(query.get("cursor") ?? 0);
  const next = from + 2 < all.length ? String(from + 2) : null;
  return {
    status: 200,
    body: { success: true, data: all.slice(from, from + 2), additional_data: { next_cursor: next } },
  };
}

function activityTrouble(state: State, body: unknown): JsonAnswer | null {
  const { participants, type, due_date: day } = body as PipedriveActivity;
  if ("person_id" in (body as object)) return refused(400, "Validation failed: person_id is read-only");
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return refused(400, "Validation failed: due_date");
  if (!knownTypes.includes(type)) return refused(400, "Validation failed: type: unknown activity type");
  const isThere = participants.every((each) => living(state).some(({ id }) => id === each.person_id));
  return isThere ? null : refused(400, "Validation failed: participants: person not found");
}

function onActivity(state: State, { method, body }: JsonRequest, id: number): JsonAnswer {
  const activity = state.activities.find((each) => each.id === id);
  if (!activity || activity.is_deleted) return refused(404, "Activity not found");
  if (method === "DELETE") activity.is_deleted = true;
  if (method !== "PATCH") return fine({ id });
  const changed = { ...activity, ...(body as PipedriveActivity) };
  const wrong = activityTrouble(state, changed);
  if (!wrong) Object.assign(activity, changed);
  return wrong ?? fine(activity);
}
