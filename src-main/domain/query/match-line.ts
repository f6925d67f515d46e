import { matchQuery, prepareMention, type MentionFields, type Span } from "./evaluate.ts";
import { parseQuery } from "./parse.ts";
import type { QueryError } from "./query.ts";

export type MatchAnswer =
  | { readonly matches: boolean; readonly spans: readonly Span[] }
  | { readonly error: { readonly at: number; readonly says: string } };

/** Words for a code of QueryError, from the catalogue's query.error. */
export type SaysQueryError = (code: QueryError["code"], params: QueryError["params"]) => string;

const TEXT_FIELDS = ["title", "text", "author", "url", "site", "lang", "source", "network"] as const;

/**
 * One line of the `match` filter: `{"query":"late","mention":{"text":"…"}}` gives
 * `{"matches":true,"spans":[{"field":"text","from":4,"to":8}]}`, or an error with its 0-based place and a sentence.
 */
export function matchLine(input: unknown, says: SaysQueryError): MatchAnswer {
  const refuse = ({ at, code, params }: QueryError): MatchAnswer => ({ error: { at, says: says(code, params) } });
  if (!isRecord(input) || typeof input["query"] !== "string")
    return refuse({ at: 0, code: "query_expected", params: {} });
  const parsed = parseQuery(input["query"], { allowSentiment: true });
  if (!parsed.ok) return refuse(parsed.error);
  const mention = readMention(input["mention"]);
  if ("broken" in mention) return refuse({ at: 0, code: "mention_expected", params: { field: mention.broken } });
  return matchQuery(parsed.query, prepareMention(mention.fields));
}

function readMention(value: unknown): { fields: MentionFields } | { broken: string } {
  if (!isRecord(value)) return { broken: "mention" };
  const fields: Record<string, string | null> = {};
  for (const field of TEXT_FIELDS) {
    const given = value[field];
    if (given === undefined || given === null) continue;
    if (typeof given !== "string") return { broken: field };
    fields[field] = given;
  }
  const sentiment = isRecord(value["sentiment"]) ? value["sentiment"]["label"] : value["sentiment"];
  if (sentiment === undefined) return { fields };
  if (sentiment !== null && typeof sentiment !== "string") return { broken: "sentiment" };
  return { fields: { ...fields, sentiment } };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
