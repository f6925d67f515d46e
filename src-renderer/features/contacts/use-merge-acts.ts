import type { MergeField } from "../../../src-main/contract/methods/contacts.ts";
import { useWords } from "../../lib/words.ts";
import { usePerform } from "./use-perform.ts";

type Seen = { id: string; version: number; name: string };
type Named = Pick<Seen, "id" | "name">;
export type Kept = Partial<Record<MergeField, "survivor" | "merged">>;

/** Makes one contact of two, two of one, and says that two are two people. */
export function useMergeActs() {
  const { t } = useWords();
  const { perform, send } = usePerform();
  const seenOf = ({ id, version }: Seen) => ({ id, version });
  return {
    merge: ({ survivor, merged, keep }: { survivor: Seen; merged: Seen; keep: Kept }) =>
      perform(
        () => send("contacts.merge", { survivor: seenOf(survivor), merged: seenOf(merged), keep }),
        ({ mergeId }) => ({
          says: t("contacts.done.merged", { name: survivor.name, other: merged.name }),
          undo: () => send("contacts.unmerge", { mergeId }),
        }),
      ),
    unmerge: (mergeId: string, name: string) =>
      perform(
        () => send("contacts.unmerge", { mergeId }),
        () => ({ says: t("contacts.done.unmerged", { name }) }),
      ),
    tellApart: (one: Named, other: Named) =>
      perform(
        () => send("contacts.tellApart", { oneId: one.id, otherId: other.id }),
        () => ({
          says: t("contacts.done.apart", { name: one.name, other: other.name }),
          undo: () => send("contacts.tellApart", { oneId: one.id, otherId: other.id, apart: false }),
        }),
      ),
  };
}
