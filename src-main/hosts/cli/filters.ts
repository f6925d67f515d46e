import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { once } from "node:events";
import { join } from "node:path";
import { loadSentiment } from "../../adapters/sentiment-model.ts";
import { loadLanguageDetector } from "../../domain/language/detect.ts";
import { createRouteLine } from "../../domain/routing/route-line.ts";
import type { Rule } from "../../domain/routing/rule.ts";
import { matchLine } from "../../domain/query/match-line.ts";
import { createFeedParser } from "../../engine/sources/feed/feed-parser.ts";
import { parseFeedLine } from "../../engine/sources/feed/feed-line.ts";
import { defaultSettings } from "../../engine/store/setting.ts";
import { parseWorkerUrl, resourcesFolder } from "../paths.ts";
import type { Command, CommandContext, Report } from "./command.ts";
import { UsageError } from "./terminal.ts";

const jsonLines = { "json-lines": { type: "boolean" } } as const;

/** These four touch no database: JSON lines in, one JSON line out for each, in one process. */
export const filterCommands: Readonly<Record<string, Command>> = {
  "parse-feed": {
    usage: "parse-feed --json-lines | parse-feed FILE",
    options: jsonLines,
    takes: [0, 1],
    run: parseFeeds,
  },
  classify: { usage: "classify --json-lines", options: jsonLines, takes: [0, 0], run: classifyTexts },
  route: { usage: "route --json-lines", options: jsonLines, takes: [0, 0], run: routeMentions },
  match: { usage: "match --json-lines", options: jsonLines, takes: [0, 0], run: matchMentions },
};

async function parseFeeds({ flags, words, t }: CommandContext): Promise<Report | null> {
  const parser = createFeedParser({ workerUrl: parseWorkerUrl });
  const answer = (line: unknown) => parseFeedLine(line, t, parser.parse);
  try {
    const [file] = words;
    if (file === undefined) {
      requireJsonLines(flags);
      await filterLines(answer, t);
      return null;
    }
    const feed = await answer({ base64: readBytes(file).toString("base64"), contentType: null, url: null });
    if ("error" in feed) throw new UsageError("feed-unreadable", { file, says: feed.error.says });
    return { json: feed, text: JSON.stringify(feed, null, 2) };
  } finally {
    await parser.close();
  }
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new UsageError("no-file", { file }, { cause });
  }
}

async function classifyTexts({ flags, t }: CommandContext): Promise<null> {
  requireJsonLines(flags);
  const { classify } = loadSentiment(resourcesFolder);
  const detectLanguage = await loadLanguageDetector();
  await filterLines((line) => {
    const input = readText(line);
    if (!input) return { error: { code: "bad_line", says: t("cli.bad-text-line") } };
    const { text, lang, brands, rivals } = input;
    const verdict = classify(text, { brands, rivals, lang: lang ?? detectLanguage(text) });
    return verdict ?? { label: null, score: null, confidence: null, reasons: [] };
  }, t);
  return null;
}

type Text = {
  readonly text: string;
  readonly lang: string | null;
  readonly brands: readonly string[];
  readonly rivals: readonly string[];
};

function readText(line: unknown): Text | null {
  if (typeof line !== "object" || line === null || !("text" in line) || typeof line.text !== "string") return null;
  const { text, lang, brands, rivals } = line as { text: string; lang?: unknown; brands?: unknown; rivals?: unknown };
  const names = (value: unknown) => (Array.isArray(value) ? value.filter((name) => typeof name === "string") : []);
  return { text, lang: typeof lang === "string" ? lang : null, brands: names(brands), rivals: names(rivals) };
}

async function matchMentions({ flags, t }: CommandContext): Promise<null> {
  requireJsonLines(flags);
  await filterLines((line) => matchLine(line, (code, params) => t(`query.error.${code}`, params)), t);
  return null;
}

async function routeMentions({ flags, t, say }: CommandContext): Promise<null> {
  requireJsonLines(flags);
  const { classify } = loadSentiment(resourcesFolder);
  const detectLanguage = await loadLanguageDetector();
  // Shipped with the program, whose tests read it.
  const rules = JSON.parse(readFileSync(join(resourcesFolder, "starter", "rules.json"), "utf8")) as Rule[];
  const { unsureBelow } = defaultSettings("UTC");
  const routeLine = createRouteLine({ rules, classify, detectLanguage, unsureBelow });
  await filterLines((line) => {
    const answer = routeLine(line);
    if (!answer) return { error: { code: "bad_line", says: t("cli.bad-route-line") } };
    return { ...answer, reasons: answer.reasons.map(say) };
  }, t);
  return null;
}

function requireJsonLines(flags: CommandContext["flags"]): void {
  if (flags["json-lines"] !== true) throw new UsageError("json-lines-needed");
}

/** One line of output for each line of input, in order, as it comes; a reader that is slow slows the writer. */
async function filterLines(answer: (line: unknown) => unknown, t: CommandContext["t"]): Promise<void> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const input = readJson(line);
    const output =
      input === undefined ? { error: { code: "bad_json", says: t("cli.bad-json-line") } } : await answer(input);
    if (!process.stdout.write(`${JSON.stringify(output)}\n`)) await once(process.stdout, "drain");
  }
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
