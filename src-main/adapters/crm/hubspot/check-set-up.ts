import type { z } from "zod";
import type { CrmFinding, CrmTold, CrmTrouble } from "../../../ports/crm-connector.ts";
import type { HubspotClient, HubspotSeat } from "./client.ts";
import { HsList, HsPipelines, HsProperty } from "./entities.ts";
import { mappedProperties } from "./fields.ts";
import type { ScopeReader } from "./scopes.ts";

type State = CrmFinding["state"];
type Params = CrmFinding["says"]["params"];

const finding = (state: State, code: string, params: Params = {}): CrmFinding => ({
  state,
  says: { code: `crm.hubspot.${code}`, params },
});
/** What a call that failed says of the set-up. Only what a person can mend is missing; the line may be down just now. */
const trouble = ({ class: kind, says }: CrmTrouble): CrmFinding => ({
  state: kind === "auth" || kind === "permanent" ? "missing" : "unknown",
  says,
});

/** Everything that must stand ready in HubSpot, asked for without writing anything. */
export async function checkHubspot(
  { client, readScopes }: { readonly client: HubspotClient; readonly readScopes: ScopeReader },
  seat: HubspotSeat,
): Promise<readonly CrmFinding[]> {
  const { config } = seat;
  const contacts = await tryReading(client, seat, "contacts");
  if (!contacts.ok && contacts.trouble.says.code !== "crm.hubspot.scope-missing") return [trouble(contacts.trouble)];
  const tickets = config.ticketPipeline === null ? null : await tryReading(client, seat, "tickets");
  const findings = [
    finding("ok", "token-ok"),
    ...(contacts.ok ? [] : [trouble(contacts.trouble)]),
    ...(tickets === null || tickets.ok ? [] : [trouble(tickets.trouble)]),
    ...(await scopeFindings(readScopes, seat)),
    ...(await referenceFindings(client, seat)),
    ...(await mappedFindings(client, seat)),
    ...(await pipelineFindings(client, seat)),
  ];
  return unrepeated(findings);
}

/** The same missing scope shows in several places. */
const unrepeated = (findings: readonly CrmFinding[]): readonly CrmFinding[] => [
  ...new Map(findings.map((each) => [JSON.stringify(each.says), each])).values(),
];

const tryReading = (
  client: HubspotClient,
  seat: HubspotSeat,
  kind: "contacts" | "tickets",
): Promise<CrmTold<z.infer<typeof HsList>>> => client.ask(seat, { rest: kind, query: { limit: 1 }, as: HsList });

async function scopeFindings(readScopes: ScopeReader, seat: HubspotSeat): Promise<readonly CrmFinding[]> {
  const { ticketPipeline, portalId } = seat.config;
  const info = await readScopes(seat);
  if (info === null) return [finding("unknown", "scopes-unknown"), ...portalFindings(portalId, null)];
  const wanted = [
    "crm.objects.contacts.read",
    "crm.objects.contacts.write",
    ...(ticketPipeline === null ? [] : ["tickets"]),
  ];
  const missing = wanted.filter((scope) => !info.scopes.includes(scope));
  return [
    ...missing.map((scopes) => finding("missing", "scope-missing", { scopes })),
    ...(missing.length === 0 ? [finding("ok", "scopes-ok")] : []),
    ...portalFindings(portalId, info.hubId ?? null),
  ];
}

function portalFindings(portalId: string | null, hubId: number | null): readonly CrmFinding[] {
  if (hubId === null) return portalId === null ? [finding("warning", "portal-needed")] : [];
  if (portalId === null) return [finding("warning", "portal-is", { portal: String(hubId) })];
  return portalId === String(hubId)
    ? []
    : [finding("warning", "portal-other", { portal: String(hubId), ours: portalId })];
}

async function referenceFindings(client: HubspotClient, seat: HubspotSeat): Promise<readonly CrmFinding[]> {
  const property = seat.config.handleProperty;
  if (property === null) return [finding("warning", "property-none")];
  const told = await readProperty(client, seat, { kind: "contacts", name: property });
  if (!told.ok) return [trouble(told.trouble)];
  if (told.value === null) return [finding("missing", "property-missing", { property })];
  if (!told.value.hasUniqueValue) return [finding("missing", "property-not-unique", { property })];
  return [finding("ok", "property-ok", { property })];
}

async function mappedFindings(client: HubspotClient, seat: HubspotSeat): Promise<readonly CrmFinding[]> {
  const findings: CrmFinding[] = [];
  for (const asked of mappedProperties(seat.config)) {
    const told = await readProperty(client, seat, asked);
    if (!told.ok) findings.push(trouble(told.trouble));
    else if (told.value === null)
      findings.push(finding("missing", "field-missing", { field: asked.name, kind: asked.kind }));
  }
  return findings;
}

const readProperty = (
  client: HubspotClient,
  seat: HubspotSeat,
  { kind, name }: { readonly kind: string; readonly name: string },
) => client.lookFor(seat, { family: "properties", rest: `${kind}/${encodeURIComponent(name)}`, as: HsProperty });

async function pipelineFindings(client: HubspotClient, seat: HubspotSeat): Promise<readonly CrmFinding[]> {
  const wanted = seat.config.ticketPipeline;
  if (wanted === null) return [finding("warning", "tickets-off")];
  const told = await client.ask(seat, { family: "pipelines", rest: "tickets", as: HsPipelines });
  if (!told.ok) return [trouble(told.trouble)];
  const pipeline = told.value.results.find(({ id }) => id === wanted.pipeline);
  if (!pipeline) return [finding("missing", "pipeline-missing", { pipeline: wanted.pipeline })];
  if (!pipeline.stages.some(({ id }) => id === wanted.stage))
    return [finding("missing", "stage-missing", { stage: wanted.stage, pipeline: wanted.pipeline })];
  return [finding("ok", "pipeline-ok")];
}
