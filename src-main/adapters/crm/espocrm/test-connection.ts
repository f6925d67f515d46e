import type { CrmFinding, CrmTold, EspoConfig } from "../../../ports/crm-connector.ts";
import { siteOf } from "./address.ts";
import type { AppUser } from "./entities.ts";
import { addedFields } from "./fields.ts";
import { asLockOut, levelOf } from "./forbidden.ts";
import { askField, askUser, peekRecord } from "./request.ts";
import type { EspoSeat } from "./request.ts";
import { isRefusal } from "./trouble.ts";
import type { Action, Refused } from "./trouble.ts";

type Params = CrmFinding["says"]["params"];

const finding = (state: CrmFinding["state"], code: string, params: Params = {}): CrmFinding => ({
  state,
  says: { code: `crm.espocrm.${code}`, params },
});

/** Asks for all that the set-up needs, one thing after the other, and writes nothing. A key that is refused is tried once. */
export async function testConnection(seat: EspoSeat): Promise<readonly CrmFinding[]> {
  const host = URL.parse(siteOf(seat.config))?.host ?? "";
  const who = await askUser(seat);
  if (!who.ok) return [shutDoor(who, host)];
  const name = who.value.user.userName ?? who.value.user.id;
  return [
    finding("ok", "answers", { host }),
    finding("ok", "key-known", { name }),
    ...rightsOf(seat.config, who.value),
    ...(await fieldsOf(seat)),
    ...(await userOf(seat)),
  ];
}

/** Why not even the first question was answered. */
function shutDoor(told: Refused, host: string): CrmFinding {
  const { trouble } = asLockOut(told);
  const { code, params } = trouble.says;
  const isOther = ["crm.not-json", "crm.unfit"].includes(code) || params["status"] === 404;
  if (isOther) return finding("missing", "other-server", { host });
  const isUnsure = trouble.class === "offline" || trouble.class === "retry" || trouble.class === "unknown";
  return { state: isUnsure ? "unknown" : "missing", says: trouble.says };
}

type Need = { readonly kind: string; readonly action: Action; readonly without: "missing" | "warning" };

const need = (kind: string, action: Action, without: Need["without"] = "missing"): Need => ({ kind, action, without });

/** Without the warnings everything is logged, but nothing is corrected or erased there. */
const needs = ({ log }: EspoConfig): readonly Need[] => [
  need("Contact", "read"),
  need("Contact", "create"),
  need("Contact", "edit", "warning"),
  need("Case", "read"),
  need("Case", "create"),
  need("Case", "stream"),
  need("Case", "edit", "warning"),
  need("Case", "delete", "warning"),
  ...(log === "call"
    ? [need("Call", "read"), need("Call", "create"), need("Call", "edit", "warning"), need("Call", "delete", "warning")]
    : []),
];

function rightsOf(config: EspoConfig, user: AppUser): readonly CrmFinding[] {
  return needs(config).map(({ kind: record, action, without }) => {
    const level = levelOf(user, record, action);
    if (level === "no") return finding(without, `without-${action}`, { record });
    // Whom it cannot see it would make a second time.
    const isNarrow = record === "Contact" && action === "read" && level !== "all" && level !== "yes";
    return isNarrow ? finding("warning", "reads-some", { record, level }) : finding("ok", `may-${action}`, { record });
  });
}

async function fieldsOf(seat: EspoSeat): Promise<readonly CrmFinding[]> {
  const { config } = seat;
  const found: CrmFinding[] = [];
  for (const { kind: record, field } of addedFields(config)) found.push(await fieldFinding(seat, record, field));
  if (config.keyField === null) found.push(finding("warning", "no-key-field"));
  if (config.handleField === null) found.push(await handleFieldWish(seat));
  const status = await statusFinding(seat);
  return status === null ? found : [...found, status];
}

async function fieldFinding(seat: EspoSeat, record: string, field: string): Promise<CrmFinding> {
  const told = await askField(seat, record, field);
  if (!told.ok) return unsure(told, "field-unsure", { record, field });
  return told.value === null
    ? finding("missing", "field-missing", { record, field })
    : finding("ok", "field-there", { record, field });
}

const usualHandleField = "cSocialHandle";

async function handleFieldWish(seat: EspoSeat): Promise<CrmFinding> {
  const told = await askField(seat, "Contact", usualHandleField);
  const isThere = told.ok && told.value !== null;
  return finding("warning", isThere ? "handle-field-unused" : "no-handle-field", { field: usualHandleField });
}

/** Cases that need nobody are written as closed; an admin may have renamed that. */
async function statusFinding(seat: EspoSeat): Promise<CrmFinding | null> {
  if (seat.config.fields["complaint.status"] !== undefined) return null;
  const told = await askField(seat, "Case", "status");
  const options = told.ok ? told.value?.options : undefined;
  const lost = ["New", "Closed"].find((status) => options !== undefined && !options.includes(status));
  return lost === undefined ? null : finding("missing", "status-missing", { status: lost });
}

async function userOf(seat: EspoSeat): Promise<readonly CrmFinding[]> {
  const { userId: id, log } = seat.config;
  if (id === null || id === "") return log === "call" ? [finding("missing", "user-needed")] : [];
  const told = await peekRecord(seat, "User", id);
  if (!told.ok)
    return [isRefusal(told) ? finding("unknown", "user-unseen", { id }) : unsure(told, "user-unsure", { id })];
  return [told.value === null ? finding("missing", "user-unknown", { id }) : finding("ok", "user-known", { id })];
}

/** Not asked, because the line broke meanwhile; a key that stopped being good says so itself. */
function unsure(told: Extract<CrmTold<never>, { ok: false }>, code: string, params: Params): CrmFinding {
  return told.trouble.class === "auth"
    ? { state: "missing", says: told.trouble.says }
    : finding("unknown", code, params);
}
