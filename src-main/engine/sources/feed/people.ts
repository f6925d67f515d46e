import { feedLimits } from "./limits.ts";
import { titleText } from "../../../domain/text/plain-text.ts";
import { oneLine, shorten } from "../../../domain/text/safe-text.ts";

/** The name of who wrote it: RSS writes "ann@example.org (Ann Lee)" or "Ann Lee <ann@example.org>". */
export function plainName(raw: string): string | null {
  // An address in angle brackets is no tag of HTML and stays.
  const text = raw.includes("<") ? titleText(raw) : oneLine(raw);
  const inBrackets = /^[^\s@()]{1,100}@[^\s@()]{1,200}\s\(([^()]{1,200})\)$/.exec(text)?.[1];
  const beforeMail = /^([^<>]{1,200})<[^\s<>@]{1,100}@[^\s<>@]{1,200}>$/.exec(text)?.[1];
  return shorten((inBrackets ?? beforeMail ?? text).trim(), feedLimits.name) || null;
}
