import type { WordRule } from "../../../contract/methods/checks.ts";
import { foldText } from "../../text/fold.ts";
import { replyLength } from "../reply-length.ts";
import type { ReplyLength } from "../reply-length.ts";
import { readText, sentenceAround } from "./check-words.ts";
import type { ReadText } from "./check-words.ts";
import type { CheckBook, CheckFacts } from "./facts.ts";
import { findAddresses } from "./find-addresses.ts";
import { findAsks } from "./find-asks.ts";
import { findEmails } from "./find-emails.ts";
import { findWrongLanguage } from "./find-language.ts";
import { findLinkFaults } from "./find-link-faults.ts";
import { findListed } from "./find-listed.ts";
import { findNames } from "./find-names.ts";
import { findPhrases } from "./find-phrases.ts";
import type { FoundPhrase } from "./find-phrases.ts";
import { findAccountNumbers, findPhones } from "./find-numbers.ts";
import { findLeftovers, findPlaceholders } from "./find-placeholders.ts";
import { findReferences } from "./find-references.ts";
import { findExclamations, findShouting } from "./find-tone.ts";
import { findUnnamed, isInPrefix } from "./find-unnamed.ts";
import type { Finding, Hit, Span } from "./hit.ts";

export type Checked = {
  readonly length: ReplyLength;
  /** In the order of the text. */
  readonly hits: readonly (Hit & { readonly isAgreed: boolean })[];
};

/** Rules whose verdict is on the text as a whole: signed for all of it, and never agreed to with a template. */
const ofTheWhole: ReadonlySet<string> = new Set(["language", "too-long", "unnamed"]);

/**
 * Everything that speaks against a reply as it stands: pure, the same for the page's keystrokes and for the submit. Spans
 * are UTF-16 units. Linear in the length of the text.
 */
export function checkReply(text: string, facts: CheckFacts, book: CheckBook): Checked {
  const read = readText(text);
  const length = replyLength(facts.place, text);
  const phrases = findPhrases(read, book.phrases);
  const findings = [
    ...findPlaceholders(text),
    ...tooLong(text, length),
    ...findUnnamed(text, facts),
    ...findLeftovers(text),
    ...(facts.isPrivate ? [] : personal(read, phrases, { facts, book })),
    ...findListed(read, phrases, facts),
    ...findShouting(read, new Set(facts.brandNames.flatMap((name) => foldText(name).split(/\s+/)))),
    ...findExclamations(text),
    ...findLinkFaults(text, facts, book),
    ...findWrongLanguage(text, facts),
  ];
  const hits = findings
    .filter((finding) => !isInPrefix(text, finding, facts))
    .flatMap((finding) => judged(read, finding, book))
    .toSorted((a, b) => a.from - b.from || b.to - a.to || (a.rule < b.rule ? -1 : Number(a.rule > b.rule)));
  return { length, hits: hits.map((hit) => ({ ...hit, isAgreed: isAgreed(hit, facts.unread) })) };
}

function tooLong(text: string, { used, max, unit }: ReplyLength): readonly Finding[] {
  if (max === null || used <= max) return [];
  return [{ rule: "too-long", from: 0, to: text.length, params: { over: used - max, used, max, unit } }];
}

/** What is personal, each stretch once: a card's number is not a telephone number as well. */
function personal(
  read: ReadText,
  phrases: readonly FoundPhrase[],
  { facts, book }: { readonly facts: CheckFacts; readonly book: CheckBook },
): readonly Finding[] {
  const { text } = read;
  const all = [
    ...findAccountNumbers(text),
    ...findEmails(text, facts, book),
    ...findPhones(text, facts, book),
    ...findReferences(text, book),
    ...findAddresses(text, book),
    ...findNames(read, facts),
    ...findAsks(read, phrases),
  ];
  const order = all
    .map((finding, rank) => ({ finding, rank }))
    .toSorted((a, b) => a.finding.from - b.finding.from || a.rank - b.rank);
  const kept: { finding: Finding; rank: number }[] = [];
  for (const one of order) {
    const last = kept.at(-1);
    if (!last || last.finding.to <= one.finding.from) kept.push(one);
    else if (one.rank < last.rank) kept[kept.length - 1] = one;
  }
  return kept.map(({ finding }) => finding);
}

function judged(
  read: ReadText,
  { rule, from, to, instead, severity, params = {} }: Finding,
  { lists }: CheckBook,
): readonly Hit[] {
  const isFixed = rule === "placeholder" || rule === "too-long" || rule === "unnamed";
  const set = isFixed ? (rule === "unnamed" ? "look" : "stop") : lists.severities[rule satisfies WordRule];
  if (set === "off") return [];
  const words = read.text.slice(from, to);
  const pin = ofTheWhole.has(rule) ? read.text : sentenceAround(read, { from, to });
  return [
    {
      rule,
      severity: set === "stop" ? "stop" : (severity ?? set),
      from,
      to,
      words,
      instead: instead ?? null,
      params,
      pin,
    },
  ];
}

/** Whether a hit stands in words that were approved with their template, and not in a value alone. */
function isAgreed({ rule, severity, from, to }: Hit, unread: readonly Span[] | null): boolean {
  if (unread === null || severity === "stop" || ofTheWhole.has(rule)) return false;
  return !unread.some((value) => value.from <= from && to <= value.to);
}

/** What a signature is for: this rule, these words, in this very sentence. */
export function signatureKey({ rule, words, pin }: Pick<Hit, "rule" | "words" | "pin">): string {
  return JSON.stringify([rule, words, pin]);
}
