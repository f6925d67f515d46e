import { useEffect, useState, useSyncExternalStore } from "react";
import type { Shift } from "../../../src-main/contract/methods/shifts.ts";
import { beforeLeaving } from "../../lib/before-leaving.ts";
import { sendCommand, useLink } from "../../lib/use-engine.tsx";
import { createHandoverKeeper } from "./handover-keeper.ts";

/** The handover words of the running shift: what is written, and when it was stored; null while it is not. */
export function useHandoverText(shift: Shift) {
  const link = useLink();
  const [keeper] = useState(() =>
    createHandoverKeeper({ shift, save: (input) => sendCommand({ link, name: "shifts.write", input }) }),
  );
  const { text, stored, savedAt, error } = useSyncExternalStore(keeper.listen, keeper.get);
  useEffect(() => keeper.begin(), [keeper]);
  useEffect(() => beforeLeaving(keeper.flush), [keeper]);
  useEffect(() => keeper.told(shift), [keeper, shift]);
  return {
    ...{ text, error },
    type: keeper.type,
    settle: keeper.settle,
    flush: keeper.flush,
    savedAt: error || text !== stored ? null : savedAt,
    isTorn: error?.code === "stale",
  };
}
