import type { Output, Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { ImportRow } from "../../contract/methods/playbook.ts";
import type { Said } from "../../contract/values.ts";
import { fromPlain, toPlain } from "../../domain/playbook/plain-script.ts";
import type { ReadScript } from "../../domain/playbook/plain-script.ts";
import { readHeader, readRow, writeCsv } from "../../domain/playbook/playbook-csv.ts";
import { readMarkdown, writeMarkdown, writeScript } from "../../domain/playbook/playbook-markdown.ts";
import { decodeText } from "../by-hand/decode-text.ts";
import { findDelimiter, readRecords } from "../by-hand/read-records.ts";
import type { CsvRecord } from "../by-hand/read-records.ts";
import type { Act } from "../commands.ts";
import type { CallPerson } from "../handlers.ts";
import type { Db } from "../store/open.ts";
import { findScript, listScripts, mostScripts } from "../store/script.ts";
import type { ScriptContent } from "../store/script.ts";
import { deleteUpload, readUpload } from "../store/upload.ts";
import { addScript, addVersion } from "./save-script.ts";

type Form = Parsed<"playbook.export">["form"];
type Entry = ReadScript & { readonly line: number };
type ReadFile = { readonly form: Form; readonly entries: readonly Entry[]; readonly problems: readonly Said[] };

/** All living scripts as a file. */
export async function exportPlaybook(db: Db, { form }: Parsed<"playbook.export">): Promise<Output<"playbook.export">> {
  const scripts = await listScripts(db);
  return { text: form === "csv" ? writeCsv(scripts) : writeMarkdown(scripts), scripts: scripts.length };
}

/** What an import would do, script by script. */
export async function previewImport(
  db: Db,
  { uploadId }: Parsed<"playbook.previewImport">,
): Promise<Output<"playbook.previewImport">> {
  const { form, entries, problems } = await readFile(db, uploadId);
  const rows = weigh(entries, await scriptsByKey(db));
  return { form, rows: rows.map(({ row }) => row), problems: [...problems] };
}

/** Takes what is right in the file, each script with its event, all of it or nothing. */
export async function importPlaybook(
  act: Act,
  { changes, uploadId }: Pick<Parsed<"playbook.import">, "changes" | "uploadId">,
  person: CallPerson | null,
): Promise<Output<"playbook.import">> {
  const { entries } = await readFile(act.trx, uploadId);
  const counts = { added: 0, changed: 0, left: 0 };
  for (const { row, content, scriptId } of weigh(entries, await scriptsByKey(act.trx))) {
    const known = scriptId === null ? null : await findScript(act.trx, { id: scriptId });
    if (row.does === "add" && content) {
      await addScript(act, content, person);
      counts.added += 1;
    } else if (row.does === "change" && content && known && changes === "version") {
      await addVersion(act, { script: known, content, person });
      counts.changed += 1;
    } else counts.left += 1;
  }
  await deleteUpload(act.trx, uploadId);
  return { ...counts, batchId: act.batchId };
}

const mostBytes = 4_000_000;
const said = (code: string, params: Said["params"] = {}): Said => ({ code: `playbook.problem.${code}`, params });

async function readFile(db: Db, uploadId: string): Promise<ReadFile> {
  const bytes = await readUpload(db, uploadId);
  if (!bytes) throw new Refusal("file-gone");
  if (bytes.length > mostBytes) throw new Refusal("file-too-large", { megabytes: mostBytes / 1_000_000 });
  const { text } = decodeText(bytes);
  const form = /^#{1,2} /m.test(text.slice(0, 100_000)) ? "markdown" : "csv";
  const read = form === "markdown" ? readMarkdownFile(text) : await readCsvFile(text);
  const problems = [...read.problems];
  if (problems.length === 0 && read.entries.length === 0) problems.push(said(form === "csv" ? "noRows" : "noChapters"));
  if (read.entries.length > mostScripts) problems.push(said("tooMany", { most: mostScripts }));
  return { form, entries: read.entries.slice(0, mostScripts), problems };
}

type Entries = Omit<ReadFile, "form">;

function readMarkdownFile(text: string): Entries {
  const entries = readMarkdown(text).map(({ line, plain, problems }): Entry => {
    const script = fromPlain(plain);
    const all = [...problems, ...script.problems];
    return { ...script, line, problems: all, content: all.length > 0 ? null : script.content };
  });
  return { entries, problems: [] };
}

async function readCsvFile(text: string): Promise<Entries> {
  const delimiter = await findDelimiter(text);
  const records: CsvRecord[] = [];
  for await (const record of readRecords(text, delimiter)) records.push(record);
  const [first, ...rest] = records;
  if (!first) return { entries: [], problems: [] };
  const header = readHeader(first.cells ?? []);
  const missing = (["name", "public"] as const).filter((column) => !header.includes(column));
  if (missing.length > 0) return { entries: [], problems: [said("columns", { columns: missing.join(", ") })] };
  const entries = rest.map(({ line, cells }): Entry => {
    if (cells) return { ...fromPlain(readRow(header, cells)), line };
    return { line, key: "", name: "", content: null, problems: [said("quotation")], notes: [] };
  });
  return { entries, problems: [] };
}

type Known = ReadonlyMap<string, { readonly id: string; readonly content: ScriptContent }>;

async function scriptsByKey(db: Db): Promise<Known> {
  return new Map((await listScripts(db)).map((script) => [script.key, { id: script.id, content: script }]));
}

type Weighed = { readonly row: ImportRow; readonly content: ScriptContent | null; readonly scriptId: string | null };

/** Each script of a file beside the one that has its key here. The second one of a key in the same file is wrong. */
function weigh(entries: readonly Entry[], known: Known): readonly Weighed[] {
  const seen = new Map<string, number>();
  return entries.map(({ line, key, name, content, problems, notes }): Weighed => {
    const first = seen.get(key);
    const all = first === undefined ? [...problems] : [...problems, said("keyTwice", { key, line: first })];
    if (first === undefined && content) seen.set(key, line);
    const here = known.get(key);
    const row = { line, key, name, problems: all, notes: [...notes], before: null, after: null };
    if (!content || all.length > 0) return { row: { ...row, does: "wrong" }, content: null, scriptId: null };
    if (!here) return { row: { ...row, does: "add", after: writeScript(content) }, content, scriptId: null };
    if (saysTheSame(here.content, content)) return { row: { ...row, does: "same" }, content, scriptId: here.id };
    const texts = { before: writeScript(here.content), after: writeScript(content) };
    return { row: { ...row, ...texts, does: "change" }, content, scriptId: here.id };
  });
}

function saysTheSame(one: ScriptContent, other: ScriptContent): boolean {
  return JSON.stringify(toPlain(one)) === JSON.stringify(toPlain(other));
}
