import type { CrmFinding, CrmTrouble } from "../../../ports/crm-connector.ts";
import type { PipedriveClient, PipedriveSeat } from "./client.ts";
import { PdActivityTypes, PdFields, PdPersons, PdUser } from "./entities.ts";
import { customFieldsOf } from "./fields.ts";

type State = CrmFinding["state"];
type Params = CrmFinding["says"]["params"];

const finding = (state: State, code: string, params: Params = {}): CrmFinding => ({
  state,
  says: { code: `crm.pipedrive.${code}`, params },
});
/** What a call that failed says of the set-up. Only what a person can mend is missing; the line may be down just now. */
const trouble = ({ class: kind, says }: CrmTrouble): CrmFinding => ({
  state: kind === "auth" || kind === "permanent" ? "missing" : "unknown",
  says,
});

/** Everything that must stand ready in Pipedrive, asked for without writing anything. */
export async function checkPipedrive(client: PipedriveClient, seat: PipedriveSeat): Promise<readonly CrmFinding[]> {
  const persons = await client.ask(seat, { rest: "persons", query: { limit: 1 }, as: PdPersons });
  if (!persons.ok) return [trouble(persons.trouble)];
  return [
    finding("ok", "token-ok"),
    ...(await fieldFindings(client, seat)),
    ...(await typeFindings(client, seat)),
    ...(await userFindings(client, seat)),
  ];
}

async function fieldFindings(client: PipedriveClient, seat: PipedriveSeat): Promise<readonly CrmFinding[]> {
  const { referenceField } = seat.config;
  const wanted = customFieldsOf(seat.config);
  const none = referenceField === null ? [finding("warning", "field-none")] : [];
  if (wanted.length === 0) return none;
  const known = await readFields(client, seat);
  if (known === null) return [...none, finding("unknown", "fields-unknown")];
  return [
    ...none,
    ...wanted.map((field) => finding(known.includes(field) ? "ok" : "missing", fieldCode(known, field), { field })),
  ];
}

const fieldCode = (known: readonly string[], field: string): string =>
  known.includes(field) ? "field-ok" : "field-missing";

/** The keys of a person's fields; null = Pipedrive does not say. Companies that were not moved yet have them in v1. */
async function readFields(client: PipedriveClient, seat: PipedriveSeat): Promise<readonly string[] | null> {
  for (const version of ["v2", "v1"] as const) {
    const told = await client.lookFor(seat, { rest: "personFields", version, query: { limit: 500 }, as: PdFields });
    if (told.ok && told.value !== null)
      return told.value.data.flatMap(({ field_code: code, key }) => code ?? key ?? []);
  }
  return null;
}

async function typeFindings(client: PipedriveClient, seat: PipedriveSeat): Promise<readonly CrmFinding[]> {
  const type = seat.config.activityType;
  const told = await client.lookFor(seat, { rest: "activityTypes", version: "v1", as: PdActivityTypes });
  if (!told.ok || told.value === null) return [finding("unknown", "type-unknown", { type })];
  const isThere = told.value.data.some(({ key_string: key, active_flag: isActive }) => key === type && isActive);
  return [isThere ? finding("ok", "type-ok", { type }) : finding("missing", "type-missing", { type })];
}

async function userFindings(client: PipedriveClient, seat: PipedriveSeat): Promise<readonly CrmFinding[]> {
  const id = seat.config.userId;
  if (id === null) return [];
  const told = await client.lookFor(seat, { rest: `users/${id}`, version: "v1", as: PdUser });
  if (!told.ok) return [finding("unknown", "user-unknown", { id })];
  const isThere = told.value?.data.active_flag === true;
  return [isThere ? finding("ok", "user-ok", { id }) : finding("missing", "user-missing", { id })];
}
