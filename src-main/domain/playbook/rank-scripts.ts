import type { ScriptContent, ScriptFit } from "../../contract/methods/playbook.ts";
import type { Bucket, Network } from "../../contract/values.ts";
import { readSearch, searchScript } from "./search-scripts.ts";
import type { ScriptIndex, SearchHit } from "./search-scripts.ts";

/** What of a case a script may fit. */
export type CaseFacts = {
  readonly bucket: Bucket;
  readonly suggestedId: string | null;
  /** Departments that have to do with it: its source's, and those of who answers. */
  readonly departments: readonly string[];
  readonly language: string | null;
  readonly network: Network;
};

/** A script with what is known of how it did. */
export type RankedScript = {
  readonly id: string;
  readonly content: ScriptContent;
  readonly index: ScriptIndex;
  readonly used: number;
  readonly resolved: number;
  readonly lastUsedAt: number | null;
};

export type Ranking<Script> = { readonly script: Script; readonly fits: readonly ScriptFit[] };

type Scored<Script> = Ranking<Script> & { readonly marks: readonly number[]; readonly hit: SearchHit | null };

/**
 * The scripts in the order in which they help: what was suggested, then by kind of mention, bucket, department, language
 * and network, in this order; then by how often it ended well, and when it was used last. A search keeps those that have
 * all its words (or, where none has, most of them), those with the words in their name first.
 */
export function rankScripts<Script extends RankedScript>(
  scripts: readonly Script[],
  { search, facts }: { readonly search: string; readonly facts: CaseFacts | null },
): readonly Ranking<Script>[] {
  const terms = readSearch(search);
  const type = typeOf(scripts.find(({ id }) => id === facts?.suggestedId)?.content);
  const scored = scripts.flatMap((script): Scored<Script>[] => {
    const hit = terms.length === 0 ? null : searchScript(script.index, terms);
    if (terms.length > 0 && !hit) return [];
    return [{ script, hit, ...fitOf(script, { facts, type }) }];
  });
  const most = Math.max(0, ...scored.map(({ hit }) => hit?.found ?? 0));
  return scored.filter(({ hit }) => (hit?.found ?? 0) === most).toSorted(compare);
}

const typeOf = (content: ScriptContent | undefined) => content?.mentionType.trim().toLowerCase() ?? "";

/** 2 = made for it, 1 = made for all, 0 = made for others. */
function matchOf(isForAll: boolean, isForIt: boolean): number {
  return isForAll ? 1 : isForIt ? 2 : 0;
}

function fitOf(
  { id, content, used, resolved, lastUsedAt }: RankedScript,
  { facts, type }: { readonly facts: CaseFacts | null; readonly type: string },
): { readonly fits: readonly ScriptFit[]; readonly marks: readonly number[] } {
  const past = [usefulness({ used, resolved }), lastUsedAt ?? 0];
  if (!facts) return { fits: [], marks: past };
  const { department, language, networks, bucket } = content;
  const marks = {
    suggested: id === facts.suggestedId ? 2 : 0,
    mentionType: type !== "" && typeOf(content) === type ? 2 : 0,
    bucket: bucket === facts.bucket ? 2 : 0,
    department: matchOf(department === null, facts.departments.includes(department ?? "")),
    language: matchOf(language === null || facts.language === null, language === facts.language),
    network: matchOf(networks.length === 0, networks.includes(facts.network)),
  } satisfies Record<ScriptFit, number>;
  const fits = Object.entries(marks).flatMap(([fit, mark]) => (mark === 2 ? [fit as ScriptFit] : []));
  return { fits, marks: [...Object.values(marks), ...past] };
}

/** Two standard deviations. */
const z = 1.96;

/**
 * The share of uses that ended well, judged with care: the lower edge of its 95 % band (Wilson 1927), so that one lucky
 * use does not stand above ninety good ones of a hundred. 0 without any use.
 */
export function usefulness({ used, resolved }: { readonly used: number; readonly resolved: number }): number {
  if (used === 0) return 0;
  const share = resolved / used;
  const middle = share + (z * z) / (2 * used);
  const spread = z * Math.sqrt((share * (1 - share)) / used + (z * z) / (4 * used * used));
  return (middle - spread) / (1 + (z * z) / used);
}

function compare(one: Scored<RankedScript>, other: Scored<RankedScript>): number {
  const near = (other.hit?.nearness ?? 0) - (one.hit?.nearness ?? 0);
  if (near !== 0) return near;
  for (const [at, mark] of one.marks.entries()) {
    const less = (other.marks[at] ?? 0) - mark;
    if (less !== 0) return less;
  }
  return (
    collator.compare(one.script.content.name, other.script.content.name) || (one.script.id < other.script.id ? -1 : 1)
  );
}

// Making one for each comparison costs more than all the rest.
const collator = new Intl.Collator("en");
