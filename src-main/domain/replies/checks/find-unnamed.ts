import { isNamedIn } from "../reply-prefix.ts";
import type { CheckFacts } from "./facts.ts";
import type { Finding } from "./hit.ts";

/** Words that do not name whom they answer, where the network tells only those who are named. */
export function findUnnamed(text: string, { named }: CheckFacts): readonly Finding[] {
  const first = /\S+/.exec(text);
  if (!named || !first || isNamedIn(text, named.prefix, named.home)) return [];
  const [word] = first;
  const span = { from: first.index, to: first.index + word.length };
  return [{ rule: "unnamed", ...span, instead: `${named.prefix}${word}`, params: { name: named.prefix.trim() } }];
}

/** Whether a finding lies in the name that the desk put there by itself: nobody wrote it, and nobody can reword it. */
export function isInPrefix(text: string, { to }: Finding, { named }: CheckFacts): boolean {
  return named != null && text.startsWith(named.prefix) && to < named.prefix.length;
}
