import type { CheckFacts } from "./facts.ts";
import type { Finding } from "./hit.ts";

/** Languages that a few sentences do not tell apart. */
const alike: readonly ReadonlySet<string>[] = [
  "da no nb nn sv",
  "hr sr bs sl",
  "cs sk",
  "id ms tl",
  "es gl pt ca",
  "ru uk be bg",
].map((codes) => new Set(codes.split(" ")));

/** A reply in another language than what it answers. Says nothing where either is in doubt. */
export function findWrongLanguage(text: string, { languages: { reply, mention } }: CheckFacts): readonly Finding[] {
  if (reply === null || mention === null || reply === mention) return [];
  if (alike.some((codes) => codes.has(reply) && codes.has(mention))) return [];
  return [{ rule: "language", from: 0, to: text.length, params: { reply, mention } }];
}
