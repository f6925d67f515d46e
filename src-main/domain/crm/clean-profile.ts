import type { CrmTarget } from "../../contract/methods/crm.ts";
import { hasMarkup, htmlToText } from "../text/plain-text.ts";
import { oneLine, safeText, shorten } from "../text/safe-text.ts";
import { ownLink } from "./own-link.ts";

/** What a CRM knows of a contact, as it is kept and shown: plain text of bounded length, links to the CRM itself alone. */
export type RemoteProfile = {
  readonly record: { readonly id: string; readonly url: string | null };
  readonly name: string | null;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly company: string | null;
  /** Newest first. */
  readonly entries: readonly {
    readonly at: number;
    readonly title: string;
    readonly text: string | null;
    readonly url: string | null;
  }[];
};

export const mostEntries = 20;
export const longestEntry = 2000;
export const longestField = 200;
const mostWays = 10;
/** Markup is cut before it is read: nobody's answer may cost more than this. */
const longestRaw = 20_000;
const latestMoment = 8.64e15;

/**
 * What a CRM says is the words of others: markup and control characters go, fields end at 200 characters, the newest
 * twenty entries at 2,000 each, and links that lead anywhere but to the CRM itself are dropped.
 */
export function cleanProfile(said: RemoteProfile, config: CrmTarget["config"]): RemoteProfile {
  return {
    record: { id: said.record.id, url: ownLink(said.record.url, config) },
    name: field(said.name),
    emails: ways(said.emails),
    phones: ways(said.phones),
    company: field(said.company),
    entries: said.entries
      .filter(({ at }) => Number.isFinite(at) && Math.abs(at) <= latestMoment)
      .toSorted((one, other) => other.at - one.at)
      .slice(0, mostEntries)
      .map(({ at, title, text, url }) => ({
        at: Math.trunc(at),
        title: field(title) ?? "",
        text: words(text),
        url: ownLink(url, config),
      })),
  };
}

function field(said: string | null): string | null {
  if (said === null) return null;
  const plain = shorten(oneLine(plainOf(said.slice(0, longestRaw))), longestField);
  return plain === "" ? null : plain;
}

function ways(said: readonly string[]): readonly string[] {
  return [...new Set(said.flatMap((one) => field(one) ?? []))].slice(0, mostWays);
}

function words(said: string | null): string | null {
  if (said === null) return null;
  const plain = shorten(plainOf(said.slice(0, longestRaw)).trim(), longestEntry);
  return plain === "" ? null : plain;
}

function plainOf(said: string): string {
  const plain = hasMarkup(said) ? htmlToText(said) : safeText(said);
  // What was escaped more than twice still looks like a tag: it keeps its words, and can be read as none.
  return plain.replace(/<(?=[a-z/!?])/gi, "‹");
}
