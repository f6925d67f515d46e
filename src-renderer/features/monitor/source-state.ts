import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import type { Said } from "../../../src-main/contract/values.ts";
import type { Format } from "../../lib/use-format.ts";
import type { WordKey, WordParams } from "../../lib/words.ts";
import type { SlaState } from "../../ui/SlaShape.tsx";

export type SourceLook = {
  readonly shape: SlaState;
  readonly tone: "plain" | "warn" | "bad";
  readonly key: WordKey;
  readonly params?: WordParams;
};

const ranks = { broken: 0, gone: 0, retrying: 1, new: 2, quiet: 3, ok: 4 } as const;

/** Trouble first, then what is quiet; within that as the engine orders them. */
export function byTrouble(sources: readonly SourceRow[]): SourceRow[] {
  return sources.toSorted((one, other) => ranks[one.state] - ranks[other.state]);
}

/** A source's health as two or three words with a shape. */
export function lookOf(source: SourceRow, now: number, { age, minutes }: Pick<Format, "age" | "minutes">): SourceLook {
  const { state, trouble, nextCheckAt, newestItemAt } = source;
  if (state === "ok") return { shape: "ok", tone: "plain", key: "monitor.state.ok" };
  if (state === "new") return { shape: "none", tone: "plain", key: "monitor.state.new" };
  if (state === "quiet")
    return newestItemAt === null
      ? { shape: "paused", tone: "plain", key: "monitor.state.quietAlways" }
      : { shape: "paused", tone: "plain", key: "monitor.state.quiet", params: { age: age(now - newestItemAt) } };
  if (state === "gone") return { shape: "breached", tone: "bad", key: "monitor.state.gone" };
  if (state === "broken") return { shape: "breached", tone: "bad", ...troubleWords(trouble) };
  if (trouble?.code === "feed.not_well_formed_line") return { shape: "watch", tone: "warn", ...troubleWords(trouble) };
  if (nextCheckAt === null || nextCheckAt <= now)
    return { shape: "watch", tone: "warn", key: "monitor.state.retryingNow" };
  return {
    shape: "watch",
    tone: "warn",
    key: "monitor.state.retrying",
    params: { left: minutes(Math.max(60_000, nextCheckAt - now)) },
  };
}

const blocked: readonly string[] = ["fetch.http-401", "fetch.http-403"];

function troubleWords(trouble: Said | null): { key: WordKey; params?: WordParams } {
  const code = trouble?.code ?? "";
  const status = trouble?.params["status"] ?? code.slice(-3);
  if (blocked.includes(code)) return { key: "monitor.state.blocked", params: { status } };
  if (code === "fetch.http-404") return { key: "monitor.state.missing", params: { status } };
  if (code === "fetch.http-429") return { key: "monitor.state.tooOften", params: { status } };
  if (code.startsWith("fetch.http-")) return { key: "monitor.state.refused", params: { status } };
  if (code.startsWith("fetch.tls")) return { key: "monitor.state.notSecure" };
  if (code === "fetch.address-unknown") return { key: "monitor.state.noAddress" };
  if (code === "fetch.private-address") return { key: "monitor.state.private" };
  if (code === "feed.not_well_formed_line")
    return { key: "monitor.state.formatLine", params: { line: trouble?.params["line"] ?? "" } };
  if (code.startsWith("feed.not_a_feed")) return { key: "monitor.state.notFeed" };
  if (code.startsWith("feed.")) return { key: "monitor.state.format" };
  return { key: "monitor.state.noAnswer" };
}

/** How many of a source's items were mentions, in percent; null without items. */
export function matchRate({ items, mentions }: Pick<SourceRow, "items" | "mentions">): number | null {
  return items === 0 ? null : (100 * mentions) / items;
}
