import { networks, roles } from "../../contract/values.ts";
import type { Network, Role, Said } from "../../contract/values.ts";
import type { ScriptContent, ScriptField } from "../../contract/methods/playbook.ts";
import { placeholdersOf } from "../replies/render-script.ts";
import { joinEscaped, splitEscaped, unescapeLine } from "./plain-list.ts";
import { readField, usedIn, writeField } from "./plain-fields.ts";

/** The parts of a script in a file, in their order. */
export const columns = [
  "key",
  "name",
  "type",
  "when",
  "department",
  "bucket",
  "language",
  "networks",
  "words",
  "approvers",
  "by",
  "public",
  "private",
  "holding",
  "fields",
] as const;
export type Column = (typeof columns)[number];

/** A script as text; "" is nothing. */
export type PlainScript = Readonly<Record<Column, string>>;

export function toPlain(script: ScriptContent): PlainScript {
  return {
    key: script.key,
    name: script.name,
    type: script.mentionType,
    when: script.whenToUse,
    department: script.department ?? "",
    bucket: script.bucket,
    language: script.language ?? "",
    networks: joinEscaped(script.networks, ";"),
    words: joinEscaped(script.synonyms, ";"),
    approvers: String(script.approval.approvers),
    by: joinEscaped(script.approval.by, ";"),
    public: script.body,
    private: script.privateVariant ?? "",
    holding: script.holding ?? "",
    fields: script.fields.map(writeField).join("\n"),
  };
}

export type ReadScript = {
  readonly key: string;
  readonly name: string;
  /** null while there are problems. */
  readonly content: ScriptContent | null;
  readonly problems: readonly Said[];
  /** What was taken for granted. */
  readonly notes: readonly Said[];
};

/** "Cancelled sailing, refund" is filed under "cancelled-sailing-refund". */
export function keyOf(name: string): string {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return words?.join("-") ?? "";
}

/** A script from its parts. Whatever is wrong with it is said, and it is not taken; what is missing takes the careful default. */
export function fromPlain(plain: Partial<PlainScript>): ReadScript {
  const problems: Said[] = [];
  const notes: Said[] = [];
  const wrong = (code: string, params: Said["params"] = {}) => void problems.push(said(code, params));
  const get = (column: Column) => plain[column] ?? "";
  const name = get("name").trim() === "" ? "" : get("name");
  if (name === "") wrong("nameMissing");
  if (get("public").trim() === "") wrong("bodyMissing");
  const key = get("key").trim() === "" ? keyOf(name) : get("key");
  if (key === "" && name !== "") wrong("keyMissing");
  const bucket = readBucket(get("bucket"), { wrong, notes });
  const language = get("language").trim().toLowerCase();
  if (language !== "" && !/^[a-z]{2,3}$/.test(language)) wrong("language", { language: get("language").trim() });
  const approval = readApproval(get("approvers"), { by: get("by"), wrong, notes });
  const texts = { body: get("public"), privateVariant: orNull(get("private")), holding: orNull(get("holding")) };
  const content = {
    ...{ key, name, mentionType: get("type"), whenToUse: get("when"), department: orNull(get("department")), bucket },
    ...{ language: language === "" ? null : language, networks: readNetworks(get("networks"), wrong) },
    synonyms: splitEscaped(get("words"), ";").map(unescapeLine),
    ...texts,
    fields: readFields(get("fields"), { texts, problems, notes }),
    approval,
  };
  refuseLong(content, wrong);
  return { key, name, content: problems.length > 0 ? null : content, problems, notes };
}

const said = (code: string, params: Said["params"]): Said => ({ code: `playbook.problem.${code}`, params });
const orNull = (text: string) => (text.trim() === "" ? null : text);
type Wrong = (code: string, params?: Said["params"]) => void;

function readBucket(written: string, { wrong, notes }: { wrong: Wrong; notes: Said[] }): ScriptContent["bucket"] {
  const bucket = written.trim().toLowerCase();
  if (bucket === "care" || bucket === "pr" || bucket === "analytics") return bucket;
  if (bucket === "") notes.push(said("bucketTaken", {}));
  else wrong("bucket", { bucket: written.trim() });
  return "care";
}

function readNetworks(written: string, wrong: Wrong): Network[] {
  return splitEscaped(written, ";").flatMap((word) => {
    const network = networks.find((one) => one === word.trim().toLowerCase());
    if (!network) wrong("network", { network: word.trim() });
    return network ? [network] : [];
  });
}

function readApproval(
  written: string,
  { by, wrong, notes }: { readonly by: string; readonly wrong: Wrong; readonly notes: Said[] },
): ScriptContent["approval"] {
  if (written.trim() === "" && by.trim() === "") {
    notes.push(said("approvalTaken", {}));
    return { approvers: 1, by: ["corpcomm"] };
  }
  const approvers = written.trim() === "" ? 1 : Number(written.trim());
  if (![0, 1, 2].includes(approvers)) wrong("approvers", { approvers: written.trim() });
  const named = splitEscaped(by, ";").flatMap((word): Role[] => {
    const role = roles.find((one) => one === word.trim().toLowerCase());
    if (!role) wrong("role", { role: word.trim() });
    return role ? [role] : [];
  });
  return { approvers, by: named };
}

function readFields(
  written: string,
  {
    texts,
    problems,
    notes,
  }: {
    readonly texts: Pick<ScriptContent, "body" | "privateVariant" | "holding">;
    readonly problems: Said[];
    readonly notes: Said[];
  },
): ScriptField[] {
  const fields: ScriptField[] = [];
  for (const line of written.split("\n").filter((each) => each.trim() !== "")) {
    const { field, problem } = readField(line);
    if (problem) problems.push(problem);
    if (!field) continue;
    if (fields.some(({ name }) => name === field.name)) problems.push(said("fieldTwice", { name: field.name }));
    fields.push({ ...field, usedIn: usedIn(field.name, texts) });
  }
  const named = [texts.body, texts.privateVariant ?? "", texts.holding ?? ""].flatMap(placeholdersOf);
  for (const name of new Set(named)) {
    if (fields.some((field) => field.name === name)) continue;
    // A field whose line was wrong is not made up a second time.
    if (problems.some(({ params }) => params["name"] === name)) continue;
    notes.push(said("fieldTaken", { name }));
    fields.push({ name, required: true, kind: "text", usedIn: usedIn(name, texts) });
  }
  return fields;
}

const longest = { name: 200, key: 200, mentionType: 80, whenToUse: 2000, department: 200 } as const;
const longestText = 20_000;

function refuseLong(script: ScriptContent, wrong: Wrong): void {
  for (const [part, most] of Object.entries(longest)) {
    const text = script[part as keyof typeof longest] ?? "";
    if (text.length > most) wrong("tooLong", { part, most });
  }
  for (const part of ["body", "privateVariant", "holding"] as const)
    if ((script[part] ?? "").length > longestText) wrong("tooLong", { part, most: longestText });
  if (script.fields.length > 100) wrong("manyFields", { most: 100 });
  if (script.synonyms.length > 100 || script.synonyms.some((word) => word.length > 80)) wrong("words");
}
