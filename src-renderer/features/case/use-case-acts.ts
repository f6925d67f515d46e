import type { Moved, StoryRow } from "../../../src-main/contract/methods/triage.ts";
import type { Bucket, PersonRef, Priority, Resolution } from "../../../src-main/contract/values.ts";
import { useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { useMe } from "../../lib/session.ts";
import { sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";

export type CaseActs = ReturnType<typeof useCaseActs>;

/** What can be done to the case as a whole; each act can be taken back. */
export function useCaseActs(story: StoryRow) {
  const { t, sayError } = useWords();
  const link = useLink();
  const me = useMe();
  const acts = useActs();
  const stories = [{ id: story.id, version: story.version }];

  async function takeBack(batchId: string): Promise<void> {
    try {
      await sendCommand({ link, name: "triage.undo", input: { batchId } });
      acts.did({ says: t("status.undone") });
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
    }
  }

  const perform = (send: () => Promise<Moved>, says: (moved: Moved) => string): Promise<boolean> =>
    acts.during(performNow(send, says));

  async function performNow(send: () => Promise<Moved>, says: (moved: Moved) => string): Promise<boolean> {
    try {
      const moved = await send();
      acts.did({ says: says(moved), undo: () => takeBack(moved.batchId) });
      return true;
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
      return false;
    }
  }

  function assign(person: PersonRef | null): Promise<boolean> {
    const says = ({ changed }: Moved) =>
      person ? t("triage.done.assigned", { count: changed, name: person.name }) : t("triage.done.givenBack");
    return perform(
      () => sendCommand({ link, name: "triage.assign", input: { stories, personId: person?.id ?? null, reason: "" } }),
      says,
    );
  }

  return {
    assign,
    assignMe: async () => me !== null && assign({ id: me.id, name: me.name, initials: me.initials }),
    setBucket: (bucket: Bucket) =>
      perform(
        () => sendCommand({ link, name: "triage.setBucket", input: { stories, bucket } }),
        ({ changed, waiting }) =>
          t("triage.done.moved", { count: changed, waiting, bucket: t(`bucketLong.${bucket}`) }),
      ),
    resolve: (resolution: Resolution, reason = "") =>
      perform(
        () => sendCommand({ link, name: "triage.resolve", input: { stories, resolution, reason } }),
        ({ changed, waiting }) =>
          t("triage.done.resolved", { count: changed, waiting, resolution: t(`resolution.${resolution}`) }),
      ),
    snooze: (until: number | null) =>
      perform(
        () => sendCommand({ link, name: "triage.snooze", input: { stories, until, reason: "" } }),
        ({ changed, waiting }) => t("triage.done.snoozed", { count: changed, waiting }),
      ),
    setPriority: (priority: Priority) =>
      perform(
        () => sendCommand({ link, name: "triage.setPriority", input: { stories, priority } }),
        ({ changed }) => t("triage.done.priority", { count: changed, priority: t(`priority.${priority}`) }),
      ),
  };
}
