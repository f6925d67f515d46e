import { z } from "zod";
import type { CrmFinding, CrmTold } from "../../../ports/crm-connector.ts";
import type { DolibarrClient, Probed } from "./client.ts";
import { DoliCode, DoliStatus, DoliThirdParty, DoliUser } from "./entities.ts";
import type { DolibarrSeat } from "./seat.ts";

type Params = CrmFinding["says"]["params"];

const finding = (state: CrmFinding["state"], code: string, params: Params = {}): CrmFinding => ({
  state,
  says: { code: `crm.dolibarr.${code}`, params },
});

/** No record has this id: what is asked of it is refused for want of the right, or of the record. Nothing is written. */
const noRecord = 2_147_483_647;

/**
 * Asks for everything that the set-up needs, one finding for each: the connection and the key, the modules, each right,
 * the user, the third party, the ticket type.
 */
export async function checkSetup(client: DolibarrClient, seat: DolibarrSeat): Promise<readonly CrmFinding[]> {
  const connection = await checkConnection(client, seat);
  if (connection.state !== "ok") return [connection];
  const { ticketType } = seat.config;
  const checks = [
    () => checkModules(client, seat),
    ...rightsOf(seat).map((right) => () => checkRight(client, seat, right)),
    () => checkUser(client, seat),
    () => checkThirdParty(client, seat),
    ...(ticketType === null ? [] : [() => checkTicketType(client, seat, ticketType)]),
  ];
  const findings: CrmFinding[] = [connection];
  for (const check of checks) findings.push(...(await check()));
  return findings;
}

async function checkConnection(client: DolibarrClient, seat: DolibarrSeat): Promise<CrmFinding> {
  const told = await client.readOne(seat, "/status", DoliStatus);
  if (!told.ok) return { state: "missing", says: told.trouble.says };
  if (told.value === null) return finding("missing", "api-missing");
  return finding("ok", "connected", { version: told.value.success.dolibarr_version });
}

const modules = { societe: "thirdparties", agenda: "agenda", ticket: "tickets" } as const;

/** Only administrators are told which modules are on; the rights below say the rest. */
async function checkModules(client: DolibarrClient, seat: DolibarrSeat): Promise<readonly CrmFinding[]> {
  const told = await client.probe(seat, "/setup/modules");
  const known = told.ok ? z.array(z.string()).safeParse(told.value.json) : null;
  if (!known?.success) return [];
  const wanted = (["societe", "agenda", "ticket"] as const).filter(
    (name) => name !== "ticket" || seat.config.ticketType !== null,
  );
  return wanted
    .filter((name) => !known.data.includes(name))
    .map((name) => finding("missing", `module-off-${modules[name]}`));
}

type RightAsked = {
  /** Words: `right-<name>`. */
  readonly name: string;
  readonly path: string;
  readonly method?: "PUT" | "DELETE";
  readonly body?: Readonly<Record<string, unknown>>;
  /** Without it the desk works, but cannot erase. */
  readonly isExtra?: boolean;
};

function rightsOf({ config: { userId, ticketType } }: DolibarrSeat): readonly RightAsked[] {
  const tickets: readonly RightAsked[] = [
    { name: "tickets-read", path: "/tickets?limit=1" },
    { name: "tickets-write", path: `/tickets/${noRecord}`, method: "PUT" },
    { name: "tickets-delete", path: `/tickets/${noRecord}`, method: "DELETE", isExtra: true },
  ];
  return [
    { name: "contacts-read", path: "/contacts?limit=1" },
    { name: "contacts-write", path: `/contacts/${noRecord}`, method: "PUT" },
    { name: "contacts-delete", path: `/contacts/${noRecord}`, method: "DELETE", isExtra: true },
    { name: "agenda-read", path: "/agendaevents?limit=1" },
    // Who may write for himself alone is refused here when the events are to be somebody else's.
    { name: "agenda-write", path: `/agendaevents/${noRecord}`, method: "PUT", body: { userownerid: userId } },
    { name: "agenda-delete", path: `/agendaevents/${noRecord}`, method: "DELETE", isExtra: true },
    ...(ticketType === null ? [] : tickets),
  ];
}

async function checkRight(
  client: DolibarrClient,
  seat: DolibarrSeat,
  { name, path, method, body, isExtra = false }: RightAsked,
): Promise<readonly CrmFinding[]> {
  const told = await client.probe(seat, path, { ...(method && { method }), ...(body && { body }) });
  const verdict = verdictOf(told);
  if (verdict === "yes") return isExtra ? [] : [finding("ok", `right-${name}`)];
  if (verdict === "no") {
    const words = told.ok ? told.value.reason : "";
    return [finding(isExtra ? "warning" : "missing", `no-right-${name}`, { words })];
  }
  return told.ok ? [finding("unknown", "cannot-be-asked", { path })] : [{ state: "unknown", says: told.trouble.says }];
}

/** The key was good a moment ago: a 401 now is a right that older versions refuse so. */
function verdictOf(told: CrmTold<Probed>): "yes" | "no" | null {
  if (!told.ok) return null;
  const { status, reason } = told.value;
  if (status === 200 || status === 404) return "yes";
  // Nobody owns the event that is not there: the right to remove one's own is given.
  if (status === 403 && /delete an agenda event of owner/i.test(reason)) return "yes";
  return status === 403 || status === 401 || status === 501 ? "no" : null;
}

async function checkUser(client: DolibarrClient, seat: DolibarrSeat): Promise<readonly CrmFinding[]> {
  const id = seat.config.userId;
  const told = await client.probe(seat, `/users/${id}`);
  if (!told.ok) return [{ state: "unknown", says: told.trouble.says }];
  if (told.value.status === 404) return [finding("missing", "user-missing", { id })];
  const user = DoliUser.safeParse(told.value.json);
  if (told.value.status !== 200 || !user.success)
    return [finding("unknown", "user-unknown", { id, status: told.value.status })];
  return [finding("ok", "user-found", { id, login: user.data.login })];
}

async function checkThirdParty(client: DolibarrClient, seat: DolibarrSeat): Promise<readonly CrmFinding[]> {
  const id = seat.config.thirdPartyId;
  if (id === null) return [finding("warning", "no-third-party")];
  const told = await client.probe(seat, `/thirdparties/${id}`);
  if (!told.ok) return [{ state: "unknown", says: told.trouble.says }];
  if (told.value.status === 404) return [finding("missing", "third-party-missing", { id })];
  const party = DoliThirdParty.safeParse(told.value.json);
  if (told.value.status !== 200 || !party.success)
    return [finding("unknown", "third-party-unknown", { id, status: told.value.status })];
  return [finding("ok", "third-party-found", { id, name: party.data.name })];
}

async function checkTicketType(
  client: DolibarrClient,
  seat: DolibarrSeat,
  code: string,
): Promise<readonly CrmFinding[]> {
  const told = await client.probe(seat, "/setup/dictionary/ticket_types?limit=1000&active=1");
  const known = told.ok ? z.array(DoliCode).safeParse(told.value.json) : null;
  if (!known?.success) return [finding("unknown", "ticket-types-unknown", { code })];
  if (known.data.some((type) => type.code === code)) return [finding("ok", "ticket-type-found", { code })];
  const codes = known.data.map((type) => type.code).join(", ");
  return [finding("missing", "ticket-type-missing", { code, known: codes })];
}
