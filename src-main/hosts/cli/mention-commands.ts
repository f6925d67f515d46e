import { renameSync, writeFileSync } from "node:fs";
import { Refusal } from "../../contract/refusal.ts";
import type { MentionShape } from "../../contract/methods/triage.ts";
import { callEngine } from "./ask-engine.ts";
import { inColumns } from "./command.ts";
import type { Command, CommandContext, Report } from "./command.ts";
import { numberFlag } from "./source-commands.ts";

export const mentionCommands: Readonly<Record<string, Command>> = {
  mentions: {
    usage: "mentions [--limit N] [--search Q]",
    options: { limit: { type: "string" }, search: { type: "string" } },
    takes: [0, 0],
    run: listMentions,
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

/** The file appears whole or not at all. */
export function writeWhole(file: string, content: string): void {
  try {
    writeFileSync(`${file}.partial`, content);
    renameSync(`${file}.partial`, file);
  } catch (cause) {
    throw new Refusal("read-only-folder", { file }, { cause });
  }
}
