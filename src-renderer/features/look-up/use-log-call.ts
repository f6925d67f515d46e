import { useState } from "react";
import type { Bucket } from "../../../src-main/contract/values.ts";
import { useActs } from "../../lib/acts.tsx";
import { type EngineError, reasonOf } from "../../lib/engine.ts";
import { useMe } from "../../lib/session.ts";
import { sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useOnce } from "../../lib/use-once.ts";
import { useWords } from "../../lib/words.ts";
import { type CallWords, keepCall, readCall } from "./call-draft.ts";
import type { Caller } from "./LookUpBody.tsx";

/** What was logged, in words, with the story that it became. */
export type Logged = { readonly says: string; readonly storyId: string; readonly undo: () => Promise<void> };

export type CallDraft = CallWords & {
  readonly person: string;
  readonly reach: string;
  readonly bucket: Bucket | "rules";
};

export type LogCall = ReturnType<typeof useLogCall>;

/** The form of a call: its words stay until they are logged, also when the look-up is closed meanwhile. */
export function useLogCall(caller: Caller) {
  const personId = useMe()?.id ?? "";
  const link = useLink();
  const acts = useActs();
  const { t, sayError } = useWords();
  const { isBusy, once } = useOnce();
  const [draft, setDraft] = useState<CallDraft>(() => ({
    ...readCall(personId),
    ...{ person: caller.name, reach: caller.reach, bucket: "rules" },
  }));
  const [isChecked, setChecked] = useState(false);
  const [trouble, setTrouble] = useState<EngineError | null>(null);
  const isTextMissing = draft.text.trim() === "";
  const isToldMissing = draft.isDealtWith && draft.dealtWith.trim() === "";

  function edit(change: Partial<CallDraft>): void {
    const next = { ...draft, ...change };
    setDraft(next);
    keepCall(personId, next);
  }

  async function takeBack(batchId: string): Promise<void> {
    try {
      await sendCommand({ link, name: "triage.undo", input: { batchId } });
      acts.did({ says: t("byHand.takenBack") });
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
    }
  }

  async function save(): Promise<Logged | null> {
    setChecked(true);
    setTrouble(null);
    if (isTextMissing || isToldMissing) return null;
    try {
      const { text, person, reach, bucket, isDealtWith, dealtWith } = draft;
      const logged = await acts.during(
        sendCommand({
          link,
          name: "mentions.log",
          input: {
            ...{ kind: "call", text, person, reach, contactId: caller.contact?.id ?? null },
            bucket: bucket === "rules" ? null : bucket,
            dealtWith: isDealtWith ? dealtWith : "",
          },
        }),
      );
      keepCall(personId, null);
      const where = t(`bucketLong.${logged.bucket}`);
      const says = logged.waits
        ? t("byHand.logged.waits", { bucket: where, count: logged.waiting })
        : t(isDealtWith ? "byHand.logged.closed" : "byHand.logged.counted", { bucket: where });
      const undo = () => takeBack(logged.batchId);
      acts.did({ says, undo });
      return { says, storyId: logged.storyId, undo };
    } catch (error) {
      setTrouble(reasonOf(error));
      return null;
    }
  }

  return {
    draft,
    edit,
    isTextMissing: isChecked && isTextMissing,
    isToldMissing: isChecked && isToldMissing,
    trouble,
    isBusy,
    save: () => once(save),
  };
}
