import { renameSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { Refusal } from "../../contract/refusal.ts";
import type { MentionShape } from "../../contract/methods/triage.ts";
import { callEngine, newCommandId } from "./ask-engine.ts";
import { inColumns } from "./command.ts";
import type { Command, CommandContext, Report } from "./command.ts";
import { numberFlag } from "./source-commands.ts";
import { UsageError } from "./terminal.ts";

export const mentionCommands: Readonly<Record<string, Command>> = {
  mentions: {
    usage: "mentions [--limit N] [--search Q]",
    options: { limit: { type: "string" }, search: { type: "string" } },
    takes: [0, 0],
    run: listMentions,
  },
  "export shift-log": {
    usage: "export shift-log --from ISO --to ISO --format csv|json --out FILE",
    options: { from: { type: "string" }, to: { type: "string" }, format: { type: "string" }, out: { type: "string" } },
    takes: [0, 0],
    run: exportShiftLog,
  },
};

const mostMentions = 1_000_000;
const pageSize = 1000;

async function listMentions({ place, flags, t }: CommandContext): Promise<Report> {
  const limit = numberFlag(flags["limit"], { name: "--limit", from: 1, to: mostMentions }) ?? 50;
  const search = typeof flags["search"] === "string" ? flags["search"] : "";
  const found: MentionShape[] = [];
  let cursor: string | null = null;
  do {
    const page: { mentions: MentionShape[]; next: string | null } = await callEngine(place, "mentions.list", {
      limit: Math.min(pageSize, limit - found.length),
      search,
      cursor,
    });
    found.push(...page.mentions);
    cursor = page.next;
  } while (cursor !== null && found.length < limit);
  const rows = found.map((mention) => [
    mention.publishedAt.slice(0, 16).replace("T", " "),
    t(`bucket.${mention.bucket}`),
    t(`sentiment.${mention.sentiment?.label ?? "unsure"}`),
    mention.source,
    firstLine(mention.title ?? mention.text),
  ]);
  return { json: found, text: rows.length === 0 ? t("cli.no-mentions") : inColumns(rows) };
}

function firstLine(text: string): string {
  const [line = ""] = text.split("\n", 1);
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

async function exportShiftLog({ place, flags, t }: CommandContext): Promise<Report> {
  const format = flags["format"] ?? "csv";
  if (format !== "csv" && format !== "json") throw new UsageError("bad-format");
  const out = flags["out"];
  if (typeof out !== "string" || out === "") throw new UsageError("no-out");
  const [from, to] = [timeFlag(flags["from"], "--from"), timeFlag(flags["to"], "--to")];
  const { rows, file, sidecar } = await callEngine(place, "shifts.export", {
    commandId: newCommandId(),
    from,
    to,
    format,
  });
  const target = resolve(out);
  const sidecarTarget = `${target}.sidecar.json`;
  writeWhole(target, file.content);
  writeWhole(sidecarTarget, sidecar.content);
  return {
    json: { rows, file: target, sidecar: sidecarTarget },
    text: t("cli.exported", { count: rows, file: target }),
  };
}

function timeFlag(value: string | boolean | undefined, name: string): number {
  const isIso =
    typeof value === "string" && /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/.test(value);
  const at = isIso ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) throw new UsageError("bad-time", { name });
  return at;
}

/** The file appears whole or not at all. */
export function writeWhole(file: string, content: string): void {
  try {
    writeFileSync(`${file}.partial`, content);
    renameSync(`${file}.partial`, file);
  } catch (cause) {
    throw new Refusal("read-only-folder", { file }, { cause });
  }
}
