import type { FetchRow } from "../../../contract/methods/sources.ts";
import type { Visit } from "./poll-parts.ts";

type Ending = Pick<FetchRow, "at" | "outcome" | "trouble" | "nextCheckAt"> & { readonly newItems?: number };

/** The line of a visit in the log of its source. */
export function fetchLine({ answer, conditional }: Visit, { newItems, ...ending }: Ending): FetchRow {
  return {
    ...ending,
    conditional,
    httpStatus: answer?.httpStatus ?? null,
    bytes: answer?.status === "ok" ? answer.body.length : null,
    tookMs: answer?.tookMs ?? null,
    newItems: newItems ?? null,
  };
}
