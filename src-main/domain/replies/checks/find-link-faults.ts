import { isHostOf } from "../field-kinds.ts";
import { findLinks } from "../length/find-links.ts";
import type { CheckBook, CheckFacts } from "./facts.ts";
import type { Finding } from "./hit.ts";

const shorteners = (
  "bit.ly tinyurl.com t.co goo.gl ow.ly is.gd buff.ly rebrand.ly tiny.cc cutt.ly rb.gy lnkd.in t.ly shorturl.at s.id v.gd bl.ink " +
  "short.io dlvr.it trib.al fb.me adf.ly"
).split(" ");
const placeholders = (
  "example.com example.org example.net domain.com yourdomain.com yoursite.com website.com link.com " + "localhost"
).split(" ");
/** Names that lead nowhere, by RFC 6761. */
const deadEnd = /\.(test|invalid|localhost)$|^localhost$/;
/** What ends a sentence and was never meant to be part of an address. */
const SENTENCE_END = /[.,;:!?…)\]}>'"’”»]+$/u;
const ADDRESS = /https?:\/\/[^\s<>"“”«»]{1,2048}/giu;

/** Links that a reader should not have to trust, or that would not lead where they should. */
export function findLinkFaults(text: string, facts: CheckFacts, book: CheckBook): readonly Finding[] {
  const typed = [...text.matchAll(ADDRESS)].map(({ index, 0: all }) => ({
    from: index,
    to: index + all.length - (SENTENCE_END.exec(all)?.[0].length ?? 0),
  }));
  const made = findLinks(text, { hosts: "any" });
  const whole = typed.flatMap((link) => faultsOf(text, link, { facts, book, made }));
  const bare = made
    .filter(({ from, to, hasProtocol }) => !hasProtocol && !typed.some((link) => from < link.to && link.from < to))
    .flatMap((link) => faultsOf(text, link, { facts, book, made }));
  return [...whole, ...bare];
}

type Link = { readonly from: number; readonly to: number };
type Known = { readonly facts: CheckFacts; readonly book: CheckBook; readonly made: readonly Link[] };

function faultsOf(text: string, link: Link, { facts, book, made }: Known): readonly Finding[] {
  const written = text.slice(link.from, link.to);
  const hasProtocol = /^https?:/i.test(written);
  const address = hasProtocol ? written : `https://${written}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  const host = url?.hostname ?? "";
  const isIn = (hosts: readonly string[]) => hosts.some((one) => isHostOf(host, one));
  const params = { host };
  if (!url || (!isIn(facts.hosts) && (isIn(placeholders) || deadEnd.test(host))))
    return [{ rule: "link-dead", ...link, params }];
  if (isIn(shorteners)) return [{ rule: "link-short", ...link, params }];
  const faults: Finding[] = [];
  if (/^http:/i.test(written))
    faults.push({ rule: "link-insecure", ...link, params, instead: `https${written.slice(4)}` });
  if (!isIn(facts.hosts) && !isIn(book.lists.own.hosts)) faults.push({ rule: "link-unknown", ...link, params });
  // Where a network makes a link of less than was typed, the rest would stand beside it as words.
  const kept = made.find(({ from, to }) => from < link.to && link.from < to);
  const isCut = hasProtocol && kept !== undefined && (kept.to < link.to || kept.from > link.from);
  if (isCut || `${url.username}${url.password}` !== "")
    faults.push({ rule: "link-changed", ...link, params: { becomes: kept ? text.slice(kept.from, kept.to) : "" } });
  return faults;
}
