import { createHash } from "node:crypto";

type Json = Readonly<Record<string, unknown>>;
export type StoredRecord = {
  readonly uri: string;
  readonly cid: string;
  readonly value: Json;
  readonly indexedAt: string;
};
export type Person = { readonly did: string; readonly handle: string; readonly displayName?: string };
/** What a server answers: a status with a body. */
export type Answer = readonly [status: number, body: Json];

const tid = /^[2-7a-j][2-7a-z]{12}$/;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

export const refuse = (status: number, error: string, message = error): Answer => [status, { error, message }];
export const cidOf = (value: unknown): string =>
  `bafyrei${createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 52)}`;

/** The repositories of a server, with the answers of the real one (@atproto/pds 0.5.35) as they were recorded. */
export function createRecords(now: () => number) {
  const records = new Map<string, StoredRecord>();
  const store = (uri: string, value: Json) => {
    // What is shown and sorted by: the moment that the writer gives, unless it lies ahead.
    const told = Date.parse(String(value["createdAt"]));
    const indexedAt = new Date(Number.isNaN(told) ? now() : Math.min(told, now())).toISOString();
    const stored = { uri, cid: cidOf(value), value, indexedAt };
    records.set(uri, stored);
    return stored;
  };
  const check = (collection: string, rkey: string, value: Json): Answer | null => {
    if (collection !== "app.bsky.feed.post") return null;
    if (!tid.test(rkey)) return refuse(400, "InvalidRequest", `Invalid ${collection} record: Invalid record key`);
    const text = String(value["text"]);
    const length = [...graphemes.segment(text)].length;
    const bytes = Buffer.byteLength(text);
    const wrong = (what: string) =>
      refuse(400, "InvalidRequest", `Invalid ${collection} record: ${what} at $.record.text`);
    if (bytes > 3000) return wrong(`string too big (maximum 3000, got ${bytes})`);
    return length > 300 ? wrong(`grapheme too big (maximum 300, got ${length})`) : null;
  };
  return {
    records,
    store,
    get: (uri: string): Answer => {
      const { cid, value } = records.get(uri) ?? { cid: "", value: null };
      return value ? [200, { uri, cid, value }] : refuse(400, "RecordNotFound", `Could not locate record: ${uri}`);
    },
    /** Newest first, as keys that are moments sort. */
    list: (prefix: string): readonly StoredRecord[] =>
      [...records.values()].filter(({ uri }) => uri.startsWith(prefix)).toSorted((a, b) => (a.uri < b.uri ? 1 : -1)),
    /** A key that is taken is a fault of the server's own. */
    create: ({ repo, collection, rkey, record }: Json): Answer => {
      const uri = `at://${String(repo)}/${String(collection)}/${String(rkey)}`;
      const wrong = check(String(collection), String(rkey), record as Json);
      if (wrong) return wrong;
      if (records.has(uri)) return refuse(500, "InternalServerError", "Internal Server Error");
      return [200, { uri, cid: store(uri, record as Json).cid }];
    },
    /** `swapRecord` null: only where nothing stands, or the very same. Left out: it overwrites. */
    put: ({ repo, collection, rkey, record, swapRecord }: Json): Answer => {
      const uri = `at://${String(repo)}/${String(collection)}/${String(rkey)}`;
      const wrong = check(String(collection), String(rkey), record as Json);
      if (wrong) return wrong;
      const standing = records.get(uri);
      if (standing?.cid === cidOf(record)) return [200, { uri, cid: standing.cid, validationStatus: "valid" }];
      if (standing && swapRecord === null) return refuse(400, "InvalidSwap", `Record was at ${standing.cid}`);
      const { cid } = store(uri, record as Json);
      return [200, { uri, cid, commit: { cid, rev: String(rkey) }, validationStatus: "valid" }];
    },
  };
}
export type Records = ReturnType<typeof createRecords>;
