import { useState } from "react";
import type { Logged } from "../../../src-main/contract/methods/by-hand.ts";
import { useActs } from "../../lib/acts.tsx";
import { type EngineError, reasonOf } from "../../lib/engine.ts";
import { readNow } from "../../lib/now.ts";
import { useMe } from "../../lib/session.ts";
import { sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useOnce } from "../../lib/use-once.ts";
import { useWords } from "../../lib/words.ts";
import { emptyDraft, faultsOf, keepDraft, type LogDraft, type LogFault, readDraft, toInput } from "./log-draft.ts";

export type Log = {
  draft: LogDraft;
  edit: (change: Partial<LogDraft>) => void;
  /** What is missing, once somebody tried to save. */
  faults: readonly LogFault[];
  trouble: EngineError | null;
  isBusy: boolean;
  /** True when it was logged; the form is empty then, but for its kind. */
  save: () => Promise<boolean>;
};

/** The form of a contact: its words stay until they are logged, and nothing is lost when that fails. */
export function useLog(): Log {
  const me = useMe();
  const personId = me?.id ?? "";
  const link = useLink();
  const acts = useActs();
  const { t, sayError } = useWords();
  const { isBusy, once } = useOnce();
  const [draft, setDraft] = useState(() => readDraft(personId));
  const [isChecked, setChecked] = useState(false);
  const [trouble, setTrouble] = useState<EngineError | null>(null);

  function put(next: LogDraft): void {
    setDraft(next);
    keepDraft(personId, next);
  }

  async function undo(logged: Logged): Promise<void> {
    try {
      await sendCommand({ link, name: "triage.undo", input: { batchId: logged.batchId } });
      acts.did({ says: t("byHand.takenBack") });
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
    }
  }

  async function save(): Promise<boolean> {
    setChecked(true);
    setTrouble(null);
    if (faultsOf(draft, readNow()).length > 0) return false;
    try {
      const sending = sendCommand({ link, name: "mentions.log", input: toInput(draft) });
      const logged = await acts.during(sending);
      put({ ...emptyDraft, kind: draft.kind, network: draft.network });
      setChecked(false);
      const bucket = t(`bucketLong.${logged.bucket}`);
      const says = logged.waits
        ? t("byHand.logged.waits", { bucket, count: logged.waiting })
        : t(toInput(draft).dealtWith === "" ? "byHand.logged.counted" : "byHand.logged.closed", { bucket });
      acts.did({ says, undo: () => undo(logged) });
      return true;
    } catch (error) {
      setTrouble(reasonOf(error));
      return false;
    }
  }

  return {
    draft,
    edit: (change) => put({ ...draft, ...change }),
    faults: isChecked ? faultsOf(draft, readNow()) : [],
    trouble,
    isBusy,
    save: async () => (await once(save)) ?? false,
  };
}
