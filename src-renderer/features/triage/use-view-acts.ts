import { useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import type { SavedView } from "../../../src-main/contract/methods/saved-views.ts";
import { useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { useMe } from "../../lib/session.ts";
import { sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import type { QueuePlace } from "./queue-place.ts";

/** Saving, moving, sharing and removing views; what is removed can be taken back. */
export function useViewActs() {
  const { t, sayError } = useWords();
  const link = useLink();
  const client = useQueryClient();
  const acts = useActs();
  const me = useMe();
  const [, go] = useLocation();
  const keepsForAll = me?.roles.some((role) => role === "lead" || role === "admin") ?? false;

  async function attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await acts.during(work());
      return true;
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
      return false;
    } finally {
      await client.invalidateQueries({ queryKey: ["views.list"] });
    }
  }

  const save = (
    { view, filter, search }: QueuePlace,
    { name, forAll, known }: { name: string; forAll: boolean; known: SavedView | null },
  ) =>
    attempt(async () => {
      const kept = known ? { id: known.id, version: known.version } : {};
      const input = { ...kept, name, forAll, shows: { view, filter, search } };
      const { id } = await sendCommand({ link, name: "views.save", input });
      acts.did({ says: t("queue.views.saved", { name }) });
      await client.invalidateQueries({ queryKey: ["views.list"] });
      go(`/triage?saved=${id}`);
    });

  const place = (view: SavedView, by: -1 | 1) =>
    attempt(async () => {
      await sendCommand({ link, name: "views.place", input: { id: view.id, by } });
    });

  const share = ({ id, version, name, shows, forAll }: SavedView) =>
    attempt(async () => {
      const input = { id, version, name, shows, forAll: !forAll };
      await sendCommand({ link, name: "views.save", input });
      acts.did({ says: t(forAll ? "queue.views.nowOwn" : "queue.views.nowAll", { name }) });
    });

  const rename = ({ id, version, shows, forAll, name: before }: SavedView, name: string) =>
    attempt(async () => {
      await sendCommand({ link, name: "views.save", input: { id, version, name, shows, forAll } });
      acts.did({ says: t("queue.views.renamed", { before, name }) });
    });

  const remove = ({ id, version, name }: SavedView) =>
    attempt(async () => {
      await sendCommand({ link, name: "views.remove", input: { view: { id, version } } });
      const undo = async () => {
        await attempt(async () => {
          await sendCommand({ link, name: "views.restore", input: { id } });
          acts.did({ says: t("queue.views.back", { name }) });
        });
      };
      acts.did({ says: t("queue.views.removed", { name }), undo });
    });

  return { keepsForAll, save, place, share, rename, remove };
}
