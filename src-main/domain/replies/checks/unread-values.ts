import { renderScript } from "../render-script.ts";
import type { ScriptField } from "../render-script.ts";
import type { Span } from "./hit.ts";

const OPEN = "\uE000";
const CLOSE = "\uE001";

/**
 * Where, in the rendering of a script, values stand that nobody agreed to with the script: all but the choices, which are
 * listed in it, and what stands for an empty field. Null when `text` is not exactly that rendering.
 */
export function unreadValues(
  { words, fields }: { readonly words: string; readonly fields: readonly ScriptField[] },
  values: Readonly<Record<string, string>>,
  text: string,
): readonly Span[] | null {
  if (/[\uE000\uE001]/.test(text)) return null;
  const isListed = (name: string, value: string) =>
    fields.some((field) => field.name === name && field.kind === "choice" && field.options?.includes(value) === true);
  const marked = Object.entries(values).map(([name, value]): [string, string] => {
    const bare = value.replaceAll("{{", "").replaceAll("}}", "").trim();
    return [name, bare === "" || isListed(name, bare) ? value : `${OPEN}${bare}${CLOSE}`];
  });
  const spans: Span[] = [];
  let plain = "";
  for (const piece of renderScript(words, fields, Object.fromEntries(marked)).text.split(OPEN)) {
    const close = piece.indexOf(CLOSE);
    if (close >= 0) spans.push({ from: plain.length, to: plain.length + close });
    plain += piece.replace(CLOSE, "");
  }
  return plain === text ? spans : null;
}
