import { opmlLimits } from "../../../contract/methods/opml.ts";
import type { OpmlEntry, OpmlPreview } from "../../../contract/methods/opml.ts";
import { Refusal } from "../../../contract/refusal.ts";
import type { Db } from "../../store/open.ts";
import { listSources } from "../../store/source.ts";
import { readUpload } from "../../store/upload.ts";
import { feedAddress, networkOf } from "../address.ts";
import type { Outline, ReadOpml } from "./read-opml.ts";

/** A feed of a list, with what is known of its address. `isSound`: it could be a source. */
export type Sorted = OpmlEntry & { readonly outline: Outline };

/** An uploaded list. Refusals: file-gone, file-too-large. */
export async function readUploadedOpml(db: Db, uploadId: string): Promise<ReadOpml> {
  const bytes = await readUpload(db, uploadId);
  if (!bytes) throw new Refusal("file-gone");
  if (bytes.length > opmlLimits.bytes) throw new Refusal("file-too-large", { megabytes: opmlLimits.bytes / 1_000_000 });
  // The reader of XML is dear to load, and only a person who brings a list needs it on this thread.
  const { readOpml } = await import("./read-opml.ts");
  return readOpml(bytes);
}

/** What an import of a list would do with each of its feeds. */
export async function previewOpml(db: Db, uploadId: string): Promise<OpmlPreview> {
  const list = await readUploadedOpml(db, uploadId);
  if (list.fault !== null) return { fault: list.fault, title: null, entries: [], isCut: false };
  const entries = (await sortOutlines(db, list.outlines)).map(({ outline: _outline, ...entry }) => entry);
  return { fault: null, title: list.title, entries, isCut: list.isCut };
}

export async function sortOutlines(db: Db, outlines: readonly Outline[]): Promise<readonly Sorted[]> {
  const known = new Map((await listSources(db)).map(({ url, name }) => [url, name]));
  const seen = new Map<string, string>();
  return outlines.map((outline, key): Sorted => {
    const url = addressOf(outline.url);
    const name = outline.name || url || outline.url;
    const isPrivate = outline.own.allowPrivate === true;
    const entry = { key, name, siteUrl: outline.siteUrl, folder: outline.folder, isPrivate, outline };
    if (url === null) return { ...entry, url: outline.url, network: "other", state: "bad-address", sameAs: null };
    const network = outline.own.network ?? networkOf(url);
    const already = known.get(url);
    const first = seen.get(url);
    if (first === undefined) seen.set(url, name);
    const state = already !== undefined ? "already" : first !== undefined ? "twice" : "new";
    return { ...entry, url, network, state, sameAs: already ?? first ?? null };
  });
}

/** As a source's address would be stored; null for what is none. "feed:" is how some readers write it. */
function addressOf(written: string): string | null {
  try {
    return feedAddress(written.replace(/^feed:(?:\/\/)?(?=https?:)/i, "").replace(/^feed:\/\//i, "http://"));
  } catch (cause) {
    if (cause instanceof Refusal) return null;
    throw cause;
  }
}
