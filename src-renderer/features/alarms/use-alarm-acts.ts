import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { Alarm } from "../../../src-main/contract/methods/alarms.ts";
import { useActs } from "../../lib/acts.tsx";
import { type Output, reasonOf } from "../../lib/engine.ts";
import { sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";

/** Mute and "Not an alarm": each says what it did and can be taken back, with what it taught. */
export function useAlarmActs({ id, version }: Pick<Alarm, "id" | "version">) {
  const { t, sayError } = useWords();
  const client = useQueryClient();
  const link = useLink();
  const acts = useActs();
  // A key that is held down or pressed twice acts once.
  const isActing = useRef(false);

  const refresh = () =>
    Promise.all(
      (["alarms.list", "alarms.show"] as const).map((name) => client.invalidateQueries({ queryKey: [name] })),
    );

  async function takeBack(batchId: string): Promise<void> {
    try {
      await sendCommand({ link, name: "alarms.undo", input: { batchId } });
      acts.did({ says: t("alarms.done.undone") });
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
    }
    await refresh();
  }

  async function performNow(send: () => Promise<Output<"alarms.mute">>, says: string): Promise<void> {
    if (isActing.current) return;
    isActing.current = true;
    try {
      const { batchId } = await send();
      acts.did({ says, undo: () => takeBack(batchId) });
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
    }
    await refresh();
    isActing.current = false;
  }

  const alarm = { id, version };
  return {
    mute: (minutes: 0 | 60) =>
      acts.during(
        performNow(
          () => sendCommand({ link, name: "alarms.mute", input: { alarm, minutes } }),
          t(minutes === 0 ? "alarms.done.unmuted" : "alarms.done.muted"),
        ),
      ),
    dismiss: () =>
      acts.during(
        performNow(() => sendCommand({ link, name: "alarms.dismiss", input: { alarm } }), t("alarms.done.dismissed")),
      ),
  };
}
