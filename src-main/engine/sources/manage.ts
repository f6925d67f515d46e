import type { Input, Parsed } from "../../contract/methods.ts";
import type { SourceRow } from "../../contract/methods/sources.ts";
import { Refusal } from "../../contract/refusal.ts";
import { runCommand } from "../commands.ts";
import type { Secrets } from "../../ports/secrets.ts";
import type { Call } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import type { Trx } from "../store/open.ts";
import { saveRawEntries } from "../store/raw-entries.ts";
import { editSource, insertSource, sourceById, sourceByUrl } from "../store/source.ts";
import type { Source } from "../store/source.ts";
import { hasWatches } from "../store/watch.ts";
import { feedAddress, networkOf } from "./address.ts";
import { secretOf } from "./sign-in.ts";
import { sourceRows } from "./source-rows.ts";
import type { RowParts } from "./source-rows.ts";

export const sourceTopics = ["sources", "status", "settings", "wallboard"] as const;

export type ManageParts = Parts & RowParts;

export async function rowOf(parts: ManageParts, id: string): Promise<SourceRow> {
  const row = (await sourceRows(parts)).find((one) => one.id === id);
  if (!row) throw new Refusal("not-found", { what: "source" });
  return row;
}

/** Adds a source; the scheduler finds it due at once. Until a watch exists, everything that new sources bring counts. */
export async function addSource(parts: ManageParts, input: Parsed<"sources.add">, call: Call): Promise<SourceRow> {
  const url = feedAddress(input.url);
  const id = await runCommand(
    parts,
    { call, method: "sources.add", commandId: input.commandId, topics: sourceTopics },
    async (act) => {
      const existing = await sourceByUrl(act.trx, url);
      if (existing) throw new Refusal("source-exists", { name: existing.name, url });
      const source = {
        id: act.newId(),
        url,
        name: input.name || url,
        siteUrl: null,
        network: input.network ?? networkOf(url),
        everything: input.everything ?? !(await hasWatches(act.trx)),
        allowPrivate: input.allowPrivate,
        at: act.at,
      };
      await insertSource(act.trx, source);
      const { name, network, everything, allowPrivate } = source;
      await act.record({
        kind: "source.added",
        subjectId: source.id,
        payload: { url, name, network, everything, allowPrivate },
      });
      return source.id;
    },
  );
  return rowOf(parts, id);
}

export async function removeSource(
  parts: Parts & { readonly secrets: Pick<Secrets, "remove"> },
  input: Parsed<"sources.remove">,
  call: Call,
): Promise<Record<string, never>> {
  const done = await runCommand(
    parts,
    { call, method: "sources.remove", commandId: input.commandId, topics: sourceTopics },
    async (act) => {
      const source = await seenSource(act.trx, input);
      if (source.kind === "by_hand") throw new Refusal("source-by-hand", { name: source.name });
      await editSource(act.trx, source.rowId, { removedAt: act.at });
      await saveRawEntries(act.trx, source.rowId, null);
      await act.record({
        kind: "source.removed",
        subjectId: source.id,
        payload: { name: source.name, url: source.url },
      });
      return {};
    },
  );
  await parts.secrets.remove(secretOf(input));
  return done;
}

/** The source as its caller saw it. Refusals: not-found, stale. */
export async function seenSource(
  trx: Trx,
  { id, version }: Pick<Input<"sources.remove">, "id" | "version">,
): Promise<Source> {
  const source = await sourceById(trx, id);
  if (!source) throw new Refusal("not-found", { what: "source" });
  if (source.version !== version) throw new Refusal("stale", { what: "source", name: source.name });
  return source;
}
