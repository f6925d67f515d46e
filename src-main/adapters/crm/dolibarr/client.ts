import { z } from "zod";
import type { CrmTold } from "../../../ports/crm-connector.ts";
import type { CrmAnswer } from "../crm-answer.ts";
import type { CrmCall, CrmCaller } from "../json-call.ts";
import { DoliRemoved, Id } from "./entities.ts";
import { baseOf } from "./seat.ts";
import type { DolibarrSeat } from "./seat.ts";

type Query = NonNullable<CrmCall<unknown>["query"]>;
export type Fields = Readonly<Record<string, unknown>>;
/** What it said, whatever it was, as long as it was its own word. */
export type Probed = { readonly status: number; readonly json: unknown; readonly reason: string };

export type DolibarrClient = {
  /** A record, or null where there is none. */
  readonly readOne: <Value>(seat: DolibarrSeat, path: string, as: z.ZodType<Value>) => Promise<CrmTold<Value | null>>;
  /** Some kinds answer an empty list with 404. */
  readonly readList: <Value>(
    seat: DolibarrSeat,
    path: string,
    about: { readonly query: Query; readonly as: z.ZodType<Value> },
  ) => Promise<CrmTold<readonly Value[]>>;
  /** The id of what was written. */
  readonly create: (seat: DolibarrSeat, path: string, fields: Fields) => Promise<CrmTold<string>>;
  /** Null where the record is gone. */
  readonly change: (seat: DolibarrSeat, path: string, fields: Fields) => Promise<CrmTold<string | null>>;
  /** `null` where it was gone already, "forbidden" where this key may not. */
  readonly remove: (seat: DolibarrSeat, path: string) => Promise<CrmTold<"removed" | "forbidden" | null>>;
  readonly probe: (
    seat: DolibarrSeat,
    path: string,
    about?: { readonly method?: "PUT" | "DELETE"; readonly body?: Fields },
  ) => Promise<CrmTold<Probed>>;
};

const Changed = z.object({ id: Id });
const AnyJson = z.unknown().refine((json) => json !== undefined);

/** Dolibarr's REST API: the key in the header DOLAPIKEY, everything under /api/index.php. */
export function createDolibarrClient(caller: CrmCaller): DolibarrClient {
  const to = ({ config, targetId }: DolibarrSeat, path: string) => ({
    server: baseOf(config),
    target: { targetId },
    path: `/api/index.php${path}`,
    headers: (key: string) => ({ dolapikey: key }),
  });
  return {
    readOne: (seat, path, as) => caller.call({ ...to(seat, path), as, emptyIs: "none" }),
    readList: async (seat, path, { query, as }) => {
      const told = await caller.call({ ...to(seat, path), query, as: z.array(as), emptyIs: "none" });
      return told.ok ? { ok: true, value: told.value ?? [] } : told;
    },
    create: (seat, path, body) => caller.call({ ...to(seat, path), method: "POST", body, as: Id }),
    change: async (seat, path, body) => {
      const told = await caller.call({ ...to(seat, path), method: "PUT", body, as: Changed, emptyIs: "none" });
      return told.ok ? { ok: true, value: told.value?.id ?? null } : told;
    },
    remove: (seat, path) =>
      caller.call({
        ...to(seat, path),
        method: "DELETE",
        as: DoliRemoved.transform((): "removed" | "forbidden" => "removed"),
        emptyIs: "none",
        take: ({ httpStatus, json }) => (httpStatus === 403 && json !== undefined ? "forbidden" : undefined),
      }),
    probe: (seat, path, { method, body } = {}) =>
      caller.call<Probed>({
        ...to(seat, path),
        ...(method !== undefined && { method, body: body ?? {} }),
        as: AnyJson.transform((json) => ({ status: 200, json, reason: "" })),
        take: takeRefusal,
      }),
  };
}

/** A missing right, a missing record, a part of the API that is not there: 501 is a page of its own. */
function takeRefusal({ httpStatus: status, json, reason }: CrmAnswer): Probed | undefined {
  const isWord = json !== undefined || status === 501;
  return isWord && [400, 401, 403, 404, 501].includes(status) ? { status, json, reason } : undefined;
}
