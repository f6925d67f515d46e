import type { SourceWord } from "../../contract/methods/sources.ts";
import type { Said } from "../../contract/values.ts";
import type { HttpFailureCode } from "../../ports/http.ts";
import type { FeedErrorCode } from "./feed/parsed-feed.ts";

/**
 * A short name of a trouble: a key of the catalogue under `sourceWord`. `mends` names what waiting often mends: until the
 * source counts as broken its row says when the next try is.
 */
type Short = { readonly key: string; readonly mends?: true; readonly status?: number };

/** Every way in which a fetch fails. */
export const httpWords: Readonly<Record<HttpFailureCode, Short>> = {
  "address-bad": { key: "badAddress" },
  "address-unknown": { key: "noAddress" },
  "private-address": { key: "needsConsent" },
  offline: { key: "noNetwork", mends: true },
  refused: { key: "noConnection", mends: true },
  unreachable: { key: "unreachable", mends: true },
  "broke-off": { key: "brokeOff", mends: true },
  empty: { key: "noAnswer", mends: true },
  "not-http": { key: "notHttp" },
  "headers-too-large": { key: "longHeaders" },
  "timed-out": { key: "tooSlow", mends: true },
  cancelled: { key: "interrupted", mends: true },
  "too-large": { key: "tooLarge" },
  damaged: { key: "damaged" },
  "encoding-unknown": { key: "unknownPacking" },
  "redirect-loop": { key: "redirectLoop" },
  "redirect-bad": { key: "badRedirect" },
  "redirect-downgrade": { key: "insecureRedirect" },
  "not-secure": { key: "notSecure" },
  "tls-missing": { key: "noTls" },
  "tls-expired": { key: "certificateExpired" },
  "tls-wrong-host": { key: "certificateOfOther" },
  "tls-untrusted": { key: "certificateUntrusted" },
  tls: { key: "notSecure" },
  "http-401": { key: "needsPassword", status: 401 },
  "http-403": { key: "blocked", status: 403 },
  "http-404": { key: "notFound", status: 404 },
  "http-410": { key: "gone", status: 410 },
  "http-429": { key: "tooOften", mends: true, status: 429 },
  "http-4xx": { key: "refused" },
  "http-5xx": { key: "serverFault", mends: true },
  "http-other": { key: "strange" },
};

/** Every way in which an answer is no feed; a broken line has a word of its own. */
export const feedWords: Readonly<Record<FeedErrorCode, Short>> & Readonly<Record<string, Short>> = {
  not_a_feed: { key: "webPage" },
  not_a_feed_other: { key: "notFeed" },
  not_well_formed: { key: "format" },
  not_well_formed_line: { key: "formatLine" },
  empty: { key: "emptyAnswer" },
  too_large: { key: "tooLarge" },
  too_slow: { key: "tooSlowToRead" },
};

/** The short word of a trouble, with the parameters of its sentence. A code of a newer version reads "No answer". */
export function troubleWord(trouble: Said): Extract<SourceWord, { is: "trouble" }> {
  const { key, status } = shortOf(trouble);
  return {
    is: "trouble",
    says: { code: `sourceWord.${key}`, params: { ...(status === undefined ? {} : { status }), ...trouble.params } },
  };
}

/** What is wrong with an account of ours, by the class of the trouble that its network's adapter told. */
const accountWords: Readonly<Record<string, Short>> = {
  removed: { key: "accountRemoved" },
  auth: { key: "accountSignIn" },
  permanent: { key: "accountRefused" },
  retry: { key: "noAnswer", mends: true },
  unknown: { key: "noAnswer", mends: true },
};

/** Whether waiting often mends this trouble by itself. */
export function oftenMends(trouble: Said): boolean {
  return shortOf(trouble).mends === true;
}

function shortOf({ code, params }: Said): Short {
  const account = accountWords[String(params["trouble"] ?? "")];
  if (account) return account;
  const [group, name = ""] = code.split(".");
  const table: Readonly<Record<string, Short>> = group === "feed" ? feedWords : httpWords;
  return (Object.hasOwn(table, name) ? table[name] : undefined) ?? { key: "noAnswer", mends: true };
}
