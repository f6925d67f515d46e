import type { CheckHit } from "../../../src-main/contract/methods/checks.ts";
import { type DraftWords, renderTemplate, type Template, textOf } from "./script-text.ts";

/** What a click on Reword does: other words, and the stretch or the field that takes the caret. */
export type Rewording = {
  readonly words: DraftWords | null;
  readonly caret: { readonly from: number; readonly to: number } | { readonly field: string };
};

/**
 * Puts the suggestion of a hit in its place, or only shows where it stands. A hit in a field's value is mended there; one
 * in a script's own words makes them free words.
 */
export function rewordHit(hit: CheckHit, words: DraftWords, template: Template | null): Rewording {
  const text = textOf(words, template);
  const at = text.slice(hit.from, hit.to) === hit.words ? hit.from : text.indexOf(hit.words);
  if (at < 0) return { words: null, caret: { from: text.length, to: text.length } };
  const script = words.text === null ? template : null;
  const place = script && fieldAt(script, words.fields, { from: at, to: at + hit.words.length });
  if (place) {
    const before = words.fields[place.name] ?? "";
    const value =
      hit.instead === null ? before : before.replace(hit.words, () => fitted(hit, before.indexOf(hit.words)));
    const fields = { ...words.fields, [place.name]: value };
    return { words: value === before ? null : { fields, text: null }, caret: { field: place.name } };
  }
  const instead = hit.instead === null ? hit.words : fitted(hit, startsSentence(text, at) ? 0 : at);
  const next = text.slice(0, at) + instead + text.slice(at + hit.words.length);
  const caret = { from: at, to: at + instead.length };
  return { words: next === text && words.text !== null ? null : { fields: words.fields, text: next }, caret };
}

/** The suggestion with a capital where the words it replaces had one. */
function fitted({ words, instead }: CheckHit, at: number): string {
  const suggested = instead ?? words;
  const isCapital = at === 0 && /^\p{Lu}/u.test(words);
  return isCapital ? suggested.slice(0, 1).toUpperCase() + suggested.slice(1) : suggested;
}

function startsSentence(text: string, at: number): boolean {
  return at === 0 || /[.!?\n]\s*$/.test(text.slice(Math.max(0, at - 4), at));
}

/** The field in whose value a stretch of the rendered text lies; null when it lies in the script's words. */
function fieldAt(
  template: Template,
  values: DraftWords["fields"],
  { from, to }: { readonly from: number; readonly to: number },
): { readonly name: string } | null {
  for (const [index, piece] of template.entries()) {
    const start = renderTemplate(template.slice(0, index), values).length;
    const end = renderTemplate(template.slice(0, index + 1), values).length;
    if (from >= start && to <= end) return piece.kind === "field" ? { name: piece.name } : null;
  }
  return null;
}
