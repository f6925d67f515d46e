import type { Act } from "../../commands.ts";
import { saveAddress, saveFetch } from "../../store/source-fetch.ts";
import { editSource, sourceByUrl } from "../../store/source.ts";
import type { Source } from "../../store/source.ts";
import { isPublic } from "../reach.ts";

/** Gives a source the address that it moved to; if another source has that already, the two become one. */
export async function changeAddress(act: Act, source: Source, url: string): Promise<void> {
  const other = await sourceByUrl(act.trx, url);
  if (other !== null && other.rowId !== source.rowId) return merge(act, source, other);
  await saveAddress(act.trx, source, { url, at: act.at });
  // A person allowed this address inside; another name in the open net was not meant.
  const isElsewhere = URL.parse(url)?.hostname !== URL.parse(source.url)?.hostname;
  if (source.allowPrivate && isElsewhere && isPublic({ url }))
    await editSource(act.trx, source.rowId, { allowPrivate: false });
  const { id: subjectId, name, url: from } = source;
  await act.record({ kind: "source.moved", subjectId, payload: { name, from, to: url } });
}

/** The moved source is removed and its items stay; the other goes on, and counts everything if either did. */
async function merge(act: Act, source: Source, other: Source): Promise<void> {
  await editSource(act.trx, source.rowId, { removedAt: act.at });
  if (source.everything && !other.everything) await editSource(act.trx, other.rowId, { everything: true });
  if (other.goneAt !== null) await saveFetch(act.trx, other.rowId, { goneAt: null, nextCheckAt: act.at });
  await act.record({
    kind: "source.merged",
    subjectId: source.id,
    payload: { name: source.name, into: other.name, intoId: other.id, from: source.url, to: other.url },
  });
}
