import type { SourceRow } from "../../contract/methods/sources.ts";
import type { WatchRow } from "../../contract/methods/watches.ts";
import { callEngine, newCommandId } from "./ask-engine.ts";
import { inColumns, isoOf } from "./command.ts";
import type { Command, CommandContext, Report } from "./command.ts";
import { UsageError } from "./terminal.ts";

export const sourceCommands: Readonly<Record<string, Command>> = {
  "source add": {
    usage: "source add URL [--name N] [--allow-private] [--everything]",
    options: { name: { type: "string" }, "allow-private": { type: "boolean" }, everything: { type: "boolean" } },
    takes: [1, 1],
    run: addSource,
  },
  "source list": { usage: "source list", options: {}, takes: [0, 0], run: listSources },
  "watch add": { usage: "watch add NAME QUERY", options: {}, takes: [2, 2], run: addWatch },
  poll: { usage: "poll [--all]", options: { all: { type: "boolean" } }, takes: [0, 0], run: poll },
};

async function addSource({ place, flags, words, t }: CommandContext): Promise<Report> {
  const [url = ""] = words;
  const source = await callEngine(place, "sources.add", {
    commandId: newCommandId(),
    url,
    ...(typeof flags["name"] === "string" ? { name: flags["name"] } : {}),
    ...(flags["everything"] === true ? { everything: true } : {}),
    allowPrivate: flags["allow-private"] === true,
  });
  return { json: sourceShape(source), text: t("cli.source-added", { name: source.name, url: source.url }) };
}

async function listSources({ place, t, say }: CommandContext): Promise<Report> {
  const sources = await callEngine(place, "sources.list", {});
  const rows = sources.map((source) => [
    source.name,
    t(`sourceState.${source.state}`),
    String(source.mentions),
    source.url,
    source.trouble ? say(source.trouble) : "",
  ]);
  return { json: sources.map(sourceShape), text: rows.length === 0 ? t("cli.no-sources") : inColumns(rows) };
}

async function addWatch({ place, words, t }: CommandContext): Promise<Report> {
  const [name = "", query = ""] = words;
  const watch = await callEngine(place, "watches.save", { commandId: newCommandId(), name, query });
  return { json: watchShape(watch), text: t("cli.watch-added", { name: watch.name, count: watch.mentions }) };
}

async function poll({ place, flags, t }: CommandContext): Promise<Report> {
  const report = await callEngine(place, "sources.poll", { all: flags["all"] === true });
  return { json: report, text: t("cli.polled", report) };
}

function sourceShape(source: SourceRow): unknown {
  const { version: _version, lastOkAt, lastTryAt, nextCheckAt, newestItemAt, ...rest } = source;
  const times = { lastOkAt, lastTryAt, nextCheckAt, newestItemAt };
  return { ...rest, ...Object.fromEntries(Object.entries(times).map(([name, at]) => [name, isoOf(at)])) };
}

function watchShape({ version: _version, savedAt, ...watch }: WatchRow): unknown {
  return { ...watch, savedAt: isoOf(savedAt) };
}

/** A whole number of a flag within bounds. */
export function numberFlag(
  value: string | boolean | undefined,
  { name, from, to }: { readonly name: string; readonly from: number; readonly to: number },
): number | undefined {
  if (value === undefined) return undefined;
  const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= from && number <= to)) throw new UsageError("bad-number", { name, from, to });
  return number;
}
