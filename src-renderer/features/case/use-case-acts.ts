import type { Moved, StoryRow } from "../../../src-main/contract/methods/triage.ts";
import type { Bucket, PersonRef, Priority, Resolution, SentimentLabel } from "../../../src-main/contract/values.ts";
import type { Away, Ending } from "../../lib/act-choices.ts";
import { useMe } from "../../lib/session.ts";
import { sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { usePerform } from "./use-perform.ts";

export type CaseActs = ReturnType<typeof useCaseActs>;

/** The version that our own opening of the case left its story with, once the engine has answered. */
export type Arrived = () => Promise<number | null>;

/** What can be done to the case as a whole; each act can be taken back. */
export function useCaseActs(story: StoryRow, arrived: Arrived) {
  const { t } = useWords();
  const link = useLink();
  const me = useMe();
  const perform = usePerform();

  /** Our own opening, which may be under way, is nobody else's change: an act that comes right after it is not refused for it. */
  async function seen(): Promise<{ id: string; version: number }[]> {
    const { id, version } = story;
    const opened = (await arrived()) ?? version;
    return [{ id, version: opened === version + 1 ? opened : version }];
  }

  function assign(person: PersonRef | null, reason = ""): Promise<boolean> {
    const says = ({ changed }: Moved) =>
      person ? t("triage.done.assigned", { count: changed, name: person.name }) : t("triage.done.givenBack");
    return perform(
      async () =>
        sendCommand({
          link,
          name: "triage.assign",
          input: { stories: await seen(), personId: person?.id ?? null, reason },
        }),
      says,
    );
  }

  return {
    assign,
    assignMe: async (reason = "") => me !== null && assign({ id: me.id, name: me.name, initials: me.initials }, reason),
    setBucket: (bucket: Bucket) =>
      perform(
        async () => sendCommand({ link, name: "triage.setBucket", input: { stories: await seen(), bucket } }),
        ({ changed, waiting }) =>
          t("triage.done.moved", { count: changed, waiting, bucket: t(`bucketLong.${bucket}`) }),
      ),
    resolve: (resolution: Resolution, ending: Ending = {}) =>
      perform(
        async () =>
          sendCommand({ link, name: "triage.resolve", input: { stories: await seen(), resolution, ...ending } }),
        ({ changed, waiting }) =>
          t("triage.done.resolved", { count: changed, waiting, resolution: t(`resolution.${resolution}`) }),
      ),
    snooze: (away: Away) =>
      perform(
        async () => sendCommand({ link, name: "triage.snooze", input: { stories: await seen(), ...away } }),
        ({ changed, waiting }) => t("triage.done.snoozed", { count: changed, waiting }),
      ),
    setPriority: (priority: Priority) =>
      perform(
        async () => sendCommand({ link, name: "triage.setPriority", input: { stories: await seen(), priority } }),
        ({ changed }) => t("triage.done.priority", { count: changed, priority: t(`priority.${priority}`) }),
      ),
    label: ({ add, remove }: { add: readonly string[]; remove: readonly string[] }) =>
      perform(
        async () =>
          sendCommand({
            link,
            name: "triage.label",
            input: { stories: await seen(), add: [...add], remove: [...remove] },
          }),
        ({ changed }) =>
          add.length > 0
            ? t("triage.done.labelled", { count: changed, labels: add.join(", ") })
            : t("triage.done.unlabelled", { count: changed, labels: remove.join(", ") }),
      ),
    correctSentiment: (label: SentimentLabel) =>
      perform(
        async () => sendCommand({ link, name: "triage.correctSentiment", input: { stories: await seen(), label } }),
        ({ changed }) => t("triage.done.corrected", { count: changed, sentiment: t(`sentiment.${label}`) }),
      ),
  };
}
