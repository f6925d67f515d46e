import { htmlToText } from "../../domain/text/plain-text.ts";
import { oneLine, shorten } from "../../domain/text/safe-text.ts";
import type { HttpNotModified, HttpOk } from "../../ports/http.ts";

/** What a CRM answered, for the eyes of its connector. */
export type CrmAnswer = {
  readonly host: string;
  readonly httpStatus: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined when there is none; null for a 204. */
  readonly json: unknown;
  /** As it came: it may repeat what was sent. */
  readonly text: string;
  /** The server's own reason in one plain line without keys, at most 300 characters; "" when it gives none. */
  readonly reason: string;
};

export const isGood = ({ httpStatus }: { readonly httpStatus: number }): boolean =>
  httpStatus >= 200 && httpStatus <= 299;

/** `keys`: what must stand in no word of it. */
export function answerOf(answer: HttpOk | HttpNotModified, keys: readonly string[]): CrmAnswer {
  const { url, httpStatus, headers } = answer;
  const text = answer.status === "ok" ? new TextDecoder().decode(answer.body) : "";
  const json = httpStatus === 204 ? null : isPage(headers) ? undefined : parsed(text);
  const seen = { host: URL.parse(url)?.host ?? "", httpStatus, headers, json, text };
  return { ...seen, reason: plainReason(reasonIn(seen), keys) };
}

const isPage = (headers: CrmAnswer["headers"]): boolean => /html/i.test(headers["content-type"] ?? "");

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const mostCharacters = 300;
/** A long run of letters and digits is a key to something. */
const keyLike = /(?=[\w+/=.~-]*\d)(?=[\w+/=.~-]*[a-z])[\w+/=.~-]{20,}/gi;

/** One plain line of at most 300 characters in which no key stands, neither ours nor what looks like one. */
export function plainReason(said: string, keys: readonly string[]): string {
  const forms = keys
    .filter((key) => key !== "")
    .flatMap((key) => [key, ...key.split(" ").filter((part) => part.length > 8)])
    .flatMap((key) => [key, encodeURIComponent(key), Buffer.from(key).toString("base64")]);
  const longestFirst = forms.toSorted((a, b) => b.length - a.length);
  const hidden = longestFirst.reduce((text, key) => text.replaceAll(key, "…"), said.slice(0, 20_000));
  const plain = oneLine(htmlToText(hidden));
  const bare = longestFirst.reduce((text, key) => text.replaceAll(key, "…"), plain).replace(keyLike, "…");
  return shorten(bare, mostCharacters);
}

/** Where CRMs put their reason: a header, a field of the JSON, or nothing but text. */
function reasonIn({ headers, json, text }: Omit<CrmAnswer, "reason">): string {
  const header = headers["x-status-reason"] ?? "";
  if (header !== "") return header;
  if (json === undefined) return text;
  return reasonOfJson(json, 0);
}

const reasonFields = ["message", "error_description", "error", "error_info", "detail", "errors", "title"] as const;

function reasonOfJson(json: unknown, depth: number): string {
  if (typeof json === "string") return json;
  if (typeof json !== "object" || json === null || depth > 3) return "";
  if (Array.isArray(json)) return reasonOfJson(json[0], depth + 1);
  const fields: Readonly<Record<string, unknown>> = { ...json };
  return reasonFields.map((name) => reasonOfJson(fields[name], depth + 1)).find((reason) => reason !== "") ?? "";
}
