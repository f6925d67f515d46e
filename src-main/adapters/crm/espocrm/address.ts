import type { CrmRecord, EspoConfig } from "../../../ports/crm-connector.ts";

/** The folder that EspoCRM stands in, out of what a person copied from the browser. */
export const siteOf = ({ url }: Pick<EspoConfig, "url">): string =>
  url.replace(/[?#].*$/, "").replace(/\/+(?:api\/v1\/?)?$/, "");

export const pageOf = (config: Pick<EspoConfig, "url">, kind: string, id: string): string =>
  `${siteOf(config)}/#${kind}/view/${encodeURIComponent(id)}`;

export const recordAt = (config: Pick<EspoConfig, "url">, kind: string, id: string): CrmRecord => ({
  id,
  url: pageOf(config, kind, id),
});

/** An interaction is a call, or a note in a case's stream; its id says which. */
export type EspoPlace =
  | { readonly kind: "Call"; readonly callId: string }
  | { readonly kind: "Note"; readonly caseId: string; readonly noteId: string };

export function placeOf({ id }: Pick<CrmRecord, "id">): EspoPlace {
  const [kind, first = "", , second = ""] = id.split("/");
  return kind === "Call" ? { kind: "Call", callId: first } : { kind: "Note", caseId: first, noteId: second };
}

export const callRecord = (config: EspoConfig, id: string): CrmRecord => ({
  id: `Call/${id}`,
  url: pageOf(config, "Call", id),
});

export const noteRecord = (config: EspoConfig, caseId: string, noteId: string): CrmRecord => ({
  id: `Case/${caseId}/Note/${noteId}`,
  url: pageOf(config, "Case", caseId),
});
