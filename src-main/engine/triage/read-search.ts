import { Refusal } from "../../contract/refusal.ts";
import { parseQuery } from "../../domain/query/parse.ts";
import type { Query } from "../../domain/query/query.ts";

/** Words or the watch grammar; null for no search. Refusal: query-invalid { at, says, … }, `says` a key of the catalogue. */
export function readSearch(search: string): Query | null {
  if (search.trim() === "") return null;
  const parsed = parseQuery(search, { allowSentiment: true });
  if (parsed.ok) return parsed.query;
  const { at, code, params } = parsed.error;
  throw new Refusal("query-invalid", { ...params, at, says: `query.error.${code}` });
}
