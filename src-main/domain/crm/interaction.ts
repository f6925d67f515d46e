import type { Bucket, Network, SentimentLabel } from "../../contract/values.ts";
import { csvLine } from "../exports/csv.ts";

/** One logged interaction, the line that webhook and file drop carry (decisions.md). Unknown is null. */
export type Interaction = {
  readonly schema: "watchroom.interaction/1";
  /** `wr:<install>:<ulid>`, made once, the same at every retry and for every target. */
  readonly key: string;
  readonly occurredAt: string;
  readonly channel: Network;
  readonly direction: "in" | "out";
  readonly contact: { readonly key: string; readonly name: string | null; readonly handle: string | null };
  readonly mention: {
    readonly id: string;
    readonly source: string;
    readonly title: string | null;
    readonly text: string;
    readonly url: string | null;
    readonly publishedAt: string;
    readonly bucket: Bucket;
    readonly sentiment: SentimentLabel | null;
  };
  readonly reply: {
    readonly text: string;
    readonly url: string | null;
    readonly author: string | null;
    readonly approvedBy: readonly string[];
    readonly script: string | null;
  } | null;
  readonly outcome: string;
};

/** A contact is known by network and handle, never by display name; without a handle the case itself is the key. */
export function contactKey({
  network,
  handle,
  caseId,
}: {
  readonly network: Network;
  readonly handle: string | null;
  readonly caseId: string;
}): string {
  return handle === null || handle === "" ? `wr:case:${caseId}` : `wr:${network}:${handle.toLowerCase()}`;
}

const columns: readonly (readonly [string, (line: Interaction) => string | null])[] = [
  ["key", (line) => line.key],
  ["occurred_at", (line) => line.occurredAt],
  ["channel", (line) => line.channel],
  ["direction", (line) => line.direction],
  ["contact_key", (line) => line.contact.key],
  ["contact_name", (line) => line.contact.name],
  ["contact_handle", (line) => line.contact.handle],
  ["source", (line) => line.mention.source],
  ["mention_title", (line) => line.mention.title],
  ["mention_text", (line) => line.mention.text],
  ["mention_url", (line) => line.mention.url],
  ["mention_published_at", (line) => line.mention.publishedAt],
  ["bucket", (line) => line.mention.bucket],
  ["sentiment", (line) => line.mention.sentiment],
  ["reply_text", (line) => line.reply?.text ?? null],
  ["reply_url", (line) => line.reply?.url ?? null],
  ["reply_author", (line) => line.reply?.author ?? null],
  ["approved_by", (line) => line.reply?.approvedBy.join("; ") ?? null],
  ["script", (line) => line.reply?.script ?? null],
  ["outcome", (line) => line.outcome],
];

export const interactionCsvHeader: string = csvLine(columns.map(([name]) => name));

export function interactionCsvLine(line: Interaction): string {
  return csvLine(columns.map(([, cell]) => cell(line)));
}
