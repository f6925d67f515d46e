import type { FetchRow, SourceRow } from "../../../src-main/contract/methods/sources.ts";
import type { Said } from "../../../src-main/contract/values.ts";
import type { Translate } from "../../lib/words.ts";

type Reporting = {
  readonly source: SourceRow;
  /** Its state in words. */
  readonly state: string;
  readonly fetches: readonly FetchRow[];
  readonly t: Translate;
  readonly say: (said: Said) => string;
};

/** Enough to see a pattern, few enough to paste into a mail. */
const mostFetches = 20;

/** A plain-text report of a source for whoever can help: no secret stands in it, times are ISO UTC. */
export function sourceReport({ source, state, fetches, t, say }: Reporting): string {
  const { trouble } = source;
  const facts: readonly (readonly [string, string])[] = [
    [t("monitor.source.name"), source.name],
    [t("monitor.source.address"), withoutSecrets(source.url)],
    [t("monitor.column.state"), state],
    [t("monitor.report.code"), trouble ? `${trouble.code} ${say(trouble)}` : "–"],
    [t("monitor.report.failures"), String(source.failures)],
    [t("monitor.column.lastOk"), iso(source.lastOkAt)],
    [t("monitor.source.lastTry"), iso(source.lastTryAt)],
    [t("monitor.column.nextTry"), iso(source.nextCheckAt)],
    [t("monitor.source.newest"), iso(source.newestItemAt)],
  ];
  const lines = fetches.slice(0, mostFetches).map((fetch) => lineOf(fetch, t));
  return [
    ...facts.map(([name, value]) => `${name}: ${value}`),
    ...(lines.length === 0 ? [] : ["", t("monitor.fetches.title"), ...lines]),
    "",
  ].join("\n");
}

function lineOf({ at, outcome, conditional, httpStatus, bytes, tookMs, newItems, trouble }: FetchRow, t: Translate) {
  return [
    iso(at),
    outcome,
    t(conditional ? "monitor.fetches.conditional" : "monitor.fetches.whole"),
    ...(httpStatus === null ? [] : [`HTTP ${httpStatus}`]),
    ...(bytes === null ? [] : [`${bytes} B`]),
    ...(tookMs === null ? [] : [`${tookMs} ms`]),
    ...(newItems === null ? [] : [`+${newItems}`]),
    ...(trouble === null ? [] : [trouble.code]),
  ].join(" ");
}

/** Addresses of private feeds carry their key in the query: names stay, values go. */
function withoutSecrets(written: string): string {
  const url = URL.parse(written);
  if (!url) return written;
  url.username = "";
  url.password = "";
  const names = [...new Set(url.searchParams.keys())];
  return `${url.origin}${url.pathname}${names.length === 0 ? "" : `?${names.map((name) => `${name}=…`).join("&")}`}`;
}

function iso(at: number | null): string {
  return at === null ? "–" : new Date(at).toISOString();
}
