import type { CrmTold } from "../../../ports/crm-connector.ts";
import { EspoList, EspoRecord, FieldDefinition } from "./entities.ts";
import { explainForbidden } from "./forbidden.ts";
import { absence, pathOf, send } from "./request.ts";
import type { EspoRequest, EspoSeat } from "./request.ts";
import { trouble } from "./trouble.ts";
import type { Asked } from "./trouble.ts";

export type Condition = {
  readonly type: "equals" | "contains";
  readonly attribute: string;
  readonly value: string;
};

export type Fields = Readonly<Record<string, unknown>>;

const pageSize = 50;

/** A record by its id; null = it is not there: never was, deleted, or merged into another. */
export async function readRecord(seat: EspoSeat, kind: string, id: string): Promise<CrmTold<EspoRecord | null>> {
  return call(seat, { path: pathOf(kind, id), as: EspoRecord.nullable(), take: absence }, { kind, action: "read" });
}

/** Oldest first, as many as one page holds. */
export async function listWhere(
  seat: EspoSeat,
  kind: string,
  { condition, offset = 0 }: { readonly condition: Condition; readonly offset?: number },
): Promise<CrmTold<readonly EspoRecord[]>> {
  const where = Object.entries(condition).map(([name, value]) => [`whereGroup[0][${name}]`, value]);
  const page = { orderBy: "createdAt", order: "asc", maxSize: pageSize, offset };
  const query = { ...Object.fromEntries(where), ...page };
  const told = await call(
    seat,
    { path: kind, query, as: EspoList },
    { kind, action: "read", attribute: condition.attribute },
  );
  return told.ok ? { ok: true, value: told.value.list } : told;
}

/** The first of those found that truly fits: a search also finds what is only alike. */
export async function findWhere(
  seat: EspoSeat,
  kind: string,
  {
    condition,
    fits,
  }: { readonly condition: Condition; readonly fits: (found: EspoRecord) => Promise<CrmTold<boolean>> | boolean },
): Promise<CrmTold<EspoRecord | null>> {
  const pages = (offset: number) => listWhere(seat, kind, { condition, offset });
  return searchPages(pages, async (page) => {
    for (const found of page) {
      const judged = await fits(found);
      if (typeof judged !== "boolean" && !judged.ok) return judged;
      if (judged === true || (typeof judged !== "boolean" && judged.value)) return { ok: true, value: found };
    }
    return null;
  });
}

const mostPages = 40;

/** Page after page until one holds what is looked for; a list without an end is not read for ever. */
export async function searchPages<Value>(
  pageAt: (offset: number) => Promise<CrmTold<readonly EspoRecord[]>>,
  look: (page: readonly EspoRecord[]) => Promise<CrmTold<Value> | null>,
): Promise<CrmTold<Value | null>> {
  for (let offset = 0; offset < mostPages * pageSize; offset += pageSize) {
    const told = await pageAt(offset);
    if (!told.ok) return told;
    const found = await look(told.value);
    if (found !== null) return found;
    if (told.value.length < pageSize) return { ok: true, value: null };
  }
  return trouble("permanent", "list-too-long", { most: mostPages * pageSize });
}

/** What hangs on a record ("stream", "cases"), newest first; null = the record is not there. `right` null: a refusal is given as it came. */
export async function listOf(
  seat: EspoSeat,
  { kind, id, link, right }: { kind: string; id: string; link: string; right: Asked | null },
  { offset = 0, maxSize = pageSize }: { readonly offset?: number; readonly maxSize?: number } = {},
): Promise<CrmTold<readonly EspoRecord[] | null>> {
  const query = { offset, maxSize, ...(link !== "stream" && { orderBy: "createdAt", order: "desc" }) };
  const told = await call(
    seat,
    { path: `${pathOf(kind, id)}/${link}`, query, as: EspoList.nullable(), take: absence },
    right,
  );
  return told.ok ? { ok: true, value: told.value?.list ?? null } : told;
}

/** Makes a record. `related`: the records that it names, so that a refusal can say which one is not there. */
export const createRecord = (
  seat: EspoSeat,
  kind: string,
  { fields, related }: { readonly fields: Fields; readonly related: Asked["related"] },
): Promise<CrmTold<EspoRecord>> =>
  call(seat, { path: kind, method: "POST", body: fields, as: EspoRecord }, { kind, action: "create", related });

/** null = it is not there any more. */
export const updateRecord = (
  seat: EspoSeat,
  { kind, id, related }: { readonly kind: string; readonly id: string; readonly related?: Asked["related"] },
  fields: Fields,
): Promise<CrmTold<EspoRecord | null>> =>
  call(
    seat,
    { path: pathOf(kind, id), method: "PUT", body: fields, as: EspoRecord.nullable(), take: absence },
    { kind, action: "edit", related },
  );

/** Gone already is fine. */
export async function removeRecord(seat: EspoSeat, kind: string, id: string): Promise<CrmTold<Record<string, never>>> {
  const path = pathOf(kind, id);
  const told = await call(
    seat,
    { path, method: "DELETE", as: FieldDefinition, take: absence },
    { kind, action: "delete" },
  );
  return told.ok ? { ok: true, value: {} } : told;
}

/** Asks under the key, and says what a refusal means here. */
export async function call<Value>(
  seat: EspoSeat,
  request: EspoRequest<Value>,
  asked: Asked | null,
): Promise<CrmTold<Value>> {
  const told = await send(seat, request, asked);
  return told.ok || asked === null ? told : explainForbidden(seat, told, asked);
}
