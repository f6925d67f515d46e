import { cutAtWord } from "../text/cut-at-word.ts";
import { hasMarkup, htmlToText } from "../text/plain-text.ts";
import { oneLine, safeText } from "../text/safe-text.ts";
import type { Interaction, InteractionType } from "./interaction.ts";

// The firm's record reads the same whoever's desk wrote it, and a correction reads like its first: so these words are
// fixed here, and do not follow the language of a page.
const typeWords = {
  reply: "Public reply",
  resolved: "Case closed",
  private: "Private contact",
  call: "Phone call",
  email: "E-mail",
  "walk-in": "Visit in person",
  "by-hand": "Logged by hand",
} as const satisfies Record<InteractionType, string>;

const bucketWords = { unsorted: "Unsorted", analytics: "Analytics", pr: "PR", care: "Care" } as const satisfies Record<
  Interaction["mention"]["bucket"],
  string
>;

/**
 * The record that a person reads on the contact's timeline, the same block of plain text for every target: what
 * happened, the mention, our reply or note, who approved it, how it ended, both addresses, the way back to the case and
 * the key. Lines end in "\n"; nothing in it reads as HTML, but a connector whose field is HTML still has to escape it.
 */
export function interactionText(line: Interaction): string {
  return [headOf(line), mentionText(line), replyOf(line), noteOf(line), footOf(line)].filter(Boolean).join("\n\n");
}

/**
 * One line that names the interaction, at most so many UTF-16 units: what happened, with whom, about what. Cut behind a
 * word with "…", never in the midst of an emoji.
 */
export function interactionSubject(line: Interaction, mostCharacters: number): string {
  const who = line.contact.name ?? line.contact.handle;
  const about = line.mention.title ?? line.note ?? line.mention.text;
  const head = [typeWords[line.type], ...(who === null ? [] : [who])].join(" · ");
  return cutAtWord(oneLine(plainOf([head, about].filter(Boolean).join(": "))), mostCharacters);
}

function headOf(line: Interaction): string {
  const { type, occurredAt, contact, mention, reply, outcome, case: deskCase } = line;
  return rows([
    [null, deskCase.isComplaint ? `${typeWords[type]} (complaint)` : typeWords[type]],
    ["When", momentOf(occurredAt)],
    ["Contact", contactOf(contact)],
    ["Bucket", bucketWords[mention.bucket]],
    ["Sentiment", mention.sentiment],
    ["Outcome", outcome.replaceAll("_", " ")],
    ["Agent", reply?.author ?? line.agent ?? null],
    ["Approved by", reply === null || reply.approvedBy.length === 0 ? null : reply.approvedBy.join(", ")],
    ["Script", reply?.script ?? null],
  ]);
}

/** What they said: where and when, the title, the words, the address; one block. */
export function mentionText({ mention, channel }: Interaction): string {
  const where = `${mention.source} (${channel}), ${momentOf(mention.publishedAt)}`;
  // Short posts carry their own words as title.
  const title = mention.title !== null && !mention.text.startsWith(mention.title) ? plainOf(mention.title) : "";
  return [`Mention: ${oneLine(plainOf(where))}`, title, plainOf(mention.text), mention.url ?? ""]
    .filter(Boolean)
    .join("\n");
}

function replyOf({ reply }: Interaction): string {
  return reply === null ? "" : ["Our reply:", plainOf(reply.text), reply.url ?? ""].filter(Boolean).join("\n");
}

function noteOf({ note }: Interaction): string {
  return note === null || note === "" ? "" : `Note:\n${plainOf(note)}`;
}

function footOf({ case: deskCase, key }: Interaction): string {
  return rows([
    ["Case", deskCase.link],
    ["Key", key],
  ]);
}

function contactOf({ name, handle }: Interaction["contact"]): string | null {
  if (name === null || handle === null || name === handle) return name ?? handle;
  return `${name} (${handle})`;
}

const momentOf = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

/** A value on one line behind its name; unknown values have no line. */
function rows(lines: readonly (readonly [string | null, string | null])[]): string {
  return lines
    .flatMap(([name, value]) => {
      if (value === null || value === "") return [];
      const said = oneLine(plainOf(value));
      return [name === null ? said : `${name}: ${said}`];
    })
    .join("\n");
}

/** Tags of HTML go; what only looks like one ("List<String>") keeps its words, and can be read as none. */
function plainOf(text: string): string {
  const looksMarked = hasMarkup(text) || /<[a-z/!?]/i.test(text);
  const said = looksMarked ? htmlToText(text, { keepUnknownTags: true }) : safeText(text);
  return said.replace(/\r\n?/g, "\n").replace(/<(?=[a-z/!?])/gi, "‹");
}
