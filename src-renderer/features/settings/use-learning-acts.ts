import type { Learned, LearnedKind } from "../../../src-main/contract/methods/learning.ts";
import { useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { useOffBecause } from "../../lib/use-may.ts";

type Used = Pick<Learned, "used" | "isHeld">;

/** What may be done about learning, each said in the status bar and, where it can be, taken back from there. */
export function useLearningActs() {
  const { t, sayError } = useWords();
  const link = useLink();
  const acts = useActs();
  const offBecause = useOffBecause(["lead", "corpcomm", "admin"]);

  async function perform(send: () => Promise<string>, undo?: () => Promise<void>): Promise<void> {
    try {
      const says = await send();
      acts.did({ says, ...(undo && { undo }) });
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
    }
  }

  async function sendUse(kind: LearnedKind, use: string): Promise<string> {
    await sendCommand({ link, name: "learning.use", input: { kind, use } });
    return t("learning.did.used", { says: t(use === "shipped" ? "learning.useShipped" : "learning.letChoose") });
  }

  async function sendForget(id: string, isForgotten: boolean): Promise<string> {
    await sendCommand({ link, name: "learning.forget", input: { id, isForgotten } });
    return t(isForgotten ? "learning.did.forgot" : "learning.did.kept");
  }

  return {
    offBecause,
    learn: (kind: LearnedKind) =>
      acts.during(
        perform(async () => {
          const { outcome } = await sendCommand({ link, name: "learning.learn", input: { kind } });
          return t("learning.did.learned", { says: t(`learning.short.${outcome}`) });
        }),
      ),
    use: (kind: LearnedKind, { use, before }: { use: string; before: Used }) => {
      const was = before.isHeld ? (before.used?.id ?? "shipped") : "best";
      return acts.during(
        perform(
          () => sendUse(kind, use),
          () => perform(() => sendUse(kind, was)),
        ),
      );
    },
    forget: (id: string, isForgotten: boolean) =>
      acts.during(
        perform(
          () => sendForget(id, isForgotten),
          () => perform(() => sendForget(id, !isForgotten)),
        ),
      ),
    rejudge: () =>
      acts.during(
        perform(async () => {
          await sendCommand({ link, name: "learning.rejudge", input: {} });
          return t("learning.did.rejudging");
        }),
      ),
    stopRejudging: () =>
      acts.during(
        perform(async () => {
          await sendCommand({ link, name: "learning.cancelRejudge", input: {} });
          return t("learning.did.stopped");
        }),
      ),
  };
}
