import type { ScriptContent } from "../../contract/methods/playbook.ts";
import type { Said } from "../../contract/values.ts";
import { escapeLine, unescapeLine } from "./plain-list.ts";
import { columns, toPlain } from "./plain-script.ts";
import type { Column, PlainScript } from "./plain-script.ts";

const texts: readonly Column[] = ["name", "public", "private", "holding", "fields"];
const facts = columns.filter((column) => !texts.includes(column));
/** Written already with its own marks: escaping it again would hide them. */
const lists: ReadonlySet<Column> = new Set(["networks", "words", "by"]);
const headings: Readonly<Record<"public" | "private" | "holding", string>> = {
  public: "Public reply",
  private: "Private message",
  holding: "Holding answer",
};

/** A playbook as Markdown: a chapter a script, its facts as a list, its words as quotations. */
export function writeMarkdown(scripts: readonly ScriptContent[]): string {
  return `# Playbook\n\n${scripts.map(writeScript).join("\n")}`;
}

/** One script of it. */
export function writeScript(script: ScriptContent): string {
  const plain = toPlain(script);
  const lines = [`## ${escapeLine(plain.name)}`, ""];
  for (const fact of facts)
    if (plain[fact] !== "") lines.push(`- ${fact}: ${lists.has(fact) ? plain[fact] : escapeLine(plain[fact])}`);
  for (const text of ["public", "private", "holding"] as const)
    if (plain[text] !== "") lines.push("", `### ${headings[text]}`, "", ...quote(plain[text]));
  if (plain.fields !== "") lines.push("", "### Fields", "", ...plain.fields.split("\n").map((field) => `- ${field}`));
  return `${lines.join("\n")}\n`;
}

function quote(text: string): readonly string[] {
  return text.split("\n").map((line) => {
    const plain = line.replaceAll("\\", "\\\\").replaceAll("\r", "\\r");
    return plain === "" ? ">" : `> ${plain}`;
  });
}

export type PlainEntry = {
  readonly line: number;
  readonly plain: Partial<PlainScript>;
  readonly problems: readonly Said[];
};

type Open = { line: number; plain: Partial<Record<Column, string>>; problems: Said[]; part: Column | null };

/** The scripts of a Markdown file, each with the line that it begins on. What nobody can place is said. */
export function readMarkdown(text: string): readonly PlainEntry[] {
  const entries: Open[] = [];
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  for (const [at, line] of lines.entries()) {
    const name = /^## (.*)$/s.exec(line)?.[1];
    if (name !== undefined) {
      entries.push({ line: at + 1, plain: { name: unescapeLine(name) }, problems: [], part: null });
      continue;
    }
    const entry = entries.at(-1);
    if (entry) readLine(entry, line, at + 1);
  }
  return entries;
}

function readLine(entry: Open, line: string, number: number): void {
  const heading = /^### (.*)$/s.exec(line)?.[1]?.trim().toLowerCase();
  if (heading !== undefined) {
    entry.part = partOf(heading);
    if (entry.part === null) entry.problems.push(lost(line, number));
    return;
  }
  if (line.trim() === "") return;
  if (entry.part === "fields") return readFieldLine(entry, line, number);
  if (entry.part !== null) return readQuote(entry, { line, number, part: entry.part });
  const [, word = "", value = ""] = /^[-*] ([a-z]+):(?: (.*))?$/s.exec(line) ?? [];
  const fact = facts.find((one) => one === word);
  if (!fact) return void entry.problems.push(lost(line, number));
  entry.plain[fact] = lists.has(fact) ? value : unescapeLine(value);
}

function readFieldLine(entry: Open, line: string, number: number): void {
  const field = /^[-*] (.*)$/s.exec(line)?.[1];
  if (field === undefined) return void entry.problems.push(lost(line, number));
  entry.plain.fields = entry.plain.fields === undefined ? field : `${entry.plain.fields}\n${field}`;
}

function readQuote(
  entry: Open,
  { line, number, part }: { readonly line: string; readonly number: number; readonly part: Column },
): void {
  const quoted = /^> ?(.*)$/s.exec(line)?.[1];
  if (quoted === undefined) return void entry.problems.push(lost(line, number));
  const words = quoted.replace(/\\([\\r])/g, (_all, mark: string) => (mark === "r" ? "\r" : "\\"));
  const before = entry.plain[part];
  entry.plain[part] = before === undefined ? words : `${before}\n${words}`;
}

function partOf(heading: string): Column | null {
  if (heading === "fields") return "fields";
  const found = Object.entries(headings).find(([, says]) => says.toLowerCase() === heading);
  return (found?.[0] as Column | undefined) ?? null;
}

const lost = (line: string, number: number): Said => ({
  code: "playbook.problem.line",
  params: { line: number, says: line.slice(0, 80) },
});
