import { feedLimits } from "./limits.ts";
import { scanMarkup } from "./scan-markup.ts";
import type { Markup } from "./scan-markup.ts";

/** Where the entries of a feed stand in its text. */
export type Slices = {
  /** The start tags around the entries: prefixes, base and language come from them. */
  readonly around: string;
  readonly entries: readonly { readonly from: number; readonly to: number }[];
};

/** What stands around the entries, by root: the names of the open elements. */
const places: ReadonlyMap<string, readonly string[]> = new Map([
  ["rss", ["rss", "channel"]],
  ["feed", ["feed"]],
  ["rdf:RDF", ["rdf:RDF"]],
]);

type Walk = {
  readonly xml: string;
  readonly place: readonly string[];
  readonly open: string[];
  /** The start tags of the place that were met. */
  readonly around: string[];
  readonly entries: { from: number; to: number }[];
  entryFrom: number;
};

/**
 * Finds the entries of a feed that is written without a fault, as far as an entry's meaning could hang on it: each element
 * closed by its own name, entries only where they belong and none inside another. Null for every other feed, which has to be
 * read whole. `xml` begins with the root.
 */
export function sliceEntries(xml: string): Slices | null {
  const place = places.get(/^<([\w:]+)/.exec(xml.slice(0, 20))?.[1] ?? "");
  if (!place) return null;
  const walk: Walk = { xml, place, open: [], around: [], entries: [], entryFrom: -1 };
  let at = 0;
  do {
    const markup = scanMarkup(xml, at);
    if (!markup || !step(walk, markup, at)) return null;
    if (walk.open.length === 0 && markup.kind !== "words") return endOf(walk, markup.to);
    at = xml.indexOf("<", markup.to);
  } while (at >= 0);
  return null;
}

function endOf({ xml, around, place, entries }: Walk, to: number): Slices | null {
  const isWhole = around.length === place.length && xml.slice(to).trim() === "";
  return isWhole && entries.length < feedLimits.items ? { around: around.join(""), entries } : null;
}

function step(walk: Walk, markup: Markup, at: number): boolean {
  if (markup.kind === "words") return true;
  if (markup.kind === "end") return close(walk, markup);
  return open(walk, markup, at);
}

/** A reader takes what is in a script for text, whatever it holds. */
const isScript = (name: string): boolean => name.length === 6 && name.toLowerCase() === "script";

function open(walk: Walk, { name, kind, to }: Exclude<Markup, { readonly kind: "words" }>, at: number): boolean {
  const { open: path, place, around, entries } = walk;
  const depth = path.length;
  if (isScript(name) || depth >= feedLimits.depth) return false;
  const isAtPlace = depth === place.length && walk.entryFrom < 0 && around.length === place.length;
  if (isEntryName(name)) {
    if (!isAtPlace || !isInPlace(walk) || (name !== "item" && name !== "entry")) return false;
    if (kind === "empty") entries.push({ from: at, to });
    else walk.entryFrom = at;
  } else if (depth < place.length && name === place[depth] && isInPlace(walk)) {
    // A second one of them: the entries would hang on either.
    if (kind === "empty" || around.length > depth) return false;
    around.push(walk.xml.slice(at, to));
  }
  if (kind === "start") path.push(name);
  return true;
}

const isInPlace = ({ open: path, place }: Walk): boolean => path.every((name, depth) => name === place[depth]);

/** Whatever its prefix. */
function isEntryName(name: string): boolean {
  const local = name.slice(name.lastIndexOf(":") + 1).toLowerCase();
  return local === "item" || local === "entry";
}

function close(walk: Walk, { name, to }: Exclude<Markup, { readonly kind: "words" }>): boolean {
  if (walk.open.pop() !== name) return false;
  if (walk.entryFrom >= 0 && walk.open.length === walk.place.length && isEntryName(name)) {
    walk.entries.push({ from: walk.entryFrom, to });
    walk.entryFrom = -1;
  }
  return true;
}
