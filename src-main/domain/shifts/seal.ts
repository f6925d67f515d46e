import { createHash } from "node:crypto";
import type { ShiftSummary } from "../../contract/methods/shifts.ts";
import type { PersonRef } from "../../contract/values.ts";
import { canonicalJson } from "./canonical-json.ts";

/** What two people sign. */
export type Handover = {
  readonly shift: {
    readonly id: string;
    readonly openedAt: number;
    readonly openedBy: PersonRef;
    readonly closedAt: number;
    readonly closedBy: PersonRef;
  };
  readonly text: string;
  readonly summary: ShiftSummary;
  readonly head: { readonly seq: number; readonly hash: string };
};

/** Words that stand beside the signed document, which holds only their hash: SHA-256(salt ‖ words). */
export type Words = {
  readonly hash: string;
  /** Public id of the case that they are about; null = the handover text. */
  readonly caseId: string | null;
  readonly salt: string;
  /** Canonical JSON of the fields that stood in this place. */
  readonly words: string;
};

export type Sealed = { readonly document: string; readonly hash: string; readonly words: readonly Words[] };

/** Fields of a line that may name the person of its case, or quote them. */
const wordFields: ReadonlySet<string> = new Set(["title", "contact", "note", "what", "toWhom"]);

export const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

/**
 * The document that is signed, as canonical JSON: in each line about a case its words are replaced by a hash, so that they can
 * be erased with their person while the signatures still hold; the same way as in the event log.
 */
export function sealHandover(handover: Handover, newSalt: () => string): Sealed {
  const words: Words[] = [];
  const keep = (caseId: string | null, fields: Readonly<Record<string, unknown>>): string => {
    const salt = newSalt();
    const said = canonicalJson(fields);
    const hash = sha256(salt + said);
    words.push({ hash, caseId, salt, words: said });
    return hash;
  };
  const seal = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(seal);
    if (typeof value !== "object" || value === null) return value;
    const fields = Object.entries(value);
    const caseId: unknown = fields.find(([key]) => key === "caseId")?.[1];
    if (typeof caseId !== "string") return Object.fromEntries(fields.map(([key, field]) => [key, seal(field)]));
    const own = Object.fromEntries(fields.filter(([key]) => wordFields.has(key)));
    const others = fields.filter(([key]) => !wordFields.has(key)).map(([key, field]) => [key, seal(field)]);
    return { ...Object.fromEntries(others), words: keep(caseId, own) };
  };
  const { shift, text, summary, head } = handover;
  const sealed = { schema: "watchroom.handover/1", shift, text: keep(null, { text }), summary: seal(summary), head };
  const document = canonicalJson(sealed);
  return { document, hash: sha256(document), words };
}

/** The shift that a document is of; null for what is no document. */
export function shiftOf(document: string): Handover["shift"] | null {
  try {
    return (JSON.parse(document) as Pick<Handover, "shift">).shift;
  } catch (cause) {
    // Somebody changed it behind the desk's back.
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}

export type Opened = {
  readonly text: string | null;
  readonly summary: ShiftSummary;
  readonly head: Handover["head"];
  /** Pieces of words that are not there any more. */
  readonly erased: number;
};

/** The handover with the words that are still there; null where they were erased. */
export function openHandover(document: string, wordsOf: (hash: string) => string | null): Opened {
  let erased = 0;
  const read = (hash: string): Readonly<Record<string, unknown>> | null => {
    const words = wordsOf(hash);
    if (words === null) erased += 1;
    return words === null ? null : (JSON.parse(words) as Record<string, unknown>);
  };
  const open = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(open);
    if (typeof value !== "object" || value === null) return value;
    const { words, ...fields } = value as Record<string, unknown>;
    const opened = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, open(field)]));
    if (typeof words !== "string") return opened;
    return { ...opened, ...(read(words) ?? erasedWords) };
  };
  // Written by sealHandover only, of a value of this type.
  const sealed = JSON.parse(document) as { text: string; summary: unknown; head: Handover["head"] };
  const text = read(sealed.text)?.["text"];
  return {
    text: typeof text === "string" ? text : null,
    summary: open(sealed.summary) as ShiftSummary,
    head: sealed.head,
    erased,
  };
}

const erasedWords = Object.fromEntries([...wordFields].map((field) => [field, null]));
