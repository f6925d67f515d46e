import type { Moved, StoryRow } from "../../../src-main/contract/methods/triage.ts";
import type { Bucket, PersonRef, Priority, Resolution, SentimentLabel } from "../../../src-main/contract/values.ts";
import type { Away, Ending } from "../../lib/act-choices.ts";
import { useMe } from "../../lib/session.ts";
import { sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { usePerform } from "./use-perform.ts";

export type CaseActs = ReturnType<typeof useCaseActs>;

/** What can be done to the case as a whole; each act can be taken back. */
export function useCaseActs(story: StoryRow) {
  const { t } = useWords();
  const link = useLink();
  const me = useMe();
  const perform = usePerform();
  const stories = [{ id: story.id, version: story.version }];

  function assign(person: PersonRef | null, reason = ""): Promise<boolean> {
    const says = ({ changed }: Moved) =>
      person ? t("triage.done.assigned", { count: changed, name: person.name }) : t("triage.done.givenBack");
    return perform(
      () => sendCommand({ link, name: "triage.assign", input: { stories, personId: person?.id ?? null, reason } }),
      says,
    );
  }

  return {
    assign,
    assignMe: async (reason = "") => me !== null && assign({ id: me.id, name: me.name, initials: me.initials }, reason),
    setBucket: (bucket: Bucket) =>
      perform(
        () => sendCommand({ link, name: "triage.setBucket", input: { stories, bucket } }),
        ({ changed, waiting }) =>
          t("triage.done.moved", { count: changed, waiting, bucket: t(`bucketLong.${bucket}`) }),
      ),
    resolve: (resolution: Resolution, ending: Ending = {}) =>
      perform(
        () => sendCommand({ link, name: "triage.resolve", input: { stories, resolution, ...ending } }),
        ({ changed, waiting }) =>
          t("triage.done.resolved", { count: changed, waiting, resolution: t(`resolution.${resolution}`) }),
      ),
    snooze: (away: Away) =>
      perform(
        () => sendCommand({ link, name: "triage.snooze", input: { stories, ...away } }),
        ({ changed, waiting }) => t("triage.done.snoozed", { count: changed, waiting }),
      ),
    setPriority: (priority: Priority) =>
      perform(
        () => sendCommand({ link, name: "triage.setPriority", input: { stories, priority } }),
        ({ changed }) => t("triage.done.priority", { count: changed, priority: t(`priority.${priority}`) }),
      ),
    label: ({ add, remove }: { add: readonly string[]; remove: readonly string[] }) =>
      perform(
        () => sendCommand({ link, name: "triage.label", input: { stories, add: [...add], remove: [...remove] } }),
        ({ changed }) =>
          add.length > 0
            ? t("triage.done.labelled", { count: changed, labels: add.join(", ") })
            : t("triage.done.unlabelled", { count: changed, labels: remove.join(", ") }),
      ),
    correctSentiment: (label: SentimentLabel) =>
      perform(
        () => sendCommand({ link, name: "triage.correctSentiment", input: { stories, label } }),
        ({ changed }) => t("triage.done.corrected", { count: changed, sentiment: t(`sentiment.${label}`) }),
      ),
  };
}
